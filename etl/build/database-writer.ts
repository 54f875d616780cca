import { createHash, type Hash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { hashOf } from "#store/content-hash";
import {
  type ColumnType,
  createTable,
  isList,
  jsonStructure,
  type TableShape,
} from "#store/schema";

type WriteJson = (value: unknown) => string;

/**
 * Makes a function that writes values of a type as JSON with every field that the type names, for
 * strict typing takes no field for granted. Made once a table: a load writes millions of fields.
 */
function makeJsonWriter(type: ColumnType): WriteJson {
  if (typeof type === "string") return writeScalar;
  if (isList(type)) {
    const item = makeJsonWriter(type[0]);
    return (value) => (Array.isArray(value) ? `[${value.map(item).join(",")}]` : "null");
  }
  const fields = Object.entries(type).map(
    ([name, field]) => [name, `${JSON.stringify(name)}:`, makeJsonWriter(field)] as const,
  );
  return (value) => {
    let json = "{";
    for (const [name, key, write] of fields)
      json += `${json === "{" ? "" : ","}${key}${write(fieldOf(value, name))}`;
    return `${json}}`;
  };
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return null;
  return Reflect.get(value, name);
}

function writeScalar(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

/** A row of a table, as far as it is filled. */
export type TableRow<Shape extends TableShape> = Partial<Record<keyof Shape["columns"], unknown>>;

/** Rows that wait in memory before they are turned into columns. */
const BATCH_ROWS = 300;

/** Begins work on a connection when all earlier work on it has ended. */
export type RunInTurn = (work: () => Promise<void>) => Promise<void>;

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
    private readonly inTurn: RunInTurn,
    private readonly shape: Shape,
  ) {
    const { name, columns, unhashed = [] } = shape;
    const hashed = Object.entries(columns).filter(([column]) => !unhashed.includes(column));
    this.#waiting = `waiting_${name}`;
    this.#json = makeJsonWriter(columns);
    this.#hashed = unhashed.length > 0 ? makeJsonWriter(Object.fromEntries(hashed)) : this.#json;
  }

  /**
   * Adds a row; columns that are left out are NULL.
   * @param digest hash that the row enters in the place of the table's own
   */
  async add(row: TableRow<Shape>, digest: Hash = this.#hash): Promise<void> {
    const json = this.#json(row);
    digest.update(this.#hashed === this.#json ? json : this.#hashed(row));
    this.#rows.push(json);
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
