import {
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import { type ColumnType, isList, PRINTED_CELL } from "#store/schema";
import { printedCellsSql, writePrintedCells } from "./printed-cells";

/** How the values of a column come to the engine. */
export interface Passage {
  /** Makes text, a number, a list of these or null of a value: the same of equal ones. */
  readonly write: (value: unknown) => unknown;
  /** What the engine is given. */
  readonly type: DuckDBType;
  /** Makes that of what was written. @throws where it does not fit */
  readonly convert: (written: unknown) => DuckDBValue;
  /** What makes the column's own type of it; null where it is that. */
  readonly typed: ((column: string) => string) | null;
}

type Given = Pick<Passage, "type" | "convert">;

const DAY = 86_400_000;
/** Digits of money, and those after the point. */
const MONEY = [18, 4] as const;

/** The types of which values are given as they are stored. */
const STORED: Readonly<Record<string, Given>> = {
  VARCHAR: { type: VARCHAR, convert: (text) => (typeof text === "string" ? text : refuse(text)) },
  // The engine's library refuses one that is not whole or too large.
  INTEGER: { type: INTEGER, convert: toNumber },
  DOUBLE: { type: DOUBLE, convert: toNumber },
  DATE: { type: DATE, convert: toDate },
  [`DECIMAL(${MONEY.join()})`]: { type: DECIMAL(...MONEY), convert: toMoney },
};
const TEXT = orNull({
  type: VARCHAR,
  convert: (text) => (typeof text === "string" ? text : refuse(text)),
});

/** How the values of a type come to the engine: as they are stored, or as JSON that it types in strict mode. */
export function passageOf(type: ColumnType): Passage {
  if (isList(type) && type[0] === PRINTED_CELL)
    return { ...TEXT, write: writePrintedCells, typed: printedCellsSql };
  const item = isList(type) ? type[0] : type;
  const stored = typeof item === "string" ? STORED[item] : undefined;
  if (!stored) {
    return {
      ...TEXT,
      write: makeJsonWriter(type),
      typed: (column) => `from_json_strict(${column}, '${JSON.stringify(type)}')`,
    };
  }
  const write = (value: unknown): unknown => value ?? null;
  if (!isList(type)) return { ...orNull(stored), write, typed: null };
  const { convert } = orNull(stored);
  const list: Given = {
    type: LIST(stored.type),
    convert: (items) => (Array.isArray(items) ? listValue(items.map(convert)) : refuse(items)),
  };
  return { ...orNull(list), write, typed: null };
}

function orNull({ type, convert }: Given): Given {
  return { type, convert: (written) => (written === null ? null : convert(written)) };
}

function refuse(value: unknown): never {
  throw new Error(`A value does not fit its column: ${JSON.stringify(value)}`);
}

function toNumber(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : refuse(value);
}

function toDate(value: unknown): DuckDBDateValue {
  const time = typeof value === "string" ? Date.parse(value) : NaN;
  // A day that no month has, such as 02-30, is taken for one of the next.
  const isDay = Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === value;
  return isDay ? new DuckDBDateValue(time / DAY) : refuse(value);
}

/** As the engine does of a number, to the nearest of the last digit. */
function toMoney(value: unknown): DuckDBDecimalValue {
  const [width, scale] = MONEY;
  const number = toNumber(value);
  const digits = Math.sign(number) * Math.round(Math.abs(number) * 10 ** scale);
  return Math.abs(digits) < 10 ** width
    ? new DuckDBDecimalValue(BigInt(digits), width, scale)
    : refuse(value);
}

type WriteJson = (value: unknown) => string;

/**
 * Makes a function that writes values of a type as JSON with every field that the type names, for
 * strict typing takes no field for granted.
 */
function makeJsonWriter(type: ColumnType): WriteJson {
  if (typeof type === "string") return (value) => JSON.stringify(value ?? null);
  if (isList(type)) {
    const item = makeJsonWriter(type[0]);
    return (value) => (Array.isArray(value) ? `[${value.map(item).join(",")}]` : "null");
  }
  const fields = Object.entries(type).map(
    ([name, field]) => [name, `${JSON.stringify(name)}:`, makeJsonWriter(field)] as const,
  );
  return (value) =>
    `{${fields.map(([name, key, write]) => `${key}${write(fieldOf(value, name))}`).join(",")}}`;
}

/** A field of a row or a value; null where it has none. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return null;
  return Reflect.get(value, name);
}
