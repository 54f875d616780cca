import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { appendValues } from "#db/engine/rows.server";
import type { Cell } from "#domain/form/cells";
import { STORED_SUMS, type StoredSum } from "#domain/indicators/stored-sums";
import { createTable, DATABASE } from "#store/schema";

const sqlTextList = (names: readonly string[]): string =>
  `[${names.map((name) => `'${name}'`).join(", ")}]`;

/** A stored sum over one row, as a load reckons it. */
function quantitySql({ column, plus, minus }: StoredSum): string {
  const names = (cells: readonly Cell[]) => cells.map(({ name }) => name);
  const added = `CASE WHEN NOT coalesce(list_has_any(unusable, ${sqlTextList(names([...plus, ...minus]))}), false)
    THEN list_sum([${names(plus).join(", ")}]) END`;
  const less = minus.length === 0 ? "" : ` - coalesce(list_sum([${names(minus).join(", ")}]), 0)`;
  return `${added}${less} AS ${column}`;
}

/** Rows of cells with every stored sum reckoned by the engine. */
export function withQuantities(from: string): string {
  return `SELECT *, ${STORED_SUMS.map(quantitySql).join(", ")} FROM ${from}`;
}

const { reports, figures } = DATABASE;
/** What stands in `figures` before quantities are reckoned from it. */
const PRINTED = {
  name: "printed",
  columns: { ...reports.columns, unusable: figures.columns["unusable"] ?? ["VARCHAR"] },
};

/** A real engine with `figures` reckoned from printed cells, and a way to print some. */
export class FiguresTable {
  private constructor(readonly connection: DuckDBConnection) {}

  static async create(): Promise<FiguresTable> {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(createTable(PRINTED));
    await connection.run(`CREATE VIEW figures AS ${withQuantities("printed")}`);
    return new FiguresTable(connection);
  }

  /** Adds a report that prints only the cells given. */
  async add(cells: Readonly<Record<string, number | string>>): Promise<void> {
    const names = Object.keys(cells);
    await this.connection.run(
      `INSERT INTO printed (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
      Object.values(cells),
    );
  }

  async ask(sql: string): Promise<Record<string, unknown>[]> {
    const answer = await this.connection.runAndReadAll(sql);
    return answer.getRowObjectsJS();
  }

  /** The answer by columns. */
  async columns(sql: string): Promise<Record<string, unknown>> {
    const result = await this.connection.run(sql);
    const names = result.columnNames();
    const columns = names.map((): unknown[] => []);
    for (const chunk of await result.fetchAllChunks())
      columns.forEach((column, index) => appendValues(column, chunk.getColumnVector(index)));
    return Object.fromEntries(names.map((name, index) => [name, columns[index]]));
  }
}
