import {
  type Matrix,
  multiply,
  type PageContent,
  parseMatrix,
  parseNumbers,
  type Rule,
  type Rules,
  transformPoint,
} from "./geometry";
import { PaintedAreas } from "./painted-areas";
import { OPS } from "./pdfjs";
import { type Glyph, INITIAL_TEXT, TextPen, type TextState } from "./text-pen";

/** The documented part of pdf.js' operator list of a page. */
export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** Facts of a font that pdf.js does not repeat in each of its characters. */
export interface FontFacts {
  readonly unit: number;
  readonly vertical: boolean;
  readonly metrics: readonly number[];
}

interface PageFrame {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  /** From PDF space to points from the top left corner. */
  readonly transform: Matrix;
  readonly fontOf: (name: string) => FontFacts;
}

interface SavedState {
  readonly matrix: Matrix;
  readonly text: TextState;
}

/** Pixels of the largest image that is decoded for the text of a page: none but specks. */
export const SMALLEST_IMAGES = 4096;

/** Modes of rendering that draw nothing: text that is invisible or only clips. */
const INVISIBLE = new Set([3, 7]);

const PAINTS: ReadonlyMap<number, { stroked: boolean; filled: boolean }> = new Map([
  [OPS.stroke, { stroked: true, filled: false }],
  [OPS.closeStroke, { stroked: true, filled: false }],
  [OPS.fill, { stroked: false, filled: true }],
  [OPS.eoFill, { stroked: false, filled: true }],
  [OPS.fillStroke, { stroked: true, filled: true }],
  [OPS.eoFillStroke, { stroked: true, filled: true }],
  [OPS.closeFillStroke, { stroked: true, filled: true }],
  [OPS.closeEOFillStroke, { stroked: true, filled: true }],
]);

const IMAGES: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintSolidColorImageMask,
]);

const UNIT_SQUARE = [0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1];

/** Interprets the operators of a page: where text is set and where lines are drawn. */
export function readOperators(operators: Operators, sheet: PageFrame): PageContent {
  const areas = new PaintedAreas();
  const rules = new RulePen(areas);
  const pen = new TextPen(areas, sheet.width * sheet.height);
  const stack: SavedState[] = [];
  let matrix = sheet.transform;
  let text = INITIAL_TEXT;
  let font: FontFacts = { unit: 0.001, vertical: false, metrics: [] };

  const save = (): void => {
    stack.push({ matrix, text });
  };
  const restore = (): void => {
    const saved = stack.pop();
    if (saved) ({ matrix, text } = saved);
  };
  const show = (items: unknown): void => {
    if (!Array.isArray(items)) return;
    for (const item of items) {
      if (typeof item === "number") {
        const amount = (-item * text.size) / 1000;
        pen.advance(font.vertical ? amount : amount * text.scale, font.vertical);
      } else {
        const glyph = glyphOf(item, font);
        if (glyph) pen.set(glyph, text, matrix);
      }
    }
  };

  operators.fnArray.forEach((operation, index) => {
    const given = operators.argsArray[index];
    const args: readonly unknown[] = Array.isArray(given) ? given : [];
    const first = numberOf(args[0]);
    const second = numberOf(args[1]);
    pen.order = index;
    switch (operation) {
      case OPS.save:
        return save();
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
      case OPS.endAnnotation:
        return restore();
      case OPS.transform:
        matrix = multiply(matrix, parseMatrix(args) ?? [1, 0, 0, 1, 0, 0]);
        return;
      case OPS.paintFormXObjectBegin:
        save();
        matrix = multiply(matrix, parseMatrix(args[0]) ?? [1, 0, 0, 1, 0, 0]);
        return;
      case OPS.beginAnnotation:
        return save();
      case OPS.beginText:
        return pen.begin();
      case OPS.setCharSpacing:
        text = { ...text, charSpacing: first };
        return;
      case OPS.setWordSpacing:
        text = { ...text, wordSpacing: first };
        return;
      case OPS.setHScale:
        text = { ...text, scale: first / 100 };
        return;
      case OPS.setLeading:
        text = { ...text, leading: -first };
        return;
      case OPS.setTextRise:
        text = { ...text, rise: first };
        return;
      case OPS.setTextRenderingMode:
        text = { ...text, isHidden: INVISIBLE.has(first) };
        return;
      case OPS.setFillRGBColor:
        text = { ...text, isWhite: isWhite(args[0]) };
        return;
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        text = { ...text, isWhite: false };
        return;
      case OPS.setFont:
        font = sheet.fontOf(String(args[0]));
        text = { ...text, size: second, unit: font.unit };
        return;
      case OPS.moveText:
        return pen.move(first, second);
      case OPS.setLeadingMoveText:
        text = { ...text, leading: second };
        return pen.move(first, second);
      case OPS.nextLine:
        return pen.move(0, text.leading);
      case OPS.setTextMatrix:
        return pen.setMatrix(parseMatrix(args[0]) ?? parseMatrix(args) ?? [1, 0, 0, 1, 0, 0]);
      case OPS.showText:
      case OPS.showSpacedText:
        return show(args[0]);
      case OPS.constructPath: {
        const paint = PAINTS.get(Number(args[0]));
        const [data] = Array.isArray(args[1]) ? args[1] : [];
        if (paint) rules.path(data, matrix, { ...paint, isWhite: text.isWhite, order: index });
        return;
      }
      default:
        if (IMAGES.has(operation))
          rules.path(UNIT_SQUARE, matrix, {
            stroked: false,
            filled: true,
            isWhite: false,
            order: index,
          });
    }
  });

  const { page, width, height } = sheet;
  const { horizontal, vertical } = rules;
  const runs = pen.finish();
  return {
    page,
    width,
    height,
    horizontal,
    vertical,
    runs,
    hiddenCharacters: pen.hiddenCharacters,
  };
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** Whether a colour, as pdf.js writes it, is white or nearly so. */
function isWhite(colour: unknown): boolean {
  return /^#(?:f[\da-f]){3}$/i.test(String(colour));
}

function glyphOf(item: unknown, font: FontFacts): Glyph | undefined {
  if (typeof item !== "object" || item === null || !("unicode" in item)) return undefined;
  const width = "width" in item ? Number(item.width) || 0 : 0;
  const own = "vmetric" in item ? parseNumbers(item.vmetric) : [];
  const [down = -1000, x = width / 2, y = 880] = own.length === 3 ? own : font.metrics;
  return {
    unicode: String(item.unicode),
    width,
    isSpace: "isSpace" in item && item.isSpace === true,
    vertical: font.vertical ? [down, own.length === 3 ? x : width / 2, y] : undefined,
  };
}

/** Thickest filled box that still counts as a ruling line, in points. */
const THICKEST = 3;
const SHORTEST = 2;

const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
const CLOSE = 4;

type Point = readonly [number, number];

/** How a path is painted, and when. */
interface Paint {
  readonly stroked: boolean;
  readonly filled: boolean;
  readonly isWhite: boolean;
  readonly order: number;
}

/** Collects the horizontal and vertical lines that paths and thin boxes draw. */
export class RulePen implements Rules {
  readonly horizontal: Rule[] = [];
  readonly vertical: Rule[] = [];

  constructor(private readonly areas: PaintedAreas) {}

  /** A stroked line between two points of the page. */
  line([x0, y0]: Point, [x1, y1]: Point): void {
    const width = Math.abs(x1 - x0);
    const height = Math.abs(y1 - y0);
    if (height <= 1 && width >= SHORTEST)
      this.horizontal.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    else if (width <= 1 && height >= SHORTEST)
      this.vertical.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
  }

  /** A filled box, which is a line when it is thin. */
  box(points: readonly Point[]): void {
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const width = right - left;
    const height = bottom - top;
    if (height <= THICKEST && width > THICKEST)
      this.horizontal.push({ at: (top + bottom) / 2, from: left, to: right });
    else if (width <= THICKEST && height > THICKEST)
      this.vertical.push({ at: (left + right) / 2, from: top, to: bottom });
  }

  /** A path as pdf.js encodes it, stroked or filled under a transformation. */
  path(data: unknown, matrix: Matrix, paint: Paint): void {
    for (const outline of parseOutlines(parseNumbers(data), matrix)) {
      if (paint.filled && outline.length >= 3 && outline.length <= 6) {
        this.box(outline);
        this.areas.add(outline, paint.isWhite, paint.order);
      }
      if (!paint.stroked) continue;
      outline.forEach((point, index) => {
        const before = outline[index - 1];
        if (before) this.line(before, point);
      });
    }
  }
}

/** Parses the straight outlines of a path; a curve starts a new outline. */
function parseOutlines(data: readonly number[], matrix: Matrix): Point[][] {
  const outlines: Point[][] = [];
  let current: Point[] = [];
  const start = (x: number, y: number): void => {
    current = [transformPoint(matrix, x, y)];
    outlines.push(current);
  };
  let index = 0;
  while (index < data.length) {
    const at = (offset: number): number => data[index + offset] ?? 0;
    const operation = data[index];
    if (operation === MOVE) {
      start(at(1), at(2));
      index += 3;
    } else if (operation === LINE) {
      current.push(transformPoint(matrix, at(1), at(2)));
      index += 3;
    } else if (operation === CURVE) {
      start(at(5), at(6));
      index += 7;
    } else if (operation === QUADRATIC) {
      start(at(3), at(4));
      index += 5;
    } else if (operation === CLOSE) {
      const first = current[0];
      if (first) current.push(first);
      index += 1;
    } else return outlines;
  }
  return outlines;
}
