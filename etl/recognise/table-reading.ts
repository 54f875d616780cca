import { type Table, wordingIn } from "#domain/form/table";
import type { CellLocation } from "#domain/report/printed-cell";
import type { ReadIssue } from "#domain/report/read-report";

/** A figure as it stands under a column of the form, before its text is read. */
export interface FigureReading {
  readonly column: string;
  readonly text: string;
  readonly where: CellLocation;
  /** A unit that the header prints. */
  readonly unit?: string;
}

/** One line of a statutory table as a document prints it. */
export interface RowReading {
  /** Code of the line; null where the label is none of the form's. */
  readonly line: string | null;
  /** The label as printed. */
  readonly label: string;
  readonly where: CellLocation;
  /** Codes of the columns that the header names, in printed order; null without a readable header. */
  readonly columns: readonly string[] | null;
  /** Null where it cannot be told which figure belongs to which column. */
  readonly figures: readonly FigureReading[] | null;
}

/** What was found of one statutory table. */
export interface TableReading {
  readonly rows: readonly RowReading[];
  readonly problems: readonly ReadIssue[];
}

/** A label as messages quote it: on one line, and not too long. */
export function quoteLabel(text: string): string {
  const tight = text.replace(/\s+/g, "");
  return `“${tight.length > 24 ? `${tight.slice(0, 24)}…` : tight}”`;
}

/** How messages name a table: 表三“收到和处理政府信息公开申请情况”. */
export function tableName(table: Table): string {
  return `表${table.numeral}“${table.title}”`;
}

/** How messages name a line: 1.属于国家秘密. */
export function lineName(table: Table, code: string): string {
  const line = table.lines.find((candidate) => candidate.code === code);
  return line ? `${line.numeral ?? ""}${wordingIn(line.label, 2021)}` : code;
}
