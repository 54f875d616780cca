import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Matrix, parseNumbers, type Rule, type TextRun, transformPoint } from "./geometry";

/** What a person added over a page: values of form fields, typed text, lines through text. */
interface FilledIn {
  readonly runs: readonly TextRun[];
  readonly strikes: readonly Rule[];
}

const HIDDEN = 2;
const NOT_VIEWED = 32;
/** Type size of what is filled in; its true size matters to nobody. */
const SIZE = 10;

/** Reads the annotations of a page that show text or strike it out. */
export async function readFilledIn(page: PDFPageProxy, transform: Matrix): Promise<FilledIn> {
  const annotations: readonly unknown[] = await page.getAnnotations({ intent: "display" });
  const runs: TextRun[] = [];
  const strikes: Rule[] = [];
  for (const annotation of annotations) {
    if (typeof annotation !== "object" || annotation === null) continue;
    const subtype = "subtype" in annotation ? annotation.subtype : undefined;
    const flags = "annotationFlags" in annotation ? Number(annotation.annotationFlags) : 0;
    const isHidden = (flags & (HIDDEN | NOT_VIEWED)) !== 0;
    if (subtype === "StrikeOut" && !isHidden && "quadPoints" in annotation)
      strikes.push(...strikesOf(parseNumbers(annotation.quadPoints), transform));
    const text = shownText(annotation);
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] =
      "rect" in annotation ? parseNumbers(annotation.rect) : [];
    if (text.trim() === "" || x0 === x1) continue;
    const mark = isHidden ? "hidden" : subtype === "FreeText" ? "faint" : undefined;
    const lines = text.trim().split(/\r\n?|\n/);
    lines.forEach((line, index) => {
      const share = (index + 0.5) / lines.length;
      const [x, y] = transformPoint(
        transform,
        (x0 + x1) / 2,
        Math.max(y0, y1) - share * Math.abs(y1 - y0),
      );
      const length = Math.min(Math.abs(x1 - x0), line.length * SIZE);
      runs.push({
        text: line,
        x,
        y,
        length,
        size: SIZE,
        turn: 0,
        starts: [],
        ...(mark ? { mark } : {}),
      });
    });
  }
  return { runs, strikes };
}

/** The value of a text field, the chosen option of a list, or text typed onto the page. */
function shownText(annotation: object): string {
  if ("subtype" in annotation && annotation.subtype === "FreeText")
    return "contentsObj" in annotation ? textOf(annotation.contentsObj) : "";
  const type = "fieldType" in annotation ? annotation.fieldType : undefined;
  const value = "fieldValue" in annotation ? annotation.fieldValue : undefined;
  if (type === "Tx") return typeof value === "string" ? value : "";
  if (type !== "Ch") return "";
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  const options =
    "options" in annotation && Array.isArray(annotation.options) ? annotation.options : [];
  return chosen
    .filter((item) => typeof item === "string")
    .map((item) => displayOf(item, options))
    .join(" ");
}

function textOf(contents: unknown): string {
  return typeof contents === "object" && contents !== null && "str" in contents
    ? String(contents.str)
    : "";
}

function displayOf(value: string, options: readonly unknown[]): string {
  for (const option of options)
    if (
      typeof option === "object" &&
      option !== null &&
      "exportValue" in option &&
      "displayValue" in option
    )
      if (option.exportValue === value) return String(option.displayValue);
  return value;
}

/** The lines that an annotation draws through text: half-way up each of its quadrilaterals. */
function strikesOf(points: readonly number[], transform: Matrix): Rule[] {
  const rules: Rule[] = [];
  for (let at = 0; at + 8 <= points.length; at += 8) {
    const corners = [0, 2, 4, 6].map((index) =>
      transformPoint(transform, points[at + index] ?? 0, points[at + index + 1] ?? 0),
    );
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    rules.push({
      at: (Math.min(...ys) + Math.max(...ys)) / 2,
      from: Math.min(...xs),
      to: Math.max(...xs),
    });
  }
  return rules;
}
