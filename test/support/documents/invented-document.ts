import type { Run } from "#etl/read/marked-text";

/** A cell of a table that is to be written. */
export interface InventedCell {
  readonly text: string;
  /** What is written instead of the text: stretches of other looks. */
  readonly runs?: readonly Run[];
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** The cell of the form whose figure it prints. */
  readonly prints?: string;
  /** Part of the header rows. */
  readonly heads?: true;
}

export type InventedRow = readonly InventedCell[];

interface InventedText {
  readonly kind: "title" | "heading" | "paragraph";
  readonly text: string;
}

export interface InventedTable {
  readonly kind: "table";
  readonly rows: readonly InventedRow[];
  /** Widths of the columns against each other. */
  readonly weights: readonly number[];
}

export type InventedBlock = InventedText | InventedTable;

/** A document that is to be written in some format. */
export interface InventedDocument {
  readonly title: string;
  readonly blocks: readonly InventedBlock[];
}

/** Each row's cells with the column where they begin, as a browser would lay them out. */
export function placed(
  rows: readonly InventedRow[],
): { cell: InventedCell; row: number; column: number }[] {
  const covered = new Set<string>();
  return rows.flatMap((cells, row) => {
    let column = 0;
    return cells.map((cell) => {
      while (covered.has(`${row},${column}`)) column += 1;
      const place = { cell, row, column };
      for (let below = row; below < row + cell.rowSpan; below += 1)
        for (let right = column; right < column + cell.columnSpan; right += 1)
          covered.add(`${below},${right}`);
      column += cell.columnSpan;
      return place;
    });
  });
}

/** The stretches of a cell, all of one look where it has no others. */
export function runsOf({ text, runs }: InventedCell): readonly Run[] {
  return runs ?? [{ text }];
}
