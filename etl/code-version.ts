import { hashOf } from "#store/content-hash";
import { hashPrograms } from "../tools/code-hash.js";

/** The programs that make a report of a document, by the source each starts from. */
export const READER_PROGRAMS = [
  "etl/reading/worker.ts",
  "etl/reading/memory-watch.js",
  "etl/read/pdf/parser-thread.js",
];
/** The programs that make a database of reports. */
export const LOADER_PROGRAMS = ["etl/load.ts", "etl/build/checking-worker.ts"];

/**
 * Version of the code and of the register of divisions that read documents: whenever it changes,
 * every document is read again.
 */
export async function readerVersion(register: string): Promise<string> {
  return hashOf((await hashOfPrograms(READER_PROGRAMS)) + register);
}

/** Version of the code that checks and stores what was read: whenever it changes, a load publishes. */
export async function loaderVersion(): Promise<string> {
  return hashOfPrograms(LOADER_PROGRAMS);
}

let hashes: Promise<ReadonlyMap<string, string>> | undefined;

/** The code that a process runs is the one it found first, whatever is written meanwhile. */
async function hashOfPrograms(programs: readonly string[]): Promise<string> {
  hashes ??= hashPrograms([...READER_PROGRAMS, ...LOADER_PROGRAMS]);
  const known = await hashes;
  return hashOf(
    programs
      .map((program) => {
        const hash = known.get(program);
        if (hash === undefined) throw new Error(`${program} was not bundled`);
        return hash;
      })
      .join(" "),
  );
}
