import process from "node:process";
import { memoryOf } from "../page-picture/pdfium-memory";
import { LIMITS } from "../limits";
import { watchedProcess } from "../watched-process";
import { Doubt } from "./doubt";
import { arrangePage, type PageItem, removeRunningTitles } from "./page-flow";
import { type Pdfium, startPdfium } from "./pdfium";
import { readPdfiumPage } from "./pdfium-page";
import { areStreamsWhole } from "./whole-streams";

/** With fewer characters a page on average, a PDF is taken for a scan. */
export const FEWEST_CHARACTERS = 20;
/** Milliseconds of the processor after which a document is left to pdf.js, which may get through it in the time that is left. */
const PATIENCE = 2_000;

/** What {@link readWithPdfium} makes of a document. */
interface CertainReading {
  readonly title: string | null;
  readonly pages: PageItem[][];
}

let starting: Promise<Pdfium> | undefined;

/**
 * Reads a PDF with pdfium; null where pdf.js is to read it, since it could read something else or refuse it: where the
 * file is damaged, encrypted or a scan, and for each {@link Doubt}. Only in a process that is watched.
 */
export async function readWithPdfium(bytes: Uint8Array): Promise<CertainReading | null> {
  if (!watchedProcess.isWatched || !areStreamsWhole(bytes)) return null;
  starting ??= startPdfium();
  const pdfium = await starting;
  try {
    return readDocument(pdfium, bytes);
  } catch (error) {
    // One that ran out of memory or lost its way cannot be used again.
    if (!(error instanceof Doubt)) starting = undefined;
    return null;
  }
}

function readDocument(pdfium: Pdfium, bytes: Uint8Array): CertainReading {
  const { engine } = pdfium;
  const { malloc, free } = engine.pdfium.wasmExports;
  const place = malloc(bytes.length);
  if (place === 0) throw new Doubt("memory");
  memoryOf(engine.pdfium).set(bytes, place);
  const document = engine.FPDF_LoadMemDocument(place, bytes.length, "");
  try {
    if (document === 0) throw new Doubt("unopened");
    if (!engine.FPDF_DocumentHasValidCrossReferenceTable(document)) throw new Doubt("damaged");
    if (engine.EPDF_IsEncrypted(document)) throw new Doubt("encrypted");
    const pages = readPages(pdfium, document);
    return { title: titleOf(pdfium, document), pages: removeRunningTitles(pages) };
  } finally {
    if (document !== 0) engine.FPDF_CloseDocument(document);
    free(place);
  }
}

function readPages(pdfium: Pdfium, document: number): PageItem[][] {
  const count = pdfium.engine.FPDF_GetPageCount(document);
  if (count > LIMITS.pages) throw new Doubt("pages");
  const began = usedByProcess();
  const pages: PageItem[][] = [];
  let characters = 0;
  for (let index = 0; index < count; index += 1) {
    const content = readPdfiumPage(pdfium, document, index);
    characters += content.runs.reduce((sum, { text }) => sum + text.length, 0);
    if (characters > LIMITS.characters || usedByProcess() - began > PATIENCE)
      throw new Doubt("size");
    pages.push(arrangePage(content));
  }
  if (characters < FEWEST_CHARACTERS * count) throw new Doubt("scan");
  return pages;
}

/** Milliseconds of the processor that this process has taken. */
function usedByProcess(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function titleOf({ engine, scratch, scratchBytes }: Pdfium, document: number): string | null {
  const length = engine.FPDF_GetMetaText(document, "Title", scratch, scratchBytes);
  if (length > scratchBytes) throw new Doubt("title");
  const title = length > 2 ? engine.pdfium.UTF16ToString(scratch).trim() : "";
  return title === "" ? null : title;
}
