import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { WrappedPdfiumModule } from "@embedpdf/pdfium";
import { LIMITS } from "../limits";
import { boundMemory, memoryOf } from "../page-picture/pdfium-memory";
import type { Matrix } from "./geometry";

/**
 * Functions of pdfium that are called for every character or object, as WebAssembly exports them: those of the package
 * convert what they take and return, which takes longer than most of them do. All take and give numbers; what is true
 * is 1 (fpdf_text.h, fpdf_edit.h).
 */
interface DirectCalls {
  _FPDFText_IsGenerated(text: number, index: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_HasUnicodeMapError(text: number, index: number): number;
  _FPDFText_GetTextObject(text: number, index: number): number;
  _FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): number;
  _FPDFText_GetLooseCharBox(text: number, index: number, box: number): number;
  _FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number;
  _FPDFText_GetMatrix(text: number, index: number, matrix: number): number;
  _FPDFText_GetFontSize(text: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFPageObj_GetFillColor(object: number, r: number, g: number, b: number, a: number): number;
  _FPDFPageObj_HasTransparency(object: number): number;
  _FPDFPageObj_CountMarks(object: number): number;
  _FPDFPageObj_GetMark(object: number, index: number): number;
  _FPDFPageObjMark_CountParams(mark: number): number;
  _FPDFPageObjMark_GetParamKey(
    mark: number,
    index: number,
    key: number,
    length: number,
    written: number,
  ): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFTextObj_GetTextRenderMode(object: number): number;
  _FPDFTextObj_GetFont(object: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFPath_GetDrawMode(path: number, filled: number, stroked: number): number;
  _FPDFPath_CountSegments(path: number): number;
  _FPDFPath_GetPathSegment(path: number, index: number): number;
  _FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number;
  _FPDFPathSegment_GetType(segment: number): number;
  _FPDFPathSegment_GetClose(segment: number): number;
}

const DIRECT: readonly (keyof DirectCalls)[] = [
  "_FPDFText_IsGenerated",
  "_FPDFText_GetUnicode",
  "_FPDFText_HasUnicodeMapError",
  "_FPDFText_GetTextObject",
  "_FPDFText_GetCharOrigin",
  "_FPDFText_GetLooseCharBox",
  "_FPDFText_GetCharBox",
  "_FPDFText_GetMatrix",
  "_FPDFText_GetFontSize",
  "_FPDFPageObj_GetType",
  "_FPDFPageObj_GetMatrix",
  "_FPDFPageObj_GetFillColor",
  "_FPDFPageObj_HasTransparency",
  "_FPDFPageObj_CountMarks",
  "_FPDFPageObj_GetMark",
  "_FPDFPageObjMark_CountParams",
  "_FPDFPageObjMark_GetParamKey",
  "_FPDFPage_GetObject",
  "_FPDFTextObj_GetTextRenderMode",
  "_FPDFTextObj_GetFont",
  "_FPDFFormObj_CountObjects",
  "_FPDFFormObj_GetObject",
  "_FPDFPath_GetDrawMode",
  "_FPDFPath_CountSegments",
  "_FPDFPath_GetPathSegment",
  "_FPDFPathSegment_GetPoint",
  "_FPDFPathSegment_GetType",
  "_FPDFPathSegment_GetClose",
];

/** Least red, green and blue of what is white. */
const NEARLY_WHITE = 0xf0;

/** Memory of pdfium as numbers. */
interface Views {
  readonly floats: Float32Array;
  readonly doubles: Float64Array;
  readonly integers: Int32Array;
}

/** Bytes that pdfium writes what it is asked for to. */
const SCRATCH = 1024;
/** Bytes of the memory of pdfium: half of what a document may take, since the program is beside it. */
const MEMORY = LIMITS.reading.memory / 2;

/** pdfium, ready to read. */
export interface Pdfium {
  readonly engine: WrappedPdfiumModule;
  readonly direct: DirectCalls;
  /** Address of memory that functions write to, and its bytes. */
  readonly scratch: number;
  readonly scratchBytes: number;
  /** Numbers that pdfium wrote to the scratch memory. */
  readonly floats: () => Float32Array;
  readonly doubles: () => Float64Array;
  readonly integers: () => Int32Array;
}

/** Starts pdfium, which takes some 20 ms. */
export async function startPdfium(): Promise<Pdfium> {
  const program = createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm");
  const { init } = await import("@embedpdf/pdfium");
  const engine = await init({
    wasmBinary: Uint8Array.from(readFileSync(program)).buffer,
    print: () => undefined,
    printErr: () => undefined,
  });
  boundMemory(engine, MEMORY);
  engine.PDFiumExt_Init();
  const { pdfium } = engine;
  if (!callsDirectly(pdfium)) throw new Error("pdfium lacks functions");
  const scratch = pdfium.wasmExports.malloc(SCRATCH);
  // Memory that grew is another buffer.
  const views = (): Views => {
    const { buffer } = memoryOf(pdfium);
    if (known.floats.buffer !== buffer)
      known = {
        floats: new Float32Array(buffer, scratch, SCRATCH / 4),
        doubles: new Float64Array(buffer, scratch, SCRATCH / 8),
        integers: new Int32Array(buffer, scratch, SCRATCH / 4),
      };
    return known;
  };
  let known: Views = {
    floats: new Float32Array(),
    doubles: new Float64Array(),
    integers: new Int32Array(),
  };
  return {
    engine,
    direct: pdfium,
    scratch,
    scratchBytes: SCRATCH,
    floats: () => views().floats,
    doubles: () => views().doubles,
    integers: () => views().integers,
  };
}

function callsDirectly<Module extends object>(pdfium: Module): pdfium is DirectCalls & Module {
  return DIRECT.every((name) => name in pdfium);
}

/** The transformation of an object, into the space of what holds it. */
export function matrixOf({ direct, scratch, floats }: Pdfium, object: number): Matrix {
  direct._FPDFPageObj_GetMatrix(object, scratch);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = floats();
  return [a, b, c, d, e, f];
}

/** Whether an object is filled with white or nearly so. */
export function isWhite({ direct, scratch, integers }: Pdfium, object: number): boolean {
  direct._FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12);
  const [red = 0, green = 0, blue = 0] = integers();
  return Math.min(red, green, blue) >= NEARLY_WHITE;
}
