import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { init, type WrappedPdfiumModule } from "@embedpdf/pdfium";
import type { PagePlaces } from "#domain/report/page-places";
import { UnreadableDocument } from "../document";
import { LIMITS } from "../limits";
import { offerChineseFont } from "./font-of-last-resort";
import { boundMemory, memoryOf } from "./pdfium-memory";
import { encodePng } from "./png";

const PROGRAM = createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm");

/** Pixels of a picture's width, and of the whole of it: a page may be a roll of paper. */
const WIDTHS = { least: 50, usual: 1_000, most: 3_000 } as const;
const MOST_PIXELS = 20_000_000;
const WHITE = 0xffffffff;
/** FPDF_ANNOT: draws what is filled in and stamped on the page too. */
const WITH_ANNOTATIONS = 0x01;
/** FPDF_ERR_PASSWORD. */
const NEEDS_PASSWORD = 4;

/**
 * Draws a page of a PDF as it is printed.
 *
 * @param page from 1
 * @param width pixels
 * @returns a PNG
 * @throws UnreadableDocument where the document or the page cannot be drawn
 */
export async function drawPage(
  bytes: Uint8Array,
  page: number,
  width: number,
): Promise<Uint8Array> {
  const { engine, document, pages } = await openDocument(bytes);
  const { pdfium } = engine;
  if (!Number.isInteger(page) || page < 1 || page > pages)
    throw new UnreadableDocument(`没有第${page}页，共${pages}页`);
  const opened = engine.FPDF_LoadPage(document, page - 1);
  if (opened === 0) throw new UnreadableDocument(`第${page}页已损坏，无法绘制`);
  const [wide, high] = sizeInPixels(
    engine.FPDF_GetPageWidthF(opened),
    engine.FPDF_GetPageHeightF(opened),
    width,
  );
  const bitmap = engine.FPDFBitmap_Create(wide, high, 0);
  if (bitmap === 0) throw new UnreadableDocument(TOO_MUCH);
  engine.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, WHITE);
  engine.FPDF_RenderPageBitmap(bitmap, opened, 0, 0, wide, high, 0, WITH_ANNOTATIONS);
  const stride = engine.FPDFBitmap_GetStride(bitmap);
  const start = engine.FPDFBitmap_GetBuffer(bitmap);
  const pixels = memoryOf(pdfium).subarray(start, start + stride * high);
  return encodePng({ pixels, width: wide, height: high, stride });
}

/** Pages whose sizes are asked for: more than any report has. */
const MOST_PAGES = 200;

/**
 * The sizes of the pages of a PDF that can be drawn, in points; of the first {@link MOST_PAGES}.
 * @throws UnreadableDocument where it cannot be opened
 */
export async function measurePages(bytes: Uint8Array): Promise<PagePlaces["pages"]> {
  const { engine, document, pages } = await openDocument(bytes);
  return Array.from({ length: Math.min(pages, MOST_PAGES) }, (_, at) => at).flatMap((at) => {
    const opened = engine.FPDF_LoadPage(document, at);
    if (opened === 0) return [];
    const [width, height] = [engine.FPDF_GetPageWidthF(opened), engine.FPDF_GetPageHeightF(opened)];
    engine.FPDF_ClosePage(opened);
    return width > 0 && height > 0 ? [{ page: at + 1, width, height }] : [];
  });
}

async function openDocument(bytes: Uint8Array) {
  if (bytes.length > LIMITS.bytes) throw new UnreadableDocument("文件过大，超过64 MB，没有绘制");
  const engine = await openEngine();
  const { pdfium } = engine;
  const place = pdfium.wasmExports.malloc(bytes.length);
  if (place === 0) throw new UnreadableDocument(TOO_MUCH);
  memoryOf(pdfium).set(bytes, place);
  const document = engine.FPDF_LoadMemDocument(place, bytes.length, "");
  if (document === 0)
    throw new UnreadableDocument(
      engine.FPDF_GetLastError() === NEEDS_PASSWORD ? "PDF已加密，需要密码才能打开" : "PDF无法打开",
    );
  return { engine, document, pages: engine.FPDF_GetPageCount(document) };
}

const TOO_MUCH = "绘制这一页所需内存超过上限，没有绘制";

async function openEngine(): Promise<WrappedPdfiumModule> {
  const program = readFileSync(PROGRAM);
  const engine = await init({
    wasmBinary: Uint8Array.from(program).buffer,
    printErr: () => undefined,
  });
  boundMemory(engine, LIMITS.reading.memory);
  engine.PDFiumExt_Init();
  offerChineseFont(engine);
  return engine;
}

function sizeInPixels(width: number, height: number, asked: number): [number, number] {
  if (!(width > 0) || !(height > 0)) throw new UnreadableDocument("这一页没有大小，无法绘制");
  const wide = Math.round(Math.min(Math.max(asked || WIDTHS.usual, WIDTHS.least), WIDTHS.most));
  const high = Math.max(1, Math.round((wide * height) / width));
  const share = Math.min(1, Math.sqrt(MOST_PIXELS / (wide * high)));
  return [Math.max(1, Math.floor(wide * share)), Math.max(1, Math.floor(high * share))];
}
