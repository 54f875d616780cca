import { Doubt } from "./doubt";
import type { Matrix, TextRun } from "./geometry";
import { isWhite, matrixOf, type Pdfium } from "./pdfium";
import { INITIAL_TEXT, type TextPen } from "./text-pen";

/** From here on modes of rendering draw nothing, or clip. */
const UNUSUAL_MODE = 3;
/** Characters as wide as they are high, whatever their font says. */
const FULL_WIDTH = /^[\u3000-\u9fff\uff01-\uff60]$/;
/** How far the origin of a character may be from the line on which its text is set, in type sizes. */
const OFF_THE_LINE = 0.01;
/** Fonts that every reader has, so that documents need not say how wide their characters are. */
const STANDARD = /helvetica|arial|times|courier|symbol|dingbats/i;
/** Two texts closer than this are one drawn twice, in type sizes. */
const SAME_PLACE = 0.1;
const BLANK = /\s/;
/** Bytes of the longest name of a font that is looked at. */
const LONGEST_NAME = 200;

/** A character of which the width is asked. */
interface Character {
  readonly text: number;
  readonly index: number;
  readonly font: number;
  readonly code: number;
  readonly x: number;
  readonly em: number;
  readonly isTurned: boolean;
}

/** An object that sets text, and the places of its characters in the text of the page. */
interface TextObject {
  readonly object: number;
  /** The form that holds it; 0 for the page. */
  readonly within: number;
  readonly font: number;
  readonly order: number;
  readonly characters: number[];
}

/** The texts of a page, as pdfium gives them. */
export class PdfiumText {
  readonly #objects = new Map<number, TextObject>();
  /** Fonts that may be trusted. */
  readonly #known = new Set<number>();
  /** Widths by font and character. */
  readonly #widths = new Map<number, number>();

  constructor(private readonly pdfium: Pdfium) {}

  /** Takes notice of an object that sets text. */
  add(object: number, within: number, order: number): void {
    const { direct } = this.pdfium;
    if (direct._FPDFTextObj_GetTextRenderMode(object) >= UNUSUAL_MODE) throw new Doubt("mode");
    const font = direct._FPDFTextObj_GetFont(object);
    this.#refuseStandardFont(font);
    this.#objects.set(object, { object, within, font, order, characters: [] });
  }

  /**
   * Sets the characters object by object as they were drawn; pdfium sorts them along lines.
   *
   * @param flip from the space of the page to points from its top left corner
   */
  setWith(pen: TextPen, page: number, flip: Matrix): readonly TextRun[] {
    const { engine } = this.pdfium;
    const text = engine.FPDFText_LoadPage(page);
    if (text === 0) throw new Doubt("text");
    try {
      this.#assign(text);
      const drawn = new DrawnTexts();
      const leftOut: TextObject[] = [];
      for (const each of this.#objects.values())
        if (each.characters.length === 0) leftOut.push(each);
        else drawn.add(each.within, each.font, matrixOf(this.pdfium, each.object));
      for (const each of leftOut) this.#refuseLeftOut(each, drawn);
      for (const each of this.#objects.values()) this.#setObject(pen, text, each, flip);
    } finally {
      engine.FPDFText_ClosePage(text);
    }
    const runs = pen.finish();
    if (runs.some(({ mark }) => mark !== undefined)) throw new Doubt("mark");
    return runs;
  }

  #assign(text: number): void {
    const { engine, direct } = this.pdfium;
    const count = engine.FPDFText_CountChars(text);
    for (let index = 0; index < count; index += 1) {
      if (direct._FPDFText_IsGenerated(text, index) === 1) continue;
      const object = this.#objects.get(direct._FPDFText_GetTextObject(text, index));
      if (!object) throw new Doubt("object");
      object.characters.push(index);
    }
  }

  #setObject(
    pen: TextPen,
    text: number,
    { object, font, order, characters }: TextObject,
    flip: Matrix,
  ): void {
    const { direct, scratch } = this.pdfium;
    const [first] = characters;
    if (first === undefined) return;
    direct._FPDFText_GetMatrix(text, first, scratch);
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.pdfium.floats();
    const size = direct._FPDFText_GetFontSize(text, first);
    // Set to the left, whether mirrored or turned upside down.
    if (a < 0) throw new Doubt("mirrored");
    const em = size * Math.hypot(a, b);
    const state = { ...INITIAL_TEXT, size, isWhite: isWhite(this.pdfium, object) };
    pen.order = order;
    let [beforeX, beforeY] = [NaN, NaN];
    for (const index of characters) {
      const code = direct._FPDFText_GetUnicode(text, index);
      if (direct._FPDFText_HasUnicodeMapError(text, index) !== 0) throw new Doubt("map");
      if (isUncertain(code)) throw new Doubt("character");
      const unicode = String.fromCharCode(code);
      if (BLANK.test(unicode)) continue;
      direct._FPDFText_GetCharOrigin(text, index, scratch, scratch + 8);
      const [x = 0, y = 0] = this.pdfium.doubles();
      // A ligature, taken apart.
      if (x === beforeX && y === beforeY) throw new Doubt("ligature");
      [beforeX, beforeY] = [x, y];
      // What is set downwards hangs from its line.
      const isVertical = Math.abs((y - f) * a - (x - e) * b) > OFF_THE_LINE * em * Math.hypot(a, b);
      if (isVertical && !FULL_WIDTH.test(unicode)) throw new Doubt("vertical");
      // The box of what is turned or slanted is not that of what it moves on by.
      const isTurned = b !== 0 || c !== 0 || a <= 0;
      const width = isVertical ? 1 : this.#widthOf({ text, index, font, code, x, em, isTurned });
      if (!(width > 0)) throw new Doubt("width");
      pen.setMatrix([a, b, c, d, round(x), round(y)]);
      pen.set({ unicode, width: 1000 * width, isSpace: false, vertical: undefined }, state, flip);
    }
  }

  #refuseStandardFont(font: number): void {
    const { engine, scratch } = this.pdfium;
    if (this.#known.has(font)) return;
    this.#known.add(font);
    if (engine.FPDFFont_GetIsEmbedded(font) === 1) return;
    engine.FPDFFont_GetBaseFontName(font, scratch, LONGEST_NAME);
    if (STANDARD.test(engine.pdfium.UTF8ToString(scratch))) throw new Doubt("standard font");
  }

  /**
   * Of a text that pdfium leaves out one must be sure that it is blank, or drawn once more at the same place to look
   * bold: pdfium also takes two equal figures for one that stand close together.
   */
  #refuseLeftOut({ object, font, within }: TextObject, drawn: DrawnTexts): void {
    const { engine, scratch } = this.pdfium;
    const matrix = matrixOf(this.pdfium, object);
    engine.FPDFTextObj_GetFontSize(object, scratch);
    const [size = 0] = this.pdfium.floats();
    if (drawn.has(within, font, matrix, size)) return;
    engine.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12);
    const [, bottom, , top] = this.pdfium.floats();
    // Of a font that is not in the document pdfium may have no outlines at all.
    const isBlank = bottom === top && engine.FPDFFont_GetIsEmbedded(font) === 1;
    if (!isBlank) throw new Doubt("left out");
  }

  /** What a character moves on by, in type sizes; pdfium gives the box around that and around what it draws. */
  #widthOf({ text, index, font, code, x, em, isTurned }: Character): number {
    const { direct, scratch } = this.pdfium;
    if (!isTurned) {
      direct._FPDFText_GetLooseCharBox(text, index, scratch);
      const [, , right = 0] = this.pdfium.floats();
      direct._FPDFText_GetCharBox(text, index, scratch, scratch + 8, scratch + 16, scratch + 24);
      const [, drawn = 0] = this.pdfium.doubles();
      const box = (right - x) / em;
      if (drawn < right - OFF_THE_LINE * em) return round(box);
      const width = this.#glyphWidth(font, code);
      if (width > box + OFF_THE_LINE) throw new Doubt("width");
      return width;
    }
    return this.#glyphWidth(font, code);
  }

  #glyphWidth(font: number, code: number): number {
    const key = font * 0x10000 + code;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    const { engine, scratch } = this.pdfium;
    if (!engine.FPDFFont_GetGlyphWidth(font, code, 1, scratch)) throw new Doubt("width");
    const [width = 0] = this.pdfium.floats();
    this.#widths.set(key, round(width));
    return round(width);
  }
}

/** pdfium gives single precision: what is equal must stay equal. */
function round(value: number): number {
  return Math.round(value * 2000) / 2000;
}

/** Where texts are drawn, to know one that is drawn twice. */
class DrawnTexts {
  readonly #lines = new Map<string, Matrix[]>();

  add(within: number, font: number, matrix: Matrix): void {
    const key = `${within} ${font} ${Math.round(matrix[5])}`;
    const line = this.#lines.get(key);
    if (line) line.push(matrix);
    else this.#lines.set(key, [matrix]);
  }

  has(within: number, font: number, [a, b, c, d, e, f]: Matrix, size: number): boolean {
    const reach = SAME_PLACE * size * Math.hypot(a, b);
    return [-1, 0, 1].some((step) =>
      this.#lines
        .get(`${within} ${font} ${Math.round(f) + step}`)
        ?.some(
          (other) =>
            [a, b, c, d].every((part, at) => part === other[at]) &&
            Math.abs(e - other[4]) < reach &&
            Math.abs(f - other[5]) < reach,
        ),
    );
  }
}

/**
 * Whether pdfium could have made a character of another one. Of all characters up to U+FFFF it makes others of
 * ligatures and, on lines that have any, of the letters of languages written to the left and what stands between them;
 * and of ﹦, ﹨ and ﹫, which are let pass.
 */
function isUncertain(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x0590 && code <= 0x08ff) ||
    (code >= 0x200e && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0xd800 && code <= 0xf8ff) ||
    (code >= 0xfb00 && code <= 0xfdff) ||
    (code >= 0xfe70 && code <= 0xfeff) ||
    code >= 0xfffc
  );
}
