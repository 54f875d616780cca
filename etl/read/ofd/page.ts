import { UnreadableDocument } from "../document";
import { LIMITS } from "../limits";
import { type Matrix, multiply, type PageContent } from "../pdf/geometry";
import { RulePen } from "../pdf/operators";
import { PaintedAreas } from "../pdf/painted-areas";
import { INITIAL_TEXT, TextPen } from "../pdf/text-pen";
import { childOf, childrenOf, textOf, type XmlElement } from "../xml";

/** Points in a millimetre, the unit of OFD. */
const POINTS = 72 / 25.4;
const TO_POINTS: Matrix = [POINTS, 0, 0, POINTS, 0, 0];

/** Width and height of a page in millimetres. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * What a page draws: its text and its ruling lines, as the PDF reader takes them.
 *
 * @param layers the page and the templates that lie under it
 * @param page number of the page, from 1
 */
export function readOfdPage(
  layers: readonly XmlElement[],
  page: number,
  size: PageSize,
): PageContent {
  const drawing = new OfdDrawing(page, size.width * size.height * POINTS ** 2);
  for (const layer of layers)
    for (const content of childrenOf(layer, "ofd:Content"))
      for (const part of childrenOf(content, "ofd:Layer")) drawing.draw(part);
  const { pen, rules } = drawing;
  return {
    page,
    width: size.width * POINTS,
    height: size.height * POINTS,
    horizontal: rules.horizontal,
    vertical: rules.vertical,
    runs: pen.finish(),
    hiddenCharacters: pen.hiddenCharacters,
  };
}

class OfdDrawing {
  readonly pen: TextPen;
  readonly rules: RulePen;
  #objects = 0;

  /** @param extent of the page in square points */
  constructor(
    private readonly page: number,
    extent: number,
  ) {
    const areas = new PaintedAreas();
    this.pen = new TextPen(areas, extent);
    this.rules = new RulePen(areas);
  }

  draw(block: XmlElement): void {
    for (const object of childrenOf(block)) {
      this.#objects += 1;
      if (this.#objects > LIMITS.operators)
        throw new UnreadableDocument(`OFD第${this.page}页内容异常复杂，超出上限，未读取`);
      this.pen.order = this.#objects;
      if (object.attributes.get("Visible") === "false") continue;
      if (object.name === "ofd:PageBlock") this.draw(object);
      else if (object.name === "ofd:TextObject") this.#drawText(object);
      else if (object.name === "ofd:PathObject") this.#drawPath(object);
      else if (object.name === "ofd:ImageObject")
        this.rules.path(UNIT_SQUARE, placeOf(object), {
          stroked: false,
          filled: true,
          isWhite: false,
          order: this.#objects,
        });
    }
  }

  #drawText(object: XmlElement): void {
    const size = Number(object.attributes.get("Size") ?? 0);
    if (!(size > 0)) return;
    const alpha = childOf(object, "ofd:FillColor")?.attributes.get("Alpha");
    const state = { ...INITIAL_TEXT, size, isHidden: alpha === "0", isWhite: isWhite(object) };
    const scale = Number(object.attributes.get("HScale") ?? 1) || 1;
    const turn = turnBy(Number(object.attributes.get("CharDirection") ?? 0));
    const place = placeOf(object);
    let [x, y] = [0, 0];
    for (const code of childrenOf(object, "ofd:TextCode")) {
      const characters = [...textOf(code).replace(/[\r\n]+/g, "")];
      x = Number(code.attributes.get("X") ?? x) || 0;
      y = Number(code.attributes.get("Y") ?? y) || 0;
      const right = parseDeltas(code.attributes.get("DeltaX"), characters.length);
      const down = parseDeltas(code.attributes.get("DeltaY"), characters.length);
      const isUnplaced = right.length === 0 && down.length === 0;
      characters.forEach((unicode, index) => {
        const width = widthOf(unicode) * scale;
        this.pen.setMatrix(multiply([1, 0, 0, 1, x, y], turn));
        const glyph = {
          unicode,
          width: width * 1000,
          isSpace: unicode === " ",
          vertical: undefined,
        };
        this.pen.set(glyph, state, place);
        x += isUnplaced ? width * size : (right[index] ?? 0);
        y += down[index] ?? 0;
      });
    }
  }

  #drawPath(object: XmlElement): void {
    const data = childOf(object, "ofd:AbbreviatedData");
    if (!data) return;
    this.rules.path(parsePath(textOf(data)), placeOf(object), {
      stroked: object.attributes.get("Stroke") !== "false",
      filled: object.attributes.get("Fill") === "true",
      isWhite: isWhite(object),
      order: this.#objects,
    });
  }
}

/** Whether an object is filled with white. */
function isWhite(object: XmlElement): boolean {
  const parts = parseList(childOf(object, "ofd:FillColor")?.attributes.get("Value"));
  return parts.length === 3 && parts.every((part) => part >= 0xf0);
}

/** The square that an image fills, in the encoding of {@link parsePath}. */
const UNIT_SQUARE = [0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1];

/** From the space of an object to points from the page's top left corner. */
function placeOf({ attributes }: XmlElement): Matrix {
  const [left = 0, top = 0] = parseList(attributes.get("Boundary"));
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = parseList(attributes.get("CTM"));
  return multiply(TO_POINTS, multiply([1, 0, 0, 1, left, top], [a, b, c, d, e, f]));
}

function parseList(text: string | undefined): number[] {
  return (text ?? "").split(/[\s,]+/).flatMap((word) => {
    const value = Number(word);
    return word !== "" && Number.isFinite(value) ? [value] : [];
  });
}

function turnBy(degrees: number): Matrix {
  if (degrees === 90) return [0, 1, -1, 0, 0, 0];
  if (degrees === 180) return [-1, 0, 0, -1, 0, 0];
  return degrees === 270 ? [0, -1, 1, 0, 0, 0] : [1, 0, 0, 1, 0, 0];
}

/** Chinese characters and signs are as wide as high, others half as wide. */
function widthOf(character: string): number {
  return (character.codePointAt(0) ?? 0) < 0x2000 ? 0.5 : 1;
}

/** The distances between characters: `5 g 3 2.5` is 5 and three times 2.5. */
function parseDeltas(text: string | undefined, most: number): number[] {
  const words = (text ?? "").trim().split(/\s+/).filter(Boolean);
  const deltas: number[] = [];
  for (let at = 0; at < words.length && deltas.length < most; at += 1) {
    if (words[at] !== "g") {
      deltas.push(Number(words[at]) || 0);
      continue;
    }
    const times = Math.min(Number(words[at + 1]) || 0, most - deltas.length);
    for (let count = 0; count < times; count += 1) deltas.push(Number(words[at + 2]) || 0);
    at += 2;
  }
  return deltas;
}

/** OFD's path operators with the code of pdf.js and how many numbers follow each. */
const OPERATORS: Readonly<Record<string, readonly [code: number, operands: number]>> = {
  S: [0, 2],
  M: [0, 2],
  L: [1, 2],
  B: [2, 6],
  Q: [3, 4],
  C: [4, 0],
};
/** An arc, of which only the end matters here: a line never is one. */
const ARC_OPERANDS = 7;

/** A path in the encoding of pdf.js: numbers, each operator before its own. */
function parsePath(text: string): number[] {
  const words = text.trim().split(/[\s,]+/);
  const path: number[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? "";
    if (word === "A") {
      path.push(0, ...words.slice(at + ARC_OPERANDS - 1, at + ARC_OPERANDS + 1).map(Number));
      at += ARC_OPERANDS + 1;
      continue;
    }
    const operator = OPERATORS[word];
    if (!operator) return path;
    const [code, operands] = operator;
    path.push(code, ...words.slice(at + 1, at + 1 + operands).map(Number));
    at += 1 + operands;
  }
  return path;
}
