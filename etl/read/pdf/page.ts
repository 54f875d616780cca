import { OPS } from "./pdfjs";
import { concat, type Matrix, numbersOf, toMatrix } from "./matrix";
import type { PageMarks } from "./marks";
import { RulePen } from "./rule-pen";
import { type Glyph, INITIAL_TEXT, TextPen, type TextState } from "./text-pen";

/** The part of a page's operator list that pdf.js promises. */
export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** What pdf.js knows of a font that its characters do not say themselves. */
export interface FontFacts {
  readonly unit: number;
  readonly vertical: boolean;
  readonly metrics: readonly number[];
}

interface Sheet {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  /** From PDF space to points from the top left corner. */
  readonly transform: Matrix;
  readonly fontOf: (name: string) => FontFacts;
}

interface Saved {
  readonly matrix: Matrix;
  readonly text: TextState;
}

const INVISIBLE = 3;

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

/** Walks the operators of a page and notes where text is set and lines are drawn. */
export function marksOf(operators: Operators, sheet: Sheet): PageMarks {
  const rules = new RulePen();
  const pen = new TextPen();
  const stack: Saved[] = [];
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
    const [first = 0, second = 0] = numbersOf(args);
    switch (operation) {
      case OPS.save:
        return save();
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
      case OPS.endAnnotation:
        return restore();
      case OPS.transform:
        matrix = concat(matrix, toMatrix(args) ?? [1, 0, 0, 1, 0, 0]);
        return;
      case OPS.paintFormXObjectBegin:
        save();
        matrix = concat(matrix, toMatrix(args[0]) ?? [1, 0, 0, 1, 0, 0]);
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
        text = { ...text, unseen: first === INVISIBLE };
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
        return pen.setMatrix(toMatrix(args[0]) ?? toMatrix(args) ?? [1, 0, 0, 1, 0, 0]);
      case OPS.showText:
      case OPS.showSpacedText:
        return show(args[0]);
      case OPS.constructPath: {
        const paint = PAINTS.get(Number(args[0]));
        const [data] = Array.isArray(args[1]) ? args[1] : [];
        if (paint) rules.path(data, matrix, paint);
        return;
      }
      default:
        if (IMAGES.has(operation))
          rules.path(UNIT_SQUARE, matrix, { stroked: false, filled: true });
    }
  });

  const { page, width, height } = sheet;
  const { horizontal, vertical } = rules;
  const runs = pen.finish();
  return { page, width, height, horizontal, vertical, runs, unseen: pen.unseen };
}

function glyphOf(item: unknown, font: FontFacts): Glyph | undefined {
  if (typeof item !== "object" || item === null || !("unicode" in item)) return undefined;
  const width = "width" in item ? Number(item.width) || 0 : 0;
  const own = "vmetric" in item ? numbersOf(item.vmetric) : [];
  const [down = -1000, x = width / 2, y = 880] = own.length === 3 ? own : font.metrics;
  return {
    unicode: String(item.unicode),
    width,
    isSpace: "isSpace" in item && item.isSpace === true,
    vertical: font.vertical ? [down, own.length === 3 ? x : width / 2, y] : undefined,
  };
}
