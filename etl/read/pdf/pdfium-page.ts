import { LIMITS } from "../limits";
import { Doubt } from "./doubt";
import { type Matrix, multiply, type PageContent, type TextRun } from "./geometry";
import { RulePen, SMALLEST_IMAGES } from "./operators";
import { PaintedAreas } from "./painted-areas";
import { isWhite, matrixOf, type Pdfium } from "./pdfium";
import { PdfiumText } from "./pdfium-text";
import { TextPen } from "./text-pen";

/** Kinds of page objects, and of the segments of a path (fpdf_edit.h). */
const KINDS = { text: 1, path: 2, image: 3, form: 5 } as const;
const SEGMENTS = { line: 0, curve: 1, move: 2 } as const;
/** Operations of a path as {@link RulePen} takes them from pdf.js. */
const OPERATIONS = { move: 0, line: 1, close: 4 } as const;
/** Kinds of annotations (fpdf_annot.h): a link shows nothing. */
const LINK = 2;
const ACTUAL_TEXT = "ActualText";
/** Points between two texts that begin at the same place, and between those of one line, in type sizes. */
const SAME_START = 0.02;
const SAME_LINE = 0.5;
/** Bytes of the longest name of what is said of a text that is looked at. */
const LONGEST_KEY = 64;

/**
 * Reads the text and the ruling lines of a page with pdfium, as {@link readOperators} reads them from pdf.js.
 *
 * @throws Doubt where pdf.js could read the page otherwise
 */
export function readPdfiumPage(pdfium: Pdfium, document: number, index: number): PageContent {
  const page = pdfium.engine.FPDF_LoadPage(document, index);
  if (page === 0) throw new Doubt("page");
  try {
    return new PageOfPdfium(pdfium, page).read(index + 1);
  } finally {
    pdfium.engine.FPDF_ClosePage(page);
  }
}

class PageOfPdfium {
  readonly #flip: Matrix;
  readonly #width: number;
  readonly #height: number;
  readonly #areas = new PaintedAreas();
  readonly #rules = new RulePen(this.#areas);
  readonly #text: PdfiumText;
  #order = 0;

  constructor(
    private readonly pdfium: Pdfium,
    private readonly page: number,
  ) {
    const { engine, scratch } = pdfium;
    if (engine.FPDFPage_GetRotation(page) !== 0) throw new Doubt("rotation");
    engine.FPDF_GetPageBoundingBox(page, scratch);
    const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.floats();
    this.#width = right - left;
    this.#height = top - bottom;
    this.#flip = [1, 0, 0, -1, -left, top];
    this.#text = new PdfiumText(pdfium);
  }

  read(number: number): PageContent {
    const { engine, direct } = this.pdfium;
    this.#refuseFilledIn();
    const objects = engine.FPDFPage_CountObjects(this.page);
    for (let index = 0; index < objects; index += 1)
      this.#visit(direct._FPDFPage_GetObject(this.page, index), 0, this.#flip);
    const pen = new TextPen(this.#areas, this.#width * this.#height);
    const runs = this.#text.setWith(pen, this.page, this.#flip);
    refuseOverlaps(runs);
    const { horizontal, vertical } = this.#rules;
    return {
      page: number,
      width: this.#width,
      height: this.#height,
      horizontal,
      vertical,
      runs,
      hiddenCharacters: 0,
    };
  }

  /** What is filled in or typed onto the page is read from pdf.js. */
  #refuseFilledIn(): void {
    const { engine } = this.pdfium;
    const count = engine.FPDFPage_GetAnnotCount(this.page);
    for (let index = 0; index < count; index += 1) {
      const annotation = engine.FPDFPage_GetAnnot(this.page, index);
      const kind = engine.FPDFAnnot_GetSubtype(annotation);
      engine.FPDFPage_CloseAnnot(annotation);
      if (kind !== LINK) throw new Doubt("annotation");
    }
  }

  /**
   * @param within the form that holds the object; 0 for the page
   * @param around from the space of what holds the object to points from the top left corner of the page
   */
  #visit(object: number, within: number, around: Matrix): void {
    const { direct } = this.pdfium;
    this.#order += 1;
    if (this.#order > LIMITS.operators) throw new Doubt("objects");
    const kind = direct._FPDFPageObj_GetType(object);
    if (direct._FPDFPageObj_HasTransparency(object) === 1) throw new Doubt("transparency");
    if (kind === KINDS.text) {
      this.#refuseActualText(object);
      this.#text.add(object, within, this.#order);
    } else if (kind === KINDS.path) this.#draw(object, around);
    else if (kind === KINDS.image) this.#drawImage(object);
    else if (kind === KINDS.form) {
      const matrix = multiply(around, matrixOf(this.pdfium, object));
      const count = direct._FPDFFormObj_CountObjects(object);
      for (let index = 0; index < count; index += 1)
        this.#visit(direct._FPDFFormObj_GetObject(object, index), object, matrix);
    } else throw new Doubt("shading");
  }

  /** pdfium gives what a text is said to mean, pdf.js what is printed. */
  #refuseActualText(object: number): void {
    const { engine, direct, scratch } = this.pdfium;
    const marks = direct._FPDFPageObj_CountMarks(object);
    for (let index = 0; index < marks; index += 1) {
      const mark = direct._FPDFPageObj_GetMark(object, index);
      const count = direct._FPDFPageObjMark_CountParams(mark);
      for (let at = 0; at < count; at += 1) {
        direct._FPDFPageObjMark_GetParamKey(mark, at, scratch + 8, LONGEST_KEY, scratch);
        if (engine.pdfium.UTF16ToString(scratch + 8) === ACTUAL_TEXT)
          throw new Doubt("actual text");
      }
    }
  }

  /** pdf.js leaves out large images, and draws small ones together where many follow each other. */
  #drawImage(image: number): void {
    const { engine, scratch } = this.pdfium;
    engine.FPDFImageObj_GetImagePixelSize(image, scratch, scratch + 4);
    const [width = 0, height = 0] = this.pdfium.integers();
    if (width * height <= SMALLEST_IMAGES) throw new Doubt("image");
  }

  #draw(path: number, around: Matrix): void {
    const { direct, scratch } = this.pdfium;
    direct._FPDFPath_GetDrawMode(path, scratch, scratch + 4);
    const [filled = 0, stroked = 0] = this.pdfium.integers();
    if (filled === 0 && stroked === 0) return;
    const data: number[] = [];
    const segments = direct._FPDFPath_CountSegments(path);
    let curved = 0;
    for (let index = 0; index < segments; index += 1) {
      const segment = direct._FPDFPath_GetPathSegment(path, index);
      direct._FPDFPathSegment_GetPoint(segment, scratch, scratch + 4);
      const [x = 0, y = 0] = this.pdfium.floats();
      const kind = direct._FPDFPathSegment_GetType(segment);
      if (kind === SEGMENTS.curve) curved += 1;
      if (kind === SEGMENTS.line) data.push(OPERATIONS.line, x, y);
      // A curve is three points; the third begins what follows.
      else if (kind === SEGMENTS.move || curved % 3 === 0) data.push(OPERATIONS.move, x, y);
      if (direct._FPDFPathSegment_GetClose(segment) === 1) data.push(OPERATIONS.close);
    }
    this.#rules.path(data, multiply(around, matrixOf(this.pdfium, path)), {
      stroked: stroked !== 0,
      filled: filled !== 0,
      isWhite: isWhite(this.pdfium, path),
      order: this.#order,
    });
  }
}

/**
 * Which of two texts comes first that begin at the same place of a line is decided by errors of arithmetic, which pdfium
 * does not share.
 */
function refuseOverlaps(runs: readonly TextRun[]): void {
  const starts = runs
    .map((run) => ({ run, start: run.x - run.length / 2 }))
    .toSorted((one, other) => one.start - other.start);
  starts.forEach(({ run, start }, index) => {
    for (let next = index + 1; next < starts.length; next += 1) {
      const other = starts[next];
      if (!other || other.start - start > SAME_START) return;
      const reach = SAME_LINE * Math.max(run.size, other.run.size);
      if (Math.abs(other.run.y - run.y) <= reach) throw new Doubt("overlap");
    }
  });
}
