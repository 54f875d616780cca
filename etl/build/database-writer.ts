import { createHash, type Hash } from "node:crypto";
import { type DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { hashOf } from "#store/content-hash";
import { createTable, type TableShape } from "#store/schema";
import { fieldOf, passageOf } from "./passages";

/** A row of a table, as far as it is filled. */
export type TableRow<Shape extends TableShape> = Partial<Record<keyof Shape["columns"], unknown>>;

/** Rows that wait in memory before they are turned into columns; the engine takes at most 2,048 at once. */
const BATCH_ROWS = 2000;

/** Begins work on a connection when all earlier work on it has ended. */
export type RunInTurn = (work: () => Promise<void>) => Promise<void>;

/**
 * Fills one table. Rows go to the engine in batches, column by column: a value that does not fit its column fails the
 * load. What is not given as it is stored waits in a table, to be typed by a statement while the next batch is made.
 */
export class TableWriter<Shape extends TableShape> {
  readonly #columns;
  readonly #hash = createHash("sha256");
  readonly #isTyped: boolean;
  /** What was written of each column of the rows that wait. */
  #rows: unknown[][] = [];
  #typing: Promise<void> = Promise.resolve();

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly inTurn: RunInTurn,
    private readonly shape: Shape,
  ) {
    const { columns, unhashed = [] } = shape;
    this.#columns = Object.entries(columns).map(([name, type]) => ({
      name,
      isHashed: !unhashed.includes(name),
      ...passageOf(type),
    }));
    this.#isTyped = this.#columns.every(({ typed }) => typed === null);
    this.#hash.update(JSON.stringify(Object.keys(columns)));
  }

  /**
   * Adds a row; columns that are left out are NULL.
   * @param digest hash that the row enters in the place of the table's own
   */
  async add(row: TableRow<Shape>, digest: Hash = this.#hash): Promise<void> {
    const written = this.#columns.map(({ name, write }) => write(fieldOf(row, name)));
    const hashed = this.shape.unhashed
      ? written.filter((_, at) => this.#columns[at]?.isHashed)
      : written;
    digest.update(JSON.stringify(hashed));
    this.#rows.push(written);
    if (this.#rows.length < BATCH_ROWS) return;
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

  async #type(rows: readonly unknown[][]): Promise<void> {
    if (rows.length === 0) return;
    const { name } = this.shape;
    if (this.#isTyped) return this.#append(name, rows);
    const waiting = `waiting_${name}`;
    const types = this.#columns.map((column) => `"${column.name}" ${column.type.toString()}`);
    await this.connection.run(`CREATE TEMP TABLE "${waiting}" (${types.join(", ")})`);
    await this.#append(waiting, rows);
    const values = this.#columns.map((column) => {
      const quoted = `"${column.name}"`;
      return column.typed ? `${column.typed(quoted)} AS ${quoted}` : quoted;
    });
    await this.connection.run(
      `INSERT INTO "${name}" BY NAME SELECT ${values.join(", ")} FROM "${waiting}"`,
    );
    await this.connection.run(`DROP TABLE "${waiting}"`);
  }

  async #append(table: string, rows: readonly unknown[][]): Promise<void> {
    const chunk = DuckDBDataChunk.create(
      this.#columns.map(({ type }) => type),
      rows.length,
    );
    chunk.setColumns(this.#columns.map(({ convert }, at) => rows.map((row) => convert(row[at]))));
    const appender = await this.connection.createAppender(table);
    appender.appendDataChunk(chunk);
    appender.closeSync();
  }
}

/** Fills the tables of a new database through one connection. */
export class DatabaseWriter {
  readonly #digests = new Map<string, () => string>();
  #last: Promise<void> = Promise.resolve();

  constructor(readonly connection: DuckDBConnection) {}

  /** Creates a table and a writer for it. */
  async table<Shape extends TableShape>(shape: Shape): Promise<TableWriter<Shape>> {
    await this.run(createTable(shape));
    const writer = new TableWriter(this.connection, (work) => this.#inTurn(work), shape);
    this.#digests.set(shape.name, () => writer.digest());
    return writer;
  }

  /** Runs a statement when all earlier work has ended. */
  async run(sql: string): Promise<void> {
    await this.#inTurn(async () => void (await this.connection.run(sql)));
  }

  /** Has what else was written enter the hash of the database. */
  addDigest(name: string, digest: () => string): void {
    this.#digests.set(name, digest);
  }

  /** Hash over all rows that were written: equal inputs give equal hashes whenever they are loaded. */
  hash(): string {
    const digests = [...this.#digests].map(([name, digest]) => `${name} ${digest()}`);
    return hashOf(digests.join("\n"));
  }

  /** Waits until nothing works on the connection, whether that went well or not. */
  async rest(): Promise<void> {
    await this.#last.catch(() => undefined);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work);
    // The error reaches whoever awaits the work; this copy of the promise is not awaited.
    this.#last.catch(() => undefined);
    return this.#last;
  }
}
