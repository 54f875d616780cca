import {
  formatPercent,
  formatPercentagePoints,
  formatPlainCount,
  formatRelativeChange,
  formatSignedDigits,
  formatValue,
  NUMBER_FORMATS,
  printPointsChange,
} from "#domain/indicators/number-format";

/**
 * A column of a table. Declared once for the page, the CSV file and the sheet.
 *
 * A value of null is not known or cannot be calculated; it is shown as — with `why` as the reason,
 * and left empty in files.
 */
export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** What stands over it and its neighbours on a page, and its own head below; files take `header`. */
  readonly group?: { readonly name: string; readonly head: string };
  /** share: 0.46 is 46.0%; points: a difference of shares, 0.013 is +1.3个百分点 (fine_points +1.300个百分点); growth: 0.293 is +29.3%. */
  readonly format: ColumnFormat;
  readonly value: (row: Row) => string | number | null;
  /** The step from the figure towards the printed cell. */
  readonly href?: (row: Row) => string | undefined;
  readonly why?: (row: Row) => string | undefined;
  /** Set where checks of the figure's report fail; a page shows ◇ next to the figure. */
  readonly flag?: (row: Row) => ColumnFlag | null | undefined;
  /** What the header means, as its tooltip. */
  readonly hint?: string;
  /** Short text is never broken over lines; wide text has room, however narrow the screen. */
  readonly space?: "short" | "wide";
  /** Set where its figures are of other years than the table's, which its head names. */
  readonly ofOtherYears?: true;
  /** Draw the share as a bar behind the figure. */
  readonly bar?: true;
}

/** Why a figure is doubtful, and whether it may itself be another one. */
export interface ColumnFlag {
  readonly words: string;
  readonly moves: boolean;
}

/** A table that files and pages are made of. */
export interface NamedTable<Row> {
  readonly name: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  /** The year of all its figures, for the heads of files; left out where the rows or heads name years. */
  readonly year?: number;
}

export type ColumnFormat =
  | "text"
  | "count"
  | "decimal"
  | "excess"
  | "precise"
  | "probability"
  | "ratio"
  | "share"
  | "points"
  | "fine_points"
  | "growth";

interface ColumnFormatFacts {
  /** As a page writes it. */
  readonly words: (value: number) => string;
  /**
   * As an official document prints it, where that differs: without thousands separator
   * (GB/T 15835), and without the unit, which the header or the sentence names.
   */
  readonly plain?: (value: number) => string;
  /** As a sheet formats it. */
  readonly sheet: string;
  /** What a file says in the header of the bare number. */
  readonly unit?: string;
}

const typographic = (digits: string): string => digits.replace("-", "−");

const ONE_DECIMAL = new Intl.NumberFormat("zh-CN", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** A difference of shares as a bare number may be negative. */
const DIFFERENCE = "比率之差，0.01为1个百分点";

function formatSignedCases(value: number): string {
  const cases = Math.round(value);
  const sign = cases === 0 ? "" : cases > 0 ? "+" : "−";
  return `${sign}${formatValue(Math.abs(cases), "count")}`;
}

/** How each kind of column is written; the page, the file, the document and the sheet take it from here. */
export const COLUMN_FORMATS: Readonly<Record<ColumnFormat, ColumnFormatFacts>> = {
  text: { words: String, sheet: "@" },
  count: {
    words: (value) => typographic(formatValue(value, "count")),
    plain: (value) => typographic(formatPlainCount(value)),
    sheet: NUMBER_FORMATS.count.sheet,
  },
  decimal: {
    words: (value) => typographic(ONE_DECIMAL.format(value)),
    plain: (value) => typographic(value.toFixed(1)),
    sheet: "#,##0.0",
  },
  /** Cases above (+) or below (−) what is expected: whole cases, since no tenth of a case can be looked into. */
  excess: { words: formatSignedCases, sheet: "+#,##0.0;−#,##0.0;0" },
  probability: {
    words: (value) => (value < 0.001 ? "小于0.001" : value.toFixed(3)),
    sheet: "0.000000",
  },
  /** A statistic of which the small digits matter: a variance, a score. */
  precise: { words: (value) => typographic(value.toPrecision(3)), sheet: "0.000000" },
  /** One count over another that it is compared with, about 1. */
  ratio: { words: (value) => value.toFixed(2), sheet: "0.00" },
  share: {
    words: (value) => formatPercent(value),
    sheet: NUMBER_FORMATS.share.sheet,
    unit: "0至1",
  },
  points: {
    words: (value) => formatPercentagePoints(value),
    plain: (value) => formatSignedDigits(printPointsChange(value)),
    sheet: NUMBER_FORMATS.share.sheet,
    unit: DIFFERENCE,
  },
  /** Differences of shares that are parts of one, fine enough to be added up. */
  fine_points: {
    words: (value) => formatPercentagePoints(value, 3),
    plain: (value) => formatSignedDigits(printPointsChange(value, 3)),
    sheet: "0.000%",
    unit: DIFFERENCE,
  },
  /** A change relative to what was before. */
  growth: { words: formatRelativeChange, sheet: "+0.0%;−0.0%;0.0%", unit: "1为100%" },
};

/** How a sheet formats a value: a count that is none, as a sum of money, keeps its decimals. */
export function sheetFormatOf(value: string | number | null, format: ColumnFormat): string {
  const isWhole = typeof value !== "number" || Number.isInteger(value);
  return format === "count" && !isWhole ? "#,##0.0###" : COLUMN_FORMATS[format].sheet;
}

/** A value as a page writes it. */
export function formatValueOfColumnFormat(value: string | number, format: ColumnFormat): string {
  return typeof value === "string" ? value : COLUMN_FORMATS[format].words(value);
}
