import type { Place } from "#domain/report/printed-cell";
import type { Problem } from "#domain/report/read-report";

/** A figure as it stands under a column of the form, before its text is read. */
export interface FigureReading {
  readonly column: string;
  readonly text: string;
  readonly where: Place;
  /** A unit that the header prints. */
  readonly unit?: string;
}

/** One line of a statutory table as a document prints it. */
export interface RowReading {
  /** Code of the line; null where the label is none of the form's. */
  readonly line: string | null;
  /** The label as printed. */
  readonly label: string;
  readonly where: Place;
  /** Codes of the columns that the header names, in printed order; null without a readable header. */
  readonly columns: readonly string[] | null;
  /** Null where it cannot be told which figure belongs to which column. */
  readonly figures: readonly FigureReading[] | null;
}

/** What was found of one statutory table. */
export interface TableReading {
  readonly rows: readonly RowReading[];
  readonly problems: readonly Problem[];
}

/** A label as messages quote it: on one line, and not too long. */
export function quoted(text: string): string {
  const tight = text.replace(/\s+/g, "");
  return `“${tight.length > 24 ? `${tight.slice(0, 24)}…` : tight}”`;
}
