import type { ColumnFormat } from "./column-format";

/**
 * A column of a table. Declared once for the page, the CSV file and the sheet.
 *
 * A value of null is not known or cannot be calculated; it is shown as — with `why` as the reason,
 * and left empty in files.
 */
export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** share: 0.46 is 46.0%; points: a difference of shares, 0.013 is +1.3个百分点 (fine_points +1.300个百分点); growth: 0.293 is +29.3%. */
  readonly format: ColumnFormat;
  readonly value: (row: Row) => string | number | null;
  /** The step from the figure towards the printed cell. */
  readonly href?: (row: Row) => string | undefined;
  readonly why?: (row: Row) => string | undefined;
  /** Set where checks of the figure's report fail: shown beside it on a page. */
  readonly mark?: (row: Row) => Doubtful | null | undefined;
  /** What the header means, for those who ask. */
  readonly hint?: string;
  /** Short text is never broken over lines; wide text has room, however narrow the screen. */
  readonly space?: "short" | "wide";
  /** Draw the share as a bar behind the figure. */
  readonly bar?: true;
}

/** Why a figure is doubtful, and whether it may itself be another one. */
export interface Doubtful {
  readonly words: string;
  readonly moves: boolean;
}

/** A table that files and pages are made of. */
export interface NamedTable<Row> {
  readonly name: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
}
