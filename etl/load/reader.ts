import type { ReadReport } from "#domain/report/read-report";
import { loadDivisions } from "#etl/register/divisions";
import { DivisionNames } from "#etl/register/resolve";
import { isFiguresFormat, readFigures } from "./figures-format";
import type { ReadingTask } from "./ledger";
import { withFittingNumbers } from "./report-rows";

/** Makes a report of the bytes of a document. Throws UnreadableDocument where that cannot be done. */
export type Reader = (
  bytes: Uint8Array,
  task: Pick<ReadingTask, "file" | "format" | "listing">,
) => Promise<ReadReport>;

/** The reader of every format that a load takes: our own figures, and documents as they were published. */
export function openReader(): Reader {
  const register = new DivisionNames(loadDivisions());
  return async (bytes, { file, format, listing: manifest }) => {
    if (format === "csv") {
      const text = new TextDecoder().decode(bytes);
      if (isFiguresFormat(text)) return withFittingNumbers(readFigures(text, file, manifest));
    }
    // The readers of documents take long to load and are not needed where there are only figures.
    const { readReport } = await import("#etl/recognise/read-report");
    return withFittingNumbers(await readReport(bytes, file, { register, manifest }));
  };
}
