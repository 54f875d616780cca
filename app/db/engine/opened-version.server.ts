import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { readManifest, verifyVersion } from "#store/current-version";
import { databaseOf, type Store } from "#store/data-folder";
import type { Manifest } from "#store/version";

const POOL = 4;

/**
 * Read-only, no file but its own, nothing loaded from outside, and none of it to be changed. The
 * engine takes the settings in this order: none may follow the one that forbids it.
 */
const LOCKED_DOWN = {
  access_mode: "READ_ONLY",
  threads: "2",
  memory_limit: "192MB",
  temp_directory: join(tmpdir(), "gongkai-query"),
  max_temp_directory_size: "1GB",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  enable_external_access: "false",
  lock_configuration: "true",
};

/**
 * Reports from which on a question is worth two threads: of fewer, handing it out and waiting for it takes more of the
 * processors than the question.
 */
const LARGE = 100_000;

function settingsFor({ rows }: Manifest): Record<string, string> {
  return { ...LOCKED_DOWN, threads: (rows["reports"] ?? 0) < LARGE ? "1" : "2" };
}

/** One version, open for reading, with a pool of connections. */
export class OpenedVersion {
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = [];
  #inUse = 0;
  #retired = false;
  #closed = false;

  private constructor(
    readonly manifest: Manifest,
    /** Path of its file. */
    readonly database: string,
    private readonly instance: DuckDBInstance,
    private readonly free: DuckDBConnection[],
  ) {}

  /**
   * Opens a version of a store.
   * @throws where its database is not what was published.
   */
  static async open(store: Store, version: number): Promise<OpenedVersion> {
    return OpenedVersion.#connect(store, await verifyVersion(store, version));
  }

  /** Opens a version that was verified already: to hash it again would take seconds where it is large. */
  static async openVerified(store: Store, version: number): Promise<OpenedVersion> {
    return OpenedVersion.#connect(store, await readManifest(store, version));
  }

  static async #connect(store: Store, manifest: Manifest): Promise<OpenedVersion> {
    const database = databaseOf(store, manifest.generation);
    const instance = await DuckDBInstance.create(database, settingsFor(manifest));
    const connections = await Promise.all(Array.from({ length: POOL }, () => instance.connect()));
    return new OpenedVersion(manifest, database, instance, connections);
  }

  /** Runs work on a connection of the pool; the connection is given back afterwards. */
  async lend<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    this.#inUse += 1;
    const connection =
      this.free.pop() ??
      (await new Promise<DuckDBConnection>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(connection);
    } finally {
      this.#inUse -= 1;
      const next = this.#waiting.shift();
      if (next) next(connection);
      else this.free.push(connection);
      this.#closeWhenDrained();
    }
  }

  /** Keeps it open beyond its time, until released. */
  hold(): this {
    this.#inUse += 1;
    return this;
  }

  release(): void {
    this.#inUse -= 1;
    this.#closeWhenDrained();
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Closes as soon as nobody uses it. */
  retire(): void {
    this.#retired = true;
    this.#closeWhenDrained();
  }

  #closeWhenDrained(): void {
    if (!this.#retired || this.#closed || this.#inUse > 0) return;
    this.#closed = true;
    for (const connection of this.free.splice(0)) connection.closeSync();
    this.instance.closeSync();
  }
}
