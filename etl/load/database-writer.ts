import type { DuckDBConnection } from "@duckdb/node-api";
import { hashOf } from "./content-hash";
import { createTable, type TableShape } from "./schema";
import { TableWriter } from "./table-writer";

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
    // Whoever waits for the work meets its error; nobody else need do so.
    this.#last.catch(() => undefined);
    return this.#last;
  }
}
