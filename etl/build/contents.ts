import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { CELLS } from "#domain/form/cells";
import { DATABASE } from "#store/schema";
import type { Manifest } from "#store/version";
import { withDatabase } from "./engine";

const TABLES = Object.keys(DATABASE);

/** Rows of a table, and a quick checksum of all their values that holds within one version of the engine. */
const contentSchema = z.object({ rows: z.int(), checksum: z.string().nullable() });
export type Contents = Readonly<Record<string, z.infer<typeof contentSchema>>>;
const namedContentSchema = contentSchema.extend({ name: z.string() });

/** Counts and checksums of every table, from every value in it. One statement: each takes as long as most tables do. */
const CONTENTS_STATEMENT = TABLES.map(
  (table) => `SELECT '${table}' AS name, count(*)::INTEGER AS rows,
    bit_xor(hash(*COLUMNS(*)))::VARCHAR AS checksum FROM ${table}`,
).join(" UNION ALL ");

export async function readContents(connection: DuckDBConnection): Promise<Contents> {
  const result = await connection.runAndReadAll(CONTENTS_STATEMENT);
  const found = namedContentSchema.array().parse(result.getRowObjectsJS());
  return Object.fromEntries(found.map(({ name, ...content }) => [name, content]));
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
  return withDatabase({ file: database, isNew: false }, async (connection) => {
    const found = await readContents(connection);
    for (const [table, { rows, checksum }] of Object.entries(written))
      if (found[table]?.rows !== rows || found[table].checksum !== checksum)
        throw new Error(`写出的数据库读回后与写入的不一致（${table}），未发布。请检查磁盘。`);
    const rows = Object.fromEntries(
      Object.entries(found).map(([table, { rows }]) => [table, rows]),
    );
    return { rows, sums: await readColumnSums(connection) };
  });
}

/** Sum of every cell's column in `reports`; null where no report prints a number. */
async function readColumnSums(
  connection: DuckDBConnection,
): Promise<Record<string, number | null>> {
  const sums = CELLS.map((cell) => `sum(${cell.name})::DOUBLE AS ${cell.name}`);
  const result = await connection.runAndReadAll(`SELECT ${sums.join(", ")} FROM reports`);
  return z.record(z.string(), z.number().nullable()).parse(result.getRowObjectsJS()[0]);
}
