import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { init, type WrappedPdfiumModule } from "@embedpdf/pdfium";
import type { Block } from "#etl/read/document";
import { memoryOf } from "#etl/read/page-picture/pdfium-memory";
import { joinPages } from "#etl/read/pdf/blocks";
import { type Matrix, multiply } from "#etl/read/pdf/geometry";
import { RulePen } from "#etl/read/pdf/operators";
import { PaintedAreas } from "#etl/read/pdf/painted-areas";
import { arrangePage, type PageItem, removeRunningTitles } from "#etl/read/pdf/page-flow";
import { INITIAL_TEXT, TextPen } from "#etl/read/pdf/text-pen";

/** Kinds of page objects, and of the segments of a path (fpdf_edit.h). */
const KINDS = { text: 1, path: 2, form: 5 } as const;
const SEGMENTS = { line: 0, curve: 1, move: 2 } as const;
/** Operations of a path as {@link RulePen} takes them from pdf.js. */
const OPERATIONS = { move: 0, line: 1, close: 4 } as const;
/** Modes of rendering that draw nothing. */
const INVISIBLE = new Set([3, 7]);
const FULL_RED_GREEN_BLUE = 0xf0;
/** Widest character, in type sizes; pdfium forgets to scale the box of one set downwards. */
const WIDEST = 1.6;

/** What is known of the object that sets a character. */
interface TextObject {
  readonly order: number;
  readonly isHidden: boolean;
  readonly isWhite: boolean;
}

/** Reads PDFs with pdfium into the blocks that the reader makes with pdf.js; without what is filled in, and scans. */
export async function openPdfium(): Promise<(bytes: Uint8Array) => Block[]> {
  const program = createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm");
  const engine = await init({ wasmBinary: Uint8Array.from(readFileSync(program)).buffer });
  engine.PDFiumExt_Init();
  const scratch = engine.pdfium.wasmExports.malloc(256);
  return (bytes) => {
    const place = engine.pdfium.wasmExports.malloc(bytes.length);
    memoryOf(engine.pdfium).set(bytes, place);
    const document = engine.FPDF_LoadMemDocument(place, bytes.length, "");
    const pages = Array.from({ length: engine.FPDF_GetPageCount(document) }, (_, index) =>
      new PageOfPdfium(engine, scratch, engine.FPDF_LoadPage(document, index)).arrange(index + 1),
    );
    engine.FPDF_CloseDocument(document);
    engine.pdfium.wasmExports.free(place);
    return joinPages(removeRunningTitles(pages));
  };
}

class PageOfPdfium {
  readonly #width: number;
  readonly #height: number;
  readonly #flip: Matrix;
  readonly #areas = new PaintedAreas();
  readonly #rules = new RulePen(this.#areas);
  readonly #pen: TextPen;
  readonly #objects = new Map<number, TextObject>();
  #order = 0;

  constructor(
    private readonly engine: WrappedPdfiumModule,
    private readonly scratch: number,
    private readonly page: number,
  ) {
    this.#width = engine.FPDF_GetPageWidthF(page);
    this.#height = engine.FPDF_GetPageHeightF(page);
    this.#flip = [1, 0, 0, -1, 0, this.#height];
    this.#pen = new TextPen(this.#areas, this.#width * this.#height);
  }

  arrange(number: number): PageItem[] {
    const { engine, page } = this;
    const objects = engine.FPDFPage_CountObjects(page);
    for (let index = 0; index < objects; index += 1)
      this.#visit(engine.FPDFPage_GetObject(page, index));
    const text = engine.FPDFText_LoadPage(page);
    const characters = engine.FPDFText_CountChars(text);
    for (let index = 0; index < characters; index += 1) this.#set(text, index);
    engine.FPDFText_ClosePage(text);
    engine.FPDF_ClosePage(page);
    const { horizontal, vertical } = this.#rules;
    return arrangePage({
      page: number,
      width: this.#width,
      height: this.#height,
      horizontal,
      vertical,
      runs: this.#pen.finish(),
      hiddenCharacters: this.#pen.hiddenCharacters,
    });
  }

  /** Numbers that pdfium wrote to the scratch memory. */
  #floats(count: number, at = this.scratch): Float32Array {
    return new Float32Array(memoryOf(this.engine.pdfium).buffer, at, count);
  }

  #matrix(): Matrix {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.#floats(6);
    return [a, b, c, d, e, f];
  }

  #isWhite(object: number): boolean {
    const { engine, scratch } = this;
    engine.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12);
    const memory = memoryOf(engine.pdfium);
    return [0, 4, 8].every((at) => (memory[scratch + at] ?? 0) >= FULL_RED_GREEN_BLUE);
  }

  #visit(object: number): void {
    const { engine } = this;
    this.#order += 1;
    const kind = engine.FPDFPageObj_GetType(object);
    if (kind === KINDS.text)
      this.#objects.set(object, {
        order: this.#order,
        isHidden: INVISIBLE.has(engine.FPDFTextObj_GetTextRenderMode(object)),
        isWhite: this.#isWhite(object),
      });
    else if (kind === KINDS.path) this.#draw(object);
    else if (kind === KINDS.form) {
      const within = engine.FPDFFormObj_CountObjects(object);
      for (let index = 0; index < within; index += 1)
        this.#visit(engine.FPDFFormObj_GetObject(object, index));
    }
  }

  #draw(path: number): void {
    const { engine, scratch } = this;
    engine.FPDFPath_GetDrawMode(path, scratch, scratch + 4);
    const [filled, stroked] = new Int32Array(memoryOf(engine.pdfium).buffer, scratch, 2);
    if (filled === 0 && stroked === 0) return;
    const data: number[] = [];
    const segments = engine.FPDFPath_CountSegments(path);
    let curved = 0;
    for (let index = 0; index < segments; index += 1) {
      const segment = engine.FPDFPath_GetPathSegment(path, index);
      engine.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4);
      const [x = 0, y = 0] = this.#floats(2);
      const kind = engine.FPDFPathSegment_GetType(segment);
      if (kind === SEGMENTS.curve) curved += 1;
      if (kind === SEGMENTS.line) data.push(OPERATIONS.line, x, y);
      // A curve is three points; the third begins what follows.
      else if (kind === SEGMENTS.move || curved % 3 === 0) data.push(OPERATIONS.move, x, y);
      if (engine.FPDFPathSegment_GetClose(segment)) data.push(OPERATIONS.close);
    }
    engine.FPDFPageObj_GetMatrix(path, scratch);
    this.#rules.path(data, multiply(this.#flip, this.#matrix()), {
      stroked: stroked !== 0,
      filled: filled !== 0,
      isWhite: this.#isWhite(path),
      order: this.#order,
    });
  }

  #set(text: number, index: number): void {
    const { engine, scratch } = this;
    if (engine.FPDFText_IsGenerated(text, index) === 1) return;
    const code = engine.FPDFText_GetUnicode(text, index);
    if (code === 0) return;
    engine.FPDFText_GetCharOrigin(text, index, scratch, scratch + 8);
    const [x = 0, y = 0] = new Float64Array(memoryOf(engine.pdfium).buffer, scratch, 2);
    engine.FPDFText_GetLooseCharBox(text, index, scratch);
    const [left = 0, , right = 0] = this.#floats(4);
    engine.FPDFText_GetMatrix(text, index, scratch);
    const [a, b, c, d] = this.#matrix();
    const size = engine.FPDFText_GetFontSize(text, index);
    const em = size * Math.hypot(a, b);
    const share = (right - left) / em;
    const { order, isHidden, isWhite } = this.#objects.get(
      engine.FPDFText_GetTextObject(text, index),
    ) ?? { order: 0, isHidden: false, isWhite: false };
    this.#pen.order = order;
    this.#pen.setMatrix([a, b, c, d, x, y]);
    const width = 1000 * (share > WIDEST ? 1 : share);
    const glyph = {
      unicode: String.fromCodePoint(code),
      width,
      isSpace: false,
      vertical: undefined,
    };
    this.#pen.set(glyph, { ...INITIAL_TEXT, size, isHidden, isWhite }, this.#flip);
  }
}
