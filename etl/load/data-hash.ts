import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { CELLS } from "#domain/form/cells";
import { DATABASE } from "./schema";

/** When a document came does not change what the data say. */
const LEFT_OUT: Readonly<Record<string, string>> = { documents: "EXCLUDE (loaded_at)" };
const TABLES = Object.keys(DATABASE);

/** Hash over every value of every table: equal inputs give equal hashes whenever they are loaded. */
export async function dataHash(connection: DuckDBConnection): Promise<string> {
  const hash = createHash("sha256");
  for (const table of TABLES.filter((name) => name !== "load")) {
    const result = await connection.runAndReadAll(
      `SELECT sha256(string_agg(hash, '' ORDER BY hash)) FROM (
         SELECT md5(to_json(value)::VARCHAR) AS hash
         FROM (SELECT * ${LEFT_OUT[table] ?? ""} FROM ${table}) AS value)`,
    );
    hash.update(`${table} ${String(result.getRowsJson()[0]?.[0])}\n`);
  }
  return hash.digest("hex");
}

/** Rows of a table, and a quick mark of all their values that holds within one version of the engine. */
const contentSchema = z.object({ rows: z.int(), mark: z.string().nullable() });
export type Contents = Readonly<Record<string, z.infer<typeof contentSchema>>>;

/** Reads every value of every table: tells whether a file reads back as it was written. */
export async function contentsOf(connection: DuckDBConnection): Promise<Contents> {
  const contents: Record<string, z.infer<typeof contentSchema>> = {};
  for (const table of TABLES) {
    const result = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER AS rows, bit_xor(hash(value))::VARCHAR AS mark FROM ${table} AS value`,
    );
    contents[table] = contentSchema.parse(result.getRowObjectsJS()[0]);
  }
  return contents;
}

/** Sum of every cell's column in `reports`; null where no report prints a number. */
export async function columnSums(
  connection: DuckDBConnection,
): Promise<Record<string, number | null>> {
  const sums = CELLS.map((cell) => `sum(${cell.name})::DOUBLE AS ${cell.name}`);
  const result = await connection.runAndReadAll(`SELECT ${sums.join(", ")} FROM reports`);
  return z.record(z.string(), z.number().nullable()).parse(result.getRowObjectsJS()[0]);
}
