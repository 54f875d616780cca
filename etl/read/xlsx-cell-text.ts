import type ExcelJS from "exceljs";
import { type Mark, type MarkedText, type Run, toMarkedText } from "./marked-text";

/** Text of a cell whose formula has no stored result. */
const NO_RESULT = "（公式无结果）";

/** The text of a cell as the sheet shows it, with the marks of its fonts. */
export function readCell(cell: ExcelJS.Cell): MarkedText {
  const { value, font, fill } = cell;
  const isOnGround =
    fill?.type === "gradient" || (fill?.type === "pattern" && fill.pattern !== "none");
  const pieces = richTextOf(value);
  if (pieces)
    return toMarkedText(
      pieces.map(({ text, font: own = font }) => withMark(text, markOf(own, isOnGround))),
    );
  const text = formatCell(cell);
  const mark = isHiddenBy(cell.numFmt) ? "hidden" : markOf(font, isOnGround);
  return mark && text.trim() !== "" ? toMarkedText([{ text, mark }]) : { text };
}

function withMark(text: string, mark: Mark | undefined): Run {
  return mark ? { text, mark } : { text };
}

function markOf(font: Partial<ExcelJS.Font> | undefined, isOnGround: boolean): Mark | undefined {
  if (!font) return undefined;
  if (font.strike) return "struck";
  if (!isOnGround && isWhite(font.color)) return "faint";
  if (font.vertAlign === "superscript") return "raised";
  return font.vertAlign === "subscript" ? "lowered" : undefined;
}

/** Whether a colour is white: by its value, as the first colour of the theme, or by number. */
function isWhite(colour: (Partial<ExcelJS.Color> & { indexed?: number }) | undefined): boolean {
  if (!colour) return false;
  if (colour.argb !== undefined) return /^(?:[\da-f]{2})?f{6}$/i.test(colour.argb);
  return colour.theme === 0 || colour.indexed === 1 || colour.indexed === 9;
}

/** Whether a number format such as ;;; shows nothing. */
function isHiddenBy(format: string | undefined): boolean {
  return format !== undefined && /^[;\s]+$/.test(format);
}

interface RichPiece {
  readonly text: string;
  readonly font?: Partial<ExcelJS.Font>;
}

/** The pieces of rich text, that of a hyperlink included, although ExcelJS's type says string. */
function richTextOf(value: unknown): readonly RichPiece[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("richText" in value && Array.isArray(value.richText)) return value.richText;
  return "hyperlink" in value && "text" in value ? richTextOf(value.text) : undefined;
}

/** Formats a cell as the sheet shows it: numbers in their format, formulae as their stored result. */
function formatCell(cell: ExcelJS.Cell): string {
  const { value } = cell;
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return formatNumber(value, cell.numFmt);
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if ("error" in value) return value.error;
  if ("hyperlink" in value) return typeof value.text === "string" ? value.text : "";
  if ("formula" in value || "sharedFormula" in value) {
    const { result } = value;
    if (result === undefined || result === null) return NO_RESULT;
    if (typeof result === "number") return formatNumber(result, cell.numFmt);
    if (typeof result === "object" && "error" in result) return result.error;
    if (result instanceof Date) return result.toISOString().slice(0, 10);
    return String(result);
  }
  return "";
}

/** Formats a number in the formats that reports use; with any other format, as a plain decimal. */
export function formatNumber(value: number, format: string | undefined): string {
  const [positive = "", negative] = (format ?? "General").split(";");
  const pattern = value < 0 && negative !== undefined ? negative : positive;
  const parsed = /^([^0#?]*?)(#,##)?(?:[0#?]*[0#?])(?:\.([0#?]+))?(%)?([^0#?]*)$/.exec(
    stripFormat(pattern),
  );
  if (!parsed) return formatPlainNumber(value);
  const [, , grouping, decimals = "", percent] = parsed;
  const shown = percent ? value * 100 : value;
  const least = decimals.replaceAll(/[^0]/g, "").length;
  const text = new Intl.NumberFormat("en-US", {
    useGrouping: grouping !== undefined,
    minimumFractionDigits: least,
    maximumFractionDigits: Math.max(least, decimals.length),
  }).format(shown);
  return percent ? `${text}%` : text;
}

/** Removes colours, conditions, quoted words, padding and alignment from a number format. */
function stripFormat(pattern: string): string {
  return pattern
    .replaceAll(/\[[^\]]*\]/g, "")
    .replaceAll(/"[^"]*"/g, "")
    .replaceAll(/\\./g, "")
    .replaceAll(/[_*]./g, "")
    .trim();
}

/** The shortest decimal form, without an exponent. */
function formatPlainNumber(value: number): string {
  const text = String(value);
  return /e/i.test(text)
    ? new Intl.NumberFormat("en-US", { useGrouping: false, maximumFractionDigits: 20 }).format(
        value,
      )
    : text;
}
