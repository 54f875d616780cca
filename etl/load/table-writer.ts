import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import { createTable, isList, jsonStructure, type ColumnType, type TableShape } from "./schema";

/** Rows that wait in memory before they are turned into columns. */
const BATCH = 2_000;

/**
 * Fills one table. Rows go through an appender as JSON and are typed by the engine in strict mode:
 * a value that does not fit its column fails the load.
 */
export class TableWriter<Shape extends TableShape> {
  #appender: DuckDBAppender | undefined;
  #waiting = 0;

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly shape: Shape,
  ) {}

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
    this.#appender.appendVarchar(JSON.stringify(complete(row, this.shape.columns)));
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

/** A value with every field that its type names: strict typing takes none for granted. */
function complete(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) {
    return typeof type === "string" || isList(type) ? null : complete({}, type);
  }
  if (typeof type === "string") return value;
  if (isList(type))
    return Array.isArray(value) ? value.map((item) => complete(item, type[0])) : value;
  const given = new Map(Object.entries(value));
  return Object.fromEntries(
    Object.entries(type).map(([field, inner]) => [field, complete(given.get(field), inner)]),
  );
}
