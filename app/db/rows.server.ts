import {
  BOOLEAN,
  DOUBLE,
  DuckDBTypeId,
  INTEGER,
  JSDuckDBValueConverter,
  LIST,
  listValue,
  SQLNULL,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBValueConverter,
  type JS,
} from "@duckdb/node-api";
import type { z } from "zod";
import { onConnection } from "./connection.server";

/** What may be bound to a statement. */
export type Parameter = string | number | boolean | null | readonly string[] | readonly number[];

/** Asks the published database one question; the answer is checked against a schema. */
export async function rows<Schema extends z.ZodType>(
  sql: string,
  parameters: readonly Parameter[],
  schema: Schema,
): Promise<z.infer<Schema>[]> {
  const found = await onConnection(async (connection) => {
    const values = parameters.map(bound);
    const result = await connection.runAndReadAll(sql, values, parameters.map(typeOf));
    return result.convertRowObjects(plain);
  });
  return schema.array().parse(found);
}

function isList(parameter: Parameter): parameter is readonly string[] | readonly number[] {
  return Array.isArray(parameter);
}

function bound(parameter: Parameter): DuckDBValue {
  return isList(parameter) ? listValue([...parameter]) : parameter;
}

function typeOf(parameter: Parameter): DuckDBType {
  if (parameter === null) return SQLNULL;
  if (typeof parameter === "string") return VARCHAR;
  if (typeof parameter === "boolean") return BOOLEAN;
  if (typeof parameter === "number") return numberType([parameter]);
  // Of an empty list the engine could not tell the type.
  return LIST(
    parameter.every((item) => typeof item === "number") ? numberType(parameter) : VARCHAR,
  );
}

/** Whole numbers are bound as such, so that they may stand after LIMIT. */
function numberType(numbers: readonly number[]): DuckDBType {
  return numbers.every((number) => Number.isInteger(number) && Math.abs(number) < 2 ** 31)
    ? INTEGER
    : DOUBLE;
}

/** The one place where the engine's values become plain ones: no BigInt, no Date leaves it. */
const plain: DuckDBValueConverter<JS> = (value, type) => {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (type.typeId === DuckDBTypeId.DATE || type.typeId === DuckDBTypeId.TIMESTAMP)
    return String(value).replace(" ", "T");
  const converted = JSDuckDBValueConverter(value, type, plain);
  return typeof converted === "bigint" ? safeNumber(converted) : converted;
};

function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is no exact number`);
  return number;
}
