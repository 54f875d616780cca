import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PagePlaces } from "#domain/report/page-places";
import { type Document, UnreadableDocument } from "./document";
import { LIMITS } from "./limits";
import { findPlaces, joinPages } from "./pdf/blocks";
import { arrangePage, type PageItem, removeRunningTitles } from "./pdf/page-flow";
import { readFilledIn } from "./pdf/filled-in";
import { drawPageImages } from "./scan/page-images";
import { type Matrix, type PageContent, parseMatrix, parseNumbers } from "./pdf/geometry";
import { type FontFacts, readOperators, type Operators, SMALLEST_IMAGES } from "./pdf/operators";
import { FEWEST_CHARACTERS, readWithPdfium } from "./pdf/pdfium-reading";
import { withParser } from "./pdf/parser";
import { getDocument, type PDFWorker, VerbosityLevel } from "./pdf/pdfjs";
import { withoutFonts } from "./pdf/without-fonts.js";
import { readScan } from "./scan";
import type { GrayImage } from "./scan/gray-image";

const PACKAGE = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** A PDF without a text layer, or with only a recognised one. */
class ScannedPdf extends Error {}

const EMPTY = "PDF的各页都是空白，既没有文字也没有图像：文件可能已损坏，请重新下载或向发布单位索取";

/**
 * Reads a PDF that has a text layer; tables are those with ruling lines. pdfium reads what it is certain to read as
 * pdf.js does, at a fraction of the time (docs/decisions/045).
 *
 * @param timeLimit milliseconds
 */
export async function readPdf(
  bytes: Uint8Array,
  file: string,
  timeLimit: number = LIMITS.reading.wait,
): Promise<Document> {
  if (bytes.length > LIMITS.bytes) throw new UnreadableDocument("文件过大，超过64 MB，未读取");
  const certain = await readWithPdfium(bytes);
  if (certain)
    return { file, format: "pdf", title: certain.title, blocks: joinPages(certain.pages) };
  try {
    return await withParser((worker) => readWith(worker, bytes, file), timeLimit);
  } catch (error) {
    if (!(error instanceof ScannedPdf)) throw error;
  }
  return withParser((worker) => recogniseWith(worker, bytes, file), LIMITS.scan.wait);
}

function readWith(worker: PDFWorker, bytes: Uint8Array, file: string): Promise<Document> {
  return open(worker, bytes, SMALLEST_IMAGES, async (pdf) => {
    const pages = await readPages(pdf);
    return { file, format: "pdf", title: await titleOf(pdf), blocks: joinPages(pages) };
  });
}

/**
 * Where a PDF prints the cells and lines that {@link readPdf} reads, and the sizes of its pages; of a scan the sizes
 * alone.
 *
 * @throws UnreadableDocument as the reading does
 */
export async function findPdfPlaces(bytes: Uint8Array): Promise<PagePlaces> {
  return withParser(
    (worker) =>
      open(worker, bytes, SMALLEST_IMAGES, async (pdf) => ({
        pages: await measurePages(pdf),
        ...(await readPages(pdf).then(findPlaces, (error: unknown) => {
          if (error instanceof ScannedPdf) return { cells: [], lines: [] };
          throw error;
        })),
      })),
    LIMITS.reading.wait,
  );
}

async function measurePages(pdf: PDFDocumentProxy): Promise<PagePlaces["pages"]> {
  const sizes: PagePlaces["pages"] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
    sizes.push({ page: number, width, height });
  }
  return sizes;
}

function recogniseWith(worker: PDFWorker, bytes: Uint8Array, file: string): Promise<Document> {
  return open(worker, bytes, LARGEST_SCAN, (pdf) =>
    readScan(file, {
      format: "pdf",
      what: "是扫描件：PDF中没有文字层（或只有识别出来的文字）",
      pages: () => drawPages(pdf),
    }),
  );
}

/** Pixels of the largest image that is decoded of a scan: a page of A3 at 600 dots an inch. */
const LARGEST_SCAN = 70_000_000;

/** Opens a PDF for as long as something is read of it. */
async function open<T>(
  worker: PDFWorker,
  bytes: Uint8Array,
  maxImageSize: number,
  read: (pdf: PDFDocumentProxy) => Promise<T>,
): Promise<T> {
  const task = getDocument(
    withoutFonts({
      worker,
      // pdf.js refuses a Buffer.
      data: Uint8Array.from(bytes),
      verbosity: VerbosityLevel.ERRORS,
      useSystemFonts: false,
      isEvalSupported: false,
      maxImageSize,
      cMapUrl: `${join(PACKAGE, "cmaps")}/`,
      cMapPacked: true,
      standardFontDataUrl: `${join(PACKAGE, "standard_fonts")}/`,
    }),
  );
  try {
    const pdf = await task.promise;
    if (pdf.numPages > LIMITS.pages)
      throw new UnreadableDocument(`PDF有${pdf.numPages}页，超过${LIMITS.pages}页的上限，未读取`);
    return await read(pdf);
  } catch (error) {
    throw toUnreadable(error);
  } finally {
    await task.destroy();
  }
}

async function* drawPages(pdf: PDFDocumentProxy): AsyncGenerator<GrayImage> {
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    yield await drawPageImages(page);
    page.cleanup();
  }
}

async function readPages(pdf: PDFDocumentProxy): Promise<PageItem[][]> {
  const pages: PageItem[][] = [];
  let visible = 0;
  let hidden = 0;
  let painted = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const operators = await page.getOperatorList({ annotationMode: 0 });
    const drawn = readPage(page, operators);
    const filledIn = await readFilledIn(page, matrixOf(page));
    const content: PageContent = {
      ...drawn,
      runs: [...drawn.runs, ...filledIn.runs],
      horizontal: [...drawn.horizontal, ...filledIn.strikes],
    };
    page.cleanup();
    painted += operators.fnArray.length;
    visible += content.runs.reduce(
      (sum, run) => sum + (run.mark === "hidden" ? 0 : run.text.length),
      0,
    );
    hidden += content.hiddenCharacters;
    if (visible > LIMITS.characters) throw new UnreadableDocument("PDF文字过多，超出上限，未读取");
    pages.push(arrangePage(content));
  }
  if (painted === 0) throw new UnreadableDocument(EMPTY);
  if (visible < FEWEST_CHARACTERS * pdf.numPages || hidden > visible) throw new ScannedPdf();
  return removeRunningTitles(pages);
}

function readPage(page: PDFPageProxy, operators: Operators): PageContent {
  if (operators.fnArray.length > LIMITS.operators)
    throw new UnreadableDocument(`PDF第${page.pageNumber}页内容异常复杂，超出上限，未读取`);
  const { width, height } = page.getViewport({ scale: 1 });
  return readOperators(operators, {
    page: page.pageNumber,
    width,
    height,
    transform: matrixOf(page),
    fontOf: (name) => fontFacts(page, name),
  });
}

/** From the space of a page to points from its top left corner. */
function matrixOf(page: PDFPageProxy): Matrix {
  const { height, transform } = page.getViewport({ scale: 1 });
  return parseMatrix(transform) ?? [1, 0, 0, -1, 0, height];
}

function fontFacts(page: PDFPageProxy, name: string): FontFacts {
  const font: unknown = page.commonObjs.has(name) ? page.commonObjs.get(name) : undefined;
  if (typeof font !== "object" || font === null)
    return { unit: 0.001, vertical: false, metrics: [] };
  const [unit] = "fontMatrix" in font ? parseNumbers(font.fontMatrix) : [];
  return {
    unit: unit || 0.001,
    vertical: "vertical" in font && font.vertical === true,
    metrics: "defaultVMetrics" in font ? parseNumbers(font.defaultVMetrics) : [],
  };
}

async function titleOf(pdf: PDFDocumentProxy): Promise<string | null> {
  const { info } = await pdf.getMetadata();
  const title = "Title" in info && typeof info.Title === "string" ? info.Title.trim() : "";
  return title === "" ? null : title;
}

function toUnreadable(error: unknown): Error {
  if (error instanceof UnreadableDocument || error instanceof ScannedPdf) return error;
  if (error instanceof Error && error.name === "PasswordException")
    return new UnreadableDocument("PDF已加密，需要密码才能打开，请提供未加密的文件");
  return new UnreadableDocument("PDF文件已损坏或不完整，无法打开，请重新下载或向发布单位索取");
}
