import {
  DuckDBListVector,
  DuckDBStructVector,
  DuckDBTypeId,
  type DuckDBValueConverter,
  type DuckDBVector,
  type JS,
  JSDuckDBValueConverter,
} from "@duckdb/node-api";
import type { z } from "zod";
import { nameVersionInUse, withConnection } from "./connection.server";
import { KeptPerVersion } from "./kept-per-version.server";
import { buildStatement, type Parameter } from "./statement";

/**
 * Runs a query on the published database.
 * @param sql a statement with `?` in the places of the parameters
 * @param schema what each row must be; ZodError where it is not
 */
export async function queryRows<Schema extends z.ZodType>(
  sql: string,
  parameters: readonly Parameter[],
  schema: Schema,
): Promise<z.infer<Schema>[]> {
  const { names, columns, length } = await runStatement(sql, parameters);
  const found = Array.from({ length }, (_, row) => {
    const object: Record<string, unknown> = {};
    names.forEach((name, index) => (object[name] = columns[index]?.[row]));
    return object;
  });
  return schema.array().parse(found);
}

/**
 * Runs a query that answers thousands of rows: the answer as its columns by name, checked against a schema
 * of them. To make and check an object for each row would take longer than the query.
 */
export async function queryColumns<Schema extends z.ZodType>(
  sql: string,
  parameters: readonly Parameter[],
  schema: Schema,
): Promise<z.infer<Schema>> {
  const { names, columns } = await runStatement(sql, parameters);
  return schema.parse(Object.fromEntries(names.map((name, index) => [name, columns[index]])));
}

interface Answer {
  readonly names: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
  readonly length: number;
}

/**
 * Answers to statements, kept: the pages of a selection ask for its coverage, its counts and its filings all alike,
 * and for another search or order of rows they ask again. Measured in values, with long texts as several: some 15 MB.
 */
const kept = new KeptPerVersion<Answer>(300_000, weigh, nameVersionInUse);
/** An answer larger than this is not kept: lists of findings and texts of reports are asked for by one page only. */
const WORTH_KEEPING = 30_000;

async function runStatement(sql: string, parameters: readonly Parameter[]): Promise<Answer> {
  const statement = buildStatement(sql, parameters);
  const [answer] = await kept.ask([statement], async () => [await fetchAnswer(statement)]);
  if (!answer) throw new Error("A statement was not answered");
  return answer;
}

function weigh({ names, columns }: Answer): number {
  let weight = names.length + 10;
  for (const column of columns) {
    for (const value of column) weight += weighValue(value);
    if (weight > WORTH_KEEPING) return Number.POSITIVE_INFINITY;
  }
  return weight;
}

function weighValue(value: unknown): number {
  if (typeof value === "string") return 1 + value.length / 32;
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + weighValue(part), 2);
}

function fetchAnswer(statement: string): Promise<Answer> {
  return withConnection(async (connection) => {
    const result = await connection.run(statement);
    const names = result.columnNames();
    const columns = names.map((): unknown[] => []);
    let length = 0;
    for (const chunk of await result.fetchAllChunks()) {
      columns.forEach((column, index) => appendValues(column, chunk.getColumnVector(index)));
      length += chunk.rowCount;
    }
    return { names, columns, length };
  });
}

/**
 * Appends the values of one column of a chunk to `values` as plain ones: no BigInt, no Date leaves here.
 * Lists and structs are read as the columns they are stored in: value by value the driver makes three
 * objects for each.
 */
export function appendValues(values: unknown[], vector: DuckDBVector): void {
  if (vector instanceof DuckDBListVector) appendLists(values, vector);
  else if (vector instanceof DuckDBStructVector) appendStructs(values, vector);
  else {
    const { type, itemCount } = vector;
    for (let index = 0; index < itemCount; index += 1)
      values.push(toPlainValue(vector.getItem(index), type, toPlainValue));
  }
}

function appendLists(values: unknown[], vector: DuckDBListVector): void {
  const children: unknown[] = [];
  appendValues(children, vector.childVector);
  for (let index = 0; index < vector.itemCount; index += 1) {
    // Of a NULL, offset and length are whatever lay there.
    const isNull = vector.getItemVector(index) === null;
    const start = vector.getEntryOffset(index);
    values.push(isNull ? null : children.slice(start, start + vector.getEntryLength(index)));
  }
}

function appendStructs(values: unknown[], vector: DuckDBStructVector): void {
  const columns = vector.type.entryNames.map((name, entry) => {
    const column: unknown[] = [];
    appendValues(column, vector.entryVectorAt(entry));
    return { name, column };
  });
  for (let index = 0; index < vector.itemCount; index += 1) {
    const fields = columns.map(({ name, column }) => [name, column[index]]);
    values.push(vector.isItemValid(index) ? Object.fromEntries(fields) : null);
  }
}

const toPlainValue: DuckDBValueConverter<JS> = (value, type) => {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (type.typeId === DuckDBTypeId.DATE || type.typeId === DuckDBTypeId.TIMESTAMP)
    return String(value).replace(" ", "T");
  const converted = JSDuckDBValueConverter(value, type, toPlainValue);
  return typeof converted === "bigint" ? toSafeNumber(converted) : converted;
};

function toSafeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is no exact number`);
  return number;
}
