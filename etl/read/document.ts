import type { Place } from "#domain/report/printed-cell";

/** A cell of a table as the document shows it, before anyone knows what it means. */
export interface GridCell {
  readonly text: string;
  readonly where: Place;
  /** Zero-based position and extent on the grid. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/**
 * A table of the document. `slots[row][column]` is the cell that covers the slot; a merged cell
 * covers several; a hole that no cell covers is undefined.
 */
export interface Grid {
  readonly slots: readonly (readonly (GridCell | undefined)[])[];
  readonly columns: number;
}

export type Block =
  | { readonly kind: "paragraph"; readonly text: string; readonly where: Place }
  | { readonly kind: "table"; readonly grid: Grid };

/** A document in reading order. Knows nothing of the statutory form. */
export interface Document {
  readonly file: string;
  readonly format: string;
  /** The title the file itself declares, if any. */
  readonly title: string | null;
  readonly blocks: readonly Block[];
  /** What the file states about itself by name, such as PubDate; left out where it states nothing. */
  readonly declared?: Readonly<Record<string, string>>;
}

/** A document that cannot be read; the message is a Chinese sentence that says why and what to do. */
export class UnreadableDocument extends Error {
  override readonly name = "UnreadableDocument";
}
