import { z } from "zod";
import { cellLocationSchema } from "./printed-cell";

/** A rectangle on a page, in points from the page's top left corner as a reader sees it. */
const placedBoxSchema = z.strictObject({
  /** From 1. */
  page: z.int().positive(),
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
});
export type PlacedBox = z.infer<typeof placedBoxSchema>;

const { table, row, column, line } = cellLocationSchema.shape;

/**
 * Where a paged document prints what was read of it. Table, row and column, or page and line, are those of a
 * {@link CellLocation}: a merged cell is named by its first row and column.
 */
export const pagePlacesSchema = z.strictObject({
  /** The size of each page in points, so that boxes can be drawn over a picture of any width. */
  pages: z.array(placedBoxSchema.pick({ page: true, width: true, height: true })),
  /** One box a cell, or one a page where a page break cuts it. */
  cells: z.array(
    z.strictObject({
      table: table.unwrap(),
      row: row.unwrap(),
      column: column.unwrap(),
      boxes: z.array(placedBoxSchema),
    }),
  ),
  lines: z.array(z.strictObject({ line: line.unwrap(), ...placedBoxSchema.shape })),
});
export type PagePlaces = z.infer<typeof pagePlacesSchema>;
