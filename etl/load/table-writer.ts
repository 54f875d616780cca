import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import { jsonWriter } from "./row-json";
import { createTable, jsonStructure, type TableShape } from "./schema";

/** Rows that wait in memory before they are turned into columns. */
const BATCH = 2_000;

/**
 * Fills one table. Rows go through an appender as JSON and are typed by the engine in strict mode:
 * a value that does not fit its column fails the load.
 */
export class TableWriter<Shape extends TableShape> {
  #appender: DuckDBAppender | undefined;
  #waiting = 0;

  readonly #json: (row: unknown) => string;

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly shape: Shape,
  ) {
    this.#json = jsonWriter(shape.columns);
  }

  /** Creates the table and a writer for it. */
  static async create<Shape extends TableShape>(
    connection: DuckDBConnection,
    shape: Shape,
  ): Promise<TableWriter<Shape>> {
    await connection.run(createTable(shape));
    await connection.run(`CREATE TEMP TABLE "waiting_${shape.name}" (row VARCHAR)`);
    return new TableWriter(connection, shape);
  }

  /** Adds a row; columns that are left out are NULL. */
  async add(row: Partial<Record<keyof Shape["columns"], unknown>>): Promise<void> {
    this.#appender ??= await this.connection.createAppender(`waiting_${this.shape.name}`);
    this.#appender.appendVarchar(this.#json(row));
    this.#appender.endRow();
    this.#waiting += 1;
    if (this.#waiting >= BATCH) await this.flush();
  }

  /** Moves what waits into the table, in the order it was added. */
  async flush(): Promise<void> {
    if (!this.#appender) return;
    this.#appender.closeSync();
    this.#appender = undefined;
    this.#waiting = 0;
    const waiting = `"waiting_${this.shape.name}"`;
    await this.connection.run(
      `INSERT INTO "${this.shape.name}" BY NAME
       SELECT unnest(from_json_strict(row, '${jsonStructure(this.shape.columns)}')) FROM ${waiting}`,
    );
    await this.connection.run(`DELETE FROM ${waiting}`);
  }
}
