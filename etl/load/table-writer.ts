import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { jsonWriter } from "./row-json";
import { jsonStructure, type TableShape } from "./schema";

/** Rows that wait in memory before they are turned into columns. */
const BATCH = 300;

/** Begins work on a connection when all earlier work on it has ended. */
export type InTurn = (work: () => Promise<void>) => Promise<void>;

/**
 * Fills one table. Rows go through an appender as JSON and are typed by the engine in strict mode:
 * a value that does not fit its column fails the load. The engine types one batch while the next
 * is made.
 */
export class TableWriter<Shape extends TableShape> {
  readonly #json: (row: unknown) => string;
  readonly #hashed: (row: unknown) => string;
  readonly #hash = createHash("sha256");
  readonly #waiting: string;
  #rows: string[] = [];
  #typing: Promise<void> = Promise.resolve();

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly inTurn: InTurn,
    private readonly shape: Shape,
  ) {
    const { name, columns, unhashed = [] } = shape;
    const hashed = Object.entries(columns).filter(([column]) => !unhashed.includes(column));
    this.#waiting = `waiting_${name}`;
    this.#json = jsonWriter(columns);
    this.#hashed = unhashed.length > 0 ? jsonWriter(Object.fromEntries(hashed)) : this.#json;
  }

  /** Adds a row; columns that are left out are NULL. */
  async add(row: Partial<Record<keyof Shape["columns"], unknown>>): Promise<void> {
    const json = this.#json(row);
    this.#hash.update(this.#hashed === this.#json ? json : this.#hashed(row));
    this.#rows.push(json);
    if (this.#rows.length < BATCH) return;
    await this.#typing;
    this.#begin();
  }

  /** Waits until every row is in the table, in the order they were added. */
  async flush(): Promise<void> {
    await this.#typing;
    this.#begin();
    await this.#typing;
  }

  /** Hash over the rows that were added. */
  digest(): string {
    return this.#hash.copy().digest("hex");
  }

  #begin(): void {
    const rows = this.#rows;
    this.#rows = [];
    this.#typing = this.inTurn(() => this.#type(rows));
  }

  async #type(rows: readonly string[]): Promise<void> {
    if (rows.length === 0) return;
    const { name, columns } = this.shape;
    await this.connection.run(`CREATE TEMP TABLE "${this.#waiting}" (row VARCHAR)`);
    const appender = await this.connection.createAppender(this.#waiting);
    for (const row of rows) {
      appender.appendVarchar(row);
      appender.endRow();
    }
    appender.closeSync();
    await this.connection.run(
      `INSERT INTO "${name}" BY NAME
       SELECT unnest(from_json_strict(row, '${jsonStructure(columns)}')) FROM "${this.#waiting}"`,
    );
    await this.connection.run(`DROP TABLE "${this.#waiting}"`);
  }
}
