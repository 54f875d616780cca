import { IDENTITY_ADVICE } from "#domain/report/identity-advice";
import { type Document, UnreadableDocument } from "./document";
import { LIMITS } from "./limits";
import { joinPages } from "./pdf/blocks";
import { type PageItem, removeRunningTitles } from "./pdf/page-flow";
import type { GrayImage } from "./scan/gray-image";
import { openRecogniser } from "./scan/recogniser";
import { readScannedPage } from "./scan/scanned-pages";

/** Most pages of a scan. */
const MOST_PAGES = 40;

/** Told when a scan begins to be recognised, which {@link LIMITS.scan} allows more than other documents. */
export const scanWatch = { onBegin: (): void => undefined };

/**
 * Reads the pictures of a report's pages where the packages that recognise text are installed. What it
 * gives is marked as recognised: a figure of it counts only where the form's identities confirm it.
 *
 * @param what the document is, for the sentence of its refusal: PDF是扫描件
 * @param pages gives the pictures one after another
 * @param timeLimit milliseconds
 * @throws UnreadableDocument where nothing is installed that could recognise them
 */
export async function readScan(
  file: string,
  {
    format,
    what,
    pages,
    timeLimit = LIMITS.scan.wait,
  }: {
    readonly format: string;
    readonly what: string;
    readonly pages: () => AsyncIterable<GrayImage> | Iterable<GrayImage>;
    readonly timeLimit?: number;
  },
): Promise<Document> {
  const recognise = await openRecogniser();
  if (!recognise)
    throw new UnreadableDocument(`${what}，没有可读的文字；${IDENTITY_ADVICE.recognition.folder}`);
  scanWatch.onBegin();
  const end = performance.now() + timeLimit;
  const items: PageItem[][] = [];
  for await (const page of pages()) {
    if (items.length >= MOST_PAGES)
      throw new UnreadableDocument(
        `扫描件超过${MOST_PAGES}页，未读取；请只保留报告正文后重新提供，或由人工录入`,
      );
    items.push(await readScannedPage(page, items.length + 1, recognise, end));
  }
  const blocks = joinPages(removeRunningTitles(items));
  if (blocks.length === 0)
    throw new UnreadableDocument(`${what}，也识别不出文字；请提供文字版或由人工录入`);
  return { file, format, title: null, blocks, isRecognised: true };
}
