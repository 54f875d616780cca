import type { CellLocation } from "#domain/report/printed-cell";
import { LIMITS } from "./limits";
import type { MarkedText } from "./marked-text";

/** A cell of a table as the document shows it. */
export interface GridCell extends MarkedText {
  readonly location: CellLocation;
  /** Zero-based position and extent on the grid. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/**
 * A table of the document. `slots[row][column]` is the cell that covers the slot. A merged cell covers
 * several slots; a slot that no cell covers is undefined.
 */
export interface Grid {
  readonly slots: readonly (readonly (GridCell | undefined)[])[];
  readonly columns: number;
}

/** What a paragraph is in its page: a heading, or nothing but links, or part of a menu beside the text. */
export type ParagraphRole = "heading" | "link" | "navigation";

export type Block =
  | {
      readonly kind: "paragraph";
      readonly text: string;
      readonly location: CellLocation;
      /** Left out for plain text, and where the format does not tell. */
      readonly role?: ParagraphRole;
    }
  | { readonly kind: "table"; readonly grid: Grid };

/** A document in reading order. Knows nothing of the statutory form. */
export interface Document {
  readonly file: string;
  readonly format: string;
  /** The title the file itself declares, if any. */
  readonly title: string | null;
  readonly blocks: readonly Block[];
  /** The text was recognised in pictures, where any character may be another. */
  readonly isRecognised?: true;
  /** Places that the file hides and that were left out: 工作表“旧”; left out where the format tells of none. */
  readonly hidden?: readonly string[];
  /** Metadata by name, such as PubDate; left out where the file has none. */
  readonly declared?: Readonly<Record<string, string>>;
}

/** A document that cannot be read; the message is a Chinese sentence that says why and what to do. */
export class UnreadableDocument extends Error {
  override readonly name = "UnreadableDocument";
}

/** A cell of a row before it has a column: spans of the rows above may push it to the right. */
export interface SpannedCell extends MarkedText {
  readonly rowSpan?: number;
  readonly columnSpan?: number;
}

/** Limits a declared span; anything but a positive whole number counts as 1. */
function clampSpan(declared: number, most: number): number {
  return Number.isInteger(declared) && declared > 0 ? Math.min(declared, most) : 1;
}

/**
 * Lays rows of spanned cells on a grid as a browser does. A span that reaches below the last row is
 * cut there; slots that no cell covers stay undefined.
 *
 * @param locationOf makes the location of a cell from its zero-based row and column
 * @throws UnreadableDocument when the grid has more than {@link LIMITS.gridCells} slots
 */
export function layOutGrid(
  rows: readonly (readonly SpannedCell[])[],
  locationOf: (row: number, column: number) => CellLocation,
): Grid {
  const slots: (GridCell | undefined)[][] = rows.map(() => []);
  let columns = 0;
  let filled = 0;
  rows.forEach((cells, row) => {
    let column = 0;
    for (const spanned of cells) {
      while (slots[row]?.[column]) column += 1;
      const most = rows.length - row;
      const rowSpan = Math.min(clampSpan(spanned.rowSpan ?? 1, LIMITS.rowSpan), most);
      const columnSpan = clampSpan(spanned.columnSpan ?? 1, LIMITS.columnSpan);
      filled += rowSpan * columnSpan;
      if (filled > LIMITS.gridCells)
        throw new UnreadableDocument(
          `文档中有一张表超过${LIMITS.gridCells}个单元格，未读取；请删去无关的大表后重新提供`,
        );
      const location = locationOf(row, column);
      const { text, runs } = spanned;
      const place = { location, row, column, rowSpan, columnSpan };
      const cell: GridCell = runs ? { text, runs, ...place } : { text, ...place };
      for (let below = row; below < row + rowSpan; below += 1)
        for (let right = column; right < column + columnSpan; right += 1) {
          const line = slots[below];
          if (line && !line[right]) line[right] = cell;
        }
      column += columnSpan;
      columns = Math.max(columns, column);
    }
  });
  if (columns * rows.length > LIMITS.gridCells)
    throw new UnreadableDocument(
      `文档中有一张表超过${LIMITS.gridCells}个单元格，未读取；请删去无关的大表后重新提供`,
    );
  return {
    slots: slots.map((line) => Array.from({ length: columns }, (_, c) => line[c])),
    columns,
  };
}
