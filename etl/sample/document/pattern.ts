import type { Box, TableLayout } from "./layout";

/** A table ready for its figures: words, and names of cells where figures go. */
export type Pattern = readonly (string | { readonly figure: string })[];

/** A slot of the grid: the box that covers it, and whether it is the box's first slot. */
interface Slot {
  readonly box: Box;
  readonly first: boolean;
  /** Whether it is the leftmost slot of its row that the box covers. */
  readonly leftmost: boolean;
}

/** The grid that the boxes of a layout cover. */
export function slotsOf(layout: TableLayout): readonly (readonly Slot[])[] {
  const grid: Slot[][] = layout.map(() => []);
  layout.forEach((boxes, r) => {
    let column = 0;
    for (const box of boxes) {
      while (grid[r]?.[column]) column++;
      for (let down = 0; down < box.rows; down++)
        for (let across = 0; across < box.columns; across++) {
          const row = grid[r + down];
          if (row)
            row[column + across] = { box, first: down + across === 0, leftmost: across === 0 };
        }
    }
  });
  return grid;
}

/** Words around the content of a box. */
export interface Frame {
  readonly open: string;
  readonly close: string;
}

/** How a skin draws a table. */
export interface TableSkin {
  readonly table: Frame;
  readonly row: Frame;
  readonly box: (box: Box) => Frame;
  readonly label: (box: Box) => string;
  /** Draws every slot, with nothing in those that merging would hide. */
  readonly unmerged?: boolean;
}

/** The pattern of a table: drawn once a skin and edition, filled once a report. */
export function patternOf(layout: TableLayout, skin: TableSkin): Pattern {
  const parts: (string | { figure: string })[] = [skin.table.open];
  const add = (box: Box, hidden: boolean): void => {
    const drawn = skin.unmerged ? { ...box, rows: 1, columns: 1 } : box;
    const { open, close } = skin.box(drawn);
    const content = hidden ? "" : box.figure ? { figure: box.figure } : skin.label(box);
    parts.push(open, content, close);
  };
  const rows = skin.unmerged ? slotsOf(layout) : layout.map((row) => row.map(asFirst));
  for (const row of rows) {
    parts.push(skin.row.open);
    for (const { box, first } of row) add(box, !first);
    parts.push(skin.row.close);
  }
  parts.push(skin.table.close);
  return joined(parts);
}

const asFirst = (box: Box): Slot => ({ box, first: true, leftmost: true });

/** The same pattern with neighbouring words run together. */
export function joined(parts: Pattern): Pattern {
  const short: (string | { readonly figure: string })[] = [];
  for (const part of parts) {
    const last = short.at(-1);
    if (typeof part === "string" && typeof last === "string") short[short.length - 1] = last + part;
    else short.push(part);
  }
  return short;
}

/** The table with figures in it. */
export function filled(pattern: Pattern, textOf: (figure: string) => string): string {
  let text = "";
  for (const part of pattern) text += typeof part === "string" ? part : textOf(part.figure);
  return text;
}
