import type { ReadReport } from "#domain/report/read-report";
import { readDocument } from "../read/formats";
import { recogniseReport, type ReadContext } from "./recognise-report";

export { recogniseReport, type ReadContext };

/**
 * Reads a report of any format.
 *
 * @param file name or path of the document, for its ending and for `file` of the result
 * @throws UnreadableDocument with a Chinese sentence that says why and what to do
 */
export async function readReport(
  bytes: Uint8Array,
  file: string,
  context: ReadContext,
): Promise<ReadReport> {
  return recogniseReport(await readDocument(bytes, file), context);
}
