import { hashOf } from "#store/content-hash";
import { hashCode } from "../tools/code-hash.js";

/** The programs that make a report of a document, by the source each starts from. */
export const READER_PROGRAMS = ["etl/reading/worker.ts", "etl/read/pdf/parser-thread.js"];
/** The programs that make a database of reports. */
export const LOADER_PROGRAMS = ["etl/load.ts", "etl/build/checking-worker.ts"];

/**
 * Version of the code and of the register of divisions that read documents: whenever it changes,
 * every document is read again.
 */
export async function readerVersion(register: string): Promise<string> {
  return hashOf((await hashOnce(READER_PROGRAMS)) + register);
}

/** Version of the code that checks and stores what was read: whenever it changes, a load publishes. */
export async function loaderVersion(): Promise<string> {
  return hashOnce(LOADER_PROGRAMS);
}

const known = new Map<readonly string[], Promise<string>>();

/** The code that a process runs is the one it found first, whatever is written meanwhile. */
function hashOnce(programs: readonly string[]): Promise<string> {
  const hash = known.get(programs) ?? hashCode(programs);
  known.set(programs, hash);
  return hash;
}
