import { UnreadableDocument } from "#etl/read/document";
import type { ReadReport } from "#domain/report/read-report";
import { isFiguresFormat, readFigures } from "./figures-format";
import type { ReadingTask } from "./ledger";

/** Makes a report of the bytes of a document. Throws UnreadableDocument where that cannot be done. */
export type Reader = (
  bytes: Uint8Array,
  task: Pick<ReadingTask, "file" | "format" | "listing">,
) => Promise<ReadReport>;

/** The reader of every format that a load takes. */
export async function openReader(): Promise<Reader> {
  return (bytes, { file, format, listing }) => {
    if (format === "csv") {
      const text = new TextDecoder().decode(bytes);
      if (isFiguresFormat(text)) return Promise.resolve(readFigures(text, file, listing));
    }
    throw new UnreadableDocument("暂不支持这种格式。");
  };
}
