import type { CellLocation } from "#domain/report/printed-cell";
import type { ReadIssue } from "#domain/report/read-issue";
import type { MarkedText } from "../read/marked-text";

/** A figure under a column of the form, before its text is read. */
export interface FigureReading extends MarkedText {
  readonly column: string;
  readonly location: CellLocation;
  /** A unit that the header prints. */
  readonly unit?: string;
}

/** One line of a statutory table as a document prints it. */
export interface RowReading {
  /** Code of the line; null where the label is not of the form. */
  readonly line: string | null;
  /** The label as printed. */
  readonly label: string;
  readonly location: CellLocation;
  /** Codes of the columns that the header names, in printed order; null without a readable header. */
  readonly columns: readonly string[] | null;
  /** Null where it is unclear which figure belongs to which column. */
  readonly figures: readonly FigureReading[] | null;
}

/** The rows of one statutory table, and the issues of reading them. */
export interface TableReading {
  readonly rows: readonly RowReading[];
  readonly issues: readonly ReadIssue[];
}
