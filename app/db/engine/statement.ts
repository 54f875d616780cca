import { quotedString } from "@duckdb/node-api";

/** A value that can be written into a statement. */
export type Parameter = string | number | boolean | null | readonly string[] | readonly number[];

/**
 * A statement with its values written in the places of `?`, in their order. To bind values to a prepared
 * statement, the engine plans it twice, the first time on the thread that answers requests: for statements as
 * wide as ours that is a third to a half of all the time they take (docs/decisions/010-literal-sql.md).
 * @throws RangeError where there are not as many values as places, or a number is not finite.
 */
export function buildStatement(sql: string, parameters: readonly Parameter[]): string {
  const parts = sql.split("?");
  if (parts.length !== parameters.length + 1)
    throw new RangeError(`${parts.length - 1} places for ${parameters.length} values: ${sql}`);
  return parts
    .map((part, index) => (index === 0 ? part : formatLiteral(parameters[index - 1]) + part))
    .join("");
}

function formatLiteral(value: Parameter | undefined): string {
  if (value === undefined || value === null) return "NULL";
  if (typeof value === "string") return formatText(value);
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return String(value);
  return `[${value.map(formatLiteral).join(", ")}]`;
}

/** A quote ends the text unless it is doubled; nothing else does, but the engine reads no further than a NUL. */
function formatText(value: string): string {
  const parts = value.split("\0").map(quotedString);
  return parts.length === 1 ? parts.join("") : `(${parts.join(" || chr(0) || ")})`;
}

/** With an exponent a number is read as DOUBLE; without one, as a whole number. */
function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written into a statement`);
  return Number.isSafeInteger(value) ? String(value) : value.toExponential();
}
