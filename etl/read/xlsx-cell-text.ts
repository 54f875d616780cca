import type ExcelJS from "exceljs";

/** Text of a cell whose formula has no stored result. */
const NO_RESULT = "（公式无结果）";

/** Formats a cell as the sheet shows it: numbers in their format, formulae as their stored result. */
export function formatCell(cell: ExcelJS.Cell): string {
  const { value } = cell;
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return formatNumber(value, cell.numFmt);
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if ("richText" in value) return value.richText.map((piece) => piece.text).join("");
  if ("error" in value) return value.error;
  if ("hyperlink" in value) return hyperlinkText(value.text);
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

/** The text of a hyperlink, which may be rich text although ExcelJS's type says string. */
function hyperlinkText(text: unknown): string {
  if (typeof text === "string") return text;
  if (typeof text !== "object" || text === null || !("richText" in text)) return "";
  const pieces: readonly unknown[] = Array.isArray(text.richText) ? text.richText : [];
  return pieces
    .map((piece) =>
      typeof piece === "object" && piece && "text" in piece ? String(piece.text) : "",
    )
    .join("");
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
