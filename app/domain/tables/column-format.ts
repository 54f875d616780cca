import {
  formatted,
  FORMATS,
  percent,
  percentagePoints,
  relativeChange,
} from "../indicators/format";

export type ColumnFormat =
  "text" | "count" | "decimal" | "ratio" | "share" | "points" | "fine_points" | "growth";

interface ColumnFormatFacts {
  /** As a page writes it. */
  readonly words: (value: number) => string;
  /** As a sheet formats it. */
  readonly sheet: string;
  /** What a file says in the header of the bare number. */
  readonly unit?: string;
}

const typographic = (digits: string): string => digits.replace("-", "−");

/** A difference of shares as a bare number may be negative. */
const DIFFERENCE = "比率之差，0.01为1个百分点";

/** How each kind of column is written; the page, the file, the document and the sheet take it from here. */
export const COLUMN_FORMATS: Readonly<Record<ColumnFormat, ColumnFormatFacts>> = {
  text: { words: String, sheet: "@" },
  count: {
    words: (value) => typographic(formatted(value, "count")),
    sheet: FORMATS.count.sheet,
  },
  decimal: { words: (value) => typographic(value.toFixed(1)), sheet: "#,##0.0" },
  /** One count over another that it is compared with, about 1. */
  ratio: { words: (value) => value.toFixed(2), sheet: "0.00" },
  share: { words: (value) => percent(value), sheet: FORMATS.share.sheet, unit: "0至1" },
  points: {
    words: (value) => percentagePoints(value),
    sheet: FORMATS.share.sheet,
    unit: DIFFERENCE,
  },
  /** Differences of shares that are parts of one, fine enough to be added up. */
  fine_points: {
    words: (value) => percentagePoints(value, 3),
    sheet: "0.000%",
    unit: DIFFERENCE,
  },
  /** A change relative to what was before. */
  growth: { words: relativeChange, sheet: "+0.0%;−0.0%;0.0%", unit: "1为100%" },
};

/** A value as a page writes it. */
export function written(value: string | number, format: ColumnFormat): string {
  return typeof value === "string" ? value : COLUMN_FORMATS[format].words(value);
}
