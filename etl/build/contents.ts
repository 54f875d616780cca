import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { CELLS } from "#domain/form/cells";
import { DATABASE } from "#store/schema";
import type { Manifest } from "#store/version";

const TABLES = Object.keys(DATABASE);

/** Rows of a table, and a quick checksum of all their values that holds within one version of the engine. */
const contentSchema = z.object({ rows: z.int(), checksum: z.string().nullable() });
export type Contents = Readonly<Record<string, z.infer<typeof contentSchema>>>;

/** Counts and checksums of every table, from every value in it. */
export async function readContents(connection: DuckDBConnection): Promise<Contents> {
  const contents: Record<string, z.infer<typeof contentSchema>> = {};
  for (const table of TABLES) {
    const result = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER AS rows, bit_xor(hash(value))::VARCHAR AS checksum FROM ${table} AS value`,
    );
    contents[table] = contentSchema.parse(result.getRowObjectsJS()[0]);
  }
  return contents;
}

/**
 * Reads a whole database file: the rows of each table and the sum of each cell's column.
 *
 * @throws where it does not hold what was written into it
 */
export async function readBack(
  database: string,
  written: Contents,
): Promise<Pick<Manifest, "rows" | "sums">> {
  const instance = await DuckDBInstance.create(database, { access_mode: "READ_ONLY" });
  try {
    const connection = await instance.connect();
    const found = await readContents(connection);
    for (const [table, { rows, checksum }] of Object.entries(written))
      if (found[table]?.rows !== rows || found[table].checksum !== checksum)
        throw new Error(`写出的数据库读回后与写入的不一致（${table}），未发布。请检查磁盘。`);
    const rows = Object.fromEntries(
      Object.entries(found).map(([table, { rows }]) => [table, rows]),
    );
    const sums = await readColumnSums(connection);
    connection.closeSync();
    return { rows, sums };
  } finally {
    instance.closeSync();
  }
}

/** Sum of every cell's column in `reports`; null where no report prints a number. */
async function readColumnSums(
  connection: DuckDBConnection,
): Promise<Record<string, number | null>> {
  const sums = CELLS.map((cell) => `sum(${cell.name})::DOUBLE AS ${cell.name}`);
  const result = await connection.runAndReadAll(`SELECT ${sums.join(", ")} FROM reports`);
  return z.record(z.string(), z.number().nullable()).parse(result.getRowObjectsJS()[0]);
}
