import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import type { ReadReport } from "#domain/report/read-report";
import { UnreadableDocument } from "#etl/read/document";
import { keepDocument } from "./archive";
import { isFiguresFormat, readFigures } from "./figures-format";
import { identityOf } from "./identity";
import type { Entry, Listing } from "./ledger";
import { keepReading, readingKey } from "./readings";
import { withFittingNumbers } from "./report-rows";
import type { Store } from "./store";

/** A document to be read. */
export interface ReadingTask {
  readonly path: string;
  readonly file: string;
  readonly format: string;
  readonly listing: Listing | null;
}

/** What came of reading a document; the report itself is kept with the readings. */
export type ReadingResult = Pick<
  Entry,
  "hash" | "bytes" | "reading" | "identity" | "refusal" | "publishedOn"
>;

/** No report is larger; a file that is may be anything. */
const LARGEST = 64 * 1024 * 1024;

/** Reads a document, archives it and keeps what was read. A document that cannot be read is refused. */
export async function readDocument(
  task: ReadingTask,
  store: Store,
  reader: string,
): Promise<ReadingResult> {
  const { size } = await stat(task.path);
  const bytes = size > LARGEST ? new Uint8Array() : await readFile(task.path);
  const hash = createHash("sha256").update(bytes).digest("hex");
  const reading = readingKey({ hash, file: task.file, listing: task.listing, reader });
  const common = { hash, bytes: size, reading };
  if (size > LARGEST)
    return { ...common, ...refused("文件超过 64 MB，不像一份年度报告，未读取。") };
  await keepDocument(store, hash, bytes);
  try {
    const read = withFittingNumbers(await readAny(bytes, task));
    await keepReading(store, reading, read);
    const found = identityOf(read);
    if ("refusal" in found) return { ...common, ...refused(found.refusal) };
    return { ...common, identity: found, refusal: null, publishedOn: read.publishedOn };
  } catch (error) {
    if (error instanceof UnreadableDocument) return { ...common, ...refused(error.message) };
    const why = error instanceof Error ? error.message : String(error);
    return { ...common, ...refused(`读取时出现意外错误，请人工核对：${why}`) };
  }
}

function refused(refusal: string): Pick<Entry, "identity" | "refusal" | "publishedOn"> {
  return { identity: null, refusal, publishedOn: null };
}

/** What the reader makes of the bytes of a document. */
export async function readAny(bytes: Uint8Array, task: ReadingTask): Promise<ReadReport> {
  const { file, format, listing } = task;
  if (format === "csv") {
    const text = new TextDecoder().decode(bytes);
    if (isFiguresFormat(text)) return readFigures(text, file, listing);
  }
  throw new UnreadableDocument("暂不支持这种格式。");
}
