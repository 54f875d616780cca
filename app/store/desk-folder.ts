import { join } from "node:path";
import type { Store } from "./data-folder";

/** Where the desk keeps what is handed in through the browser. */
export interface DeskFolder {
  readonly root: string;
  /** Uploads while they are streamed, each `<random>.part`. */
  readonly incoming: string;
  /** What was received and is not yet unpacked and read, each `<id>.<ending>`. */
  readonly waiting: string;
  /** An ordinary folder for a load: `<id>.<ending>`, what people call each in its manifest.csv. */
  readonly documents: string;
  readonly manifest: string;
  /** `<id>.json` of each document, written by rename. */
  readonly records: string;
  /** Held while documents are read. */
  readonly readingLock: string;
  /** Which document is being opened, and how often: it stays where the process that opens it ends. */
  readonly opening: string;
  /** The next version, built but not published (candidate.ts). */
  readonly candidate: string;
  /** What publishing it changes, written by rename. */
  readonly plan: string;
  /** How far the process that plans or publishes has come, or how it ended, written by rename. */
  readonly progress: string;
  /** Held while a version is planned or published. */
  readonly publishLock: string;
}

/** The desk of a data folder; none of its folders need be there yet. */
export function deskFolderOf({ root: data }: Pick<Store, "root">): DeskFolder {
  const root = join(data, "desk");
  const documents = join(root, "documents");
  return {
    root,
    incoming: join(root, "incoming"),
    waiting: join(root, "waiting"),
    documents,
    manifest: join(documents, "manifest.csv"),
    records: join(root, "records"),
    readingLock: join(root, "reading.lock"),
    opening: join(root, "opening.json"),
    candidate: join(root, "candidate"),
    plan: join(root, "plan.json"),
    progress: join(root, "progress.json"),
    publishLock: join(root, "publish.lock"),
  };
}

/** Path of the record of a document. */
export function recordPathOf({ records }: DeskFolder, id: string): string {
  return join(records, `${id}.json`);
}
