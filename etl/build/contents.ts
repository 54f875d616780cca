import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { CELLS } from "#domain/form/cells";
import { DATABASE } from "#store/schema";

const TABLES = Object.keys(DATABASE);

/** Rows of a table, and a quick mark of all their values that holds within one version of the engine. */
const contentSchema = z.object({ rows: z.int(), mark: z.string().nullable() });
export type Contents = Readonly<Record<string, z.infer<typeof contentSchema>>>;

/** Reads every value of every table: tells whether a file reads back as it was written. */
export async function readContents(connection: DuckDBConnection): Promise<Contents> {
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
export async function readColumnSums(
  connection: DuckDBConnection,
): Promise<Record<string, number | null>> {
  const sums = CELLS.map((cell) => `sum(${cell.name})::DOUBLE AS ${cell.name}`);
  const result = await connection.runAndReadAll(`SELECT ${sums.join(", ")} FROM reports`);
  return z.record(z.string(), z.number().nullable()).parse(result.getRowObjectsJS()[0]);
}
