import type { Document, Grid } from "#etl/read/document";
import { placed, type InventedDocument, type InventedTable } from "./invented-document";

const compact = (text: string): string => text.replaceAll(/[\s\u00a0]|(?<=\d),(?=\d)/g, "");

/** Where the grids of a read document differ from the tables that were written: nothing when alike. */
export function differences(document: Document, sample: InventedDocument): string[] {
  const tables = sample.blocks.filter((block) => block.kind === "table");
  const grids = document.blocks.flatMap((block) => (block.kind === "table" ? [block.grid] : []));
  const statutory = grids.slice(-tables.length);
  if (statutory.length !== tables.length)
    return [`${grids.length} tables instead of ${tables.length}`];
  return tables.flatMap((table, index) => {
    const grid = statutory[index];
    return grid ? differencesOfGrid(grid, table).map((text) => `table ${index + 1}: ${text}`) : [];
  });
}

function differencesOfGrid(grid: Grid, table: InventedTable): string[] {
  if (grid.slots.length !== table.rows.length)
    return [`${grid.slots.length} rows instead of ${table.rows.length}`];
  return placed(table.rows).flatMap(({ cell, row, column }) => {
    const found = grid.slots[row]?.[column];
    const place = `row ${row + 1} column ${column + 1}`;
    if (!found) return [`${place}: no cell for ${cell.text}`];
    if (compact(found.text) !== compact(cell.text))
      return [`${place}: ${found.text} instead of ${cell.text}`];
    if (found.rowSpan !== cell.rowSpan || found.columnSpan !== cell.columnSpan)
      return [`${place}: spans ${found.rowSpan}×${found.columnSpan} at ${cell.text}`];
    return [];
  });
}
