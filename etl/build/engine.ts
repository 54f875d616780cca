import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/**
 * The engine of this process, to which database files are attached: to start and to end one for every file takes longer
 * than all that a small load asks of it. Null until a file is needed, and after work on one failed.
 */
let engine: Promise<DuckDBInstance> | null = null;
/** Number of files that were attached: their names hold in the whole engine. */
let attached = 0;

function startEngine(): Promise<DuckDBInstance> {
  return DuckDBInstance.create(":memory:", {
    // Batches of rows are too small to be shared out, and threads that wait for one another keep the processor busy.
    threads: "1",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    // A file is written once, at the commit: else everything goes through a log first.
    wal_autocheckpoint: "1KB",
  });
}

/** A database file to work on: a new one that is written, or one that stays as it is. */
interface WorkedFile {
  readonly file: string;
  readonly isNew: boolean;
  /** Another that is only read. */
  readonly beside?: string | undefined;
}

/**
 * Works on a database file, whose tables statements name without more. When the promise settles no file is open.
 *
 * @param work is given the name of the other database, and has ended whatever it began when it settles
 */
export async function withDatabase<Result>(
  { file, isNew, beside }: WorkedFile,
  work: (connection: DuckDBConnection, besideName: string | null) => Promise<Result>,
): Promise<Result> {
  engine ??= startEngine();
  const own = engine;
  const instance = await own;
  const connection = await instance.connect();
  try {
    const besideName = beside === undefined ? null : await attach(connection, beside, READ);
    const name = await attach(connection, file, isNew ? WRITE : READ);
    await connection.run(`USE ${name}`);
    const result = await work(connection, besideName);
    await connection.run("USE memory");
    for (const each of [name, besideName ?? []].flat()) await connection.run(`DETACH ${each}`);
    connection.closeSync();
    return result;
  } catch (error) {
    // After some failures, a full disk among them, it takes no statement any more; what it has open ends with it.
    if (engine === own) engine = null;
    connection.closeSync();
    instance.closeSync();
    throw error;
  }
}

const WRITE = "STORAGE_VERSION 'latest'";
const READ = "READ_ONLY";

async function attach(connection: DuckDBConnection, file: string, how: string): Promise<string> {
  const name = `file_${(attached += 1)}`;
  await connection.run(`ATTACH '${file.replaceAll("'", "''")}' AS ${name} (${how})`);
  return name;
}
