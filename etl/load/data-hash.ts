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

/**
 * A quick mark of every value of every table, equal only within one version of the engine: tells
 * whether a file reads back as it was written.
 */
export async function contentMark(connection: DuckDBConnection): Promise<string> {
  const marks = TABLES.map((table) => `(SELECT bit_xor(hash(value)) FROM ${table} AS value)`);
  const result = await connection.runAndReadAll(`SELECT [${marks.join(", ")}]::VARCHAR`);
  return String(result.getRowsJson()[0]?.[0]);
}

/** Rows of each table. */
export async function rowCounts(connection: DuckDBConnection): Promise<Record<string, number>> {
  const counts = TABLES.map((table) => `(SELECT count(*)::INTEGER FROM ${table}) AS ${table}`);
  const result = await connection.runAndReadAll(`SELECT ${counts.join(", ")}`);
  return z.record(z.string(), z.int()).parse(result.getRowObjectsJS()[0]);
}

/** Sum of every cell's column in `reports`; null where no report prints a number. */
export async function columnSums(
  connection: DuckDBConnection,
): Promise<Record<string, number | null>> {
  const sums = CELLS.map((cell) => `sum(${cell.name})::DOUBLE AS ${cell.name}`);
  const result = await connection.runAndReadAll(`SELECT ${sums.join(", ")} FROM reports`);
  return z.record(z.string(), z.number().nullable()).parse(result.getRowObjectsJS()[0]);
}
