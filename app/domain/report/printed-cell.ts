import { z } from "zod";
import { TABLE_CODES } from "../form/cells";

/**
 * What a printed cell holds. Only `number` has a value. Blank and slash count as 0 in arithmetic
 * and are shown as what they are; a cell that is not printed at all has no record.
 */
export const CELL_STATES = ["number", "blank", "slash", "dash", "note", "illegible"] as const;
export type CellState = (typeof CELL_STATES)[number];

/** Where in the document a cell stands; every count starts at 1. */
export const placeSchema = z.strictObject({
  /** Page of a document that has pages. */
  page: z.int().positive().optional(),
  /** Text line of a document without tables. */
  line: z.int().positive().optional(),
  /** Table of the document, counted from its start. */
  table: z.int().positive().optional(),
  row: z.int().positive().optional(),
  column: z.int().positive().optional(),
});
export type Place = z.infer<typeof placeSchema>;

/** One cell as a report prints it. */
export const printedCellSchema = z.strictObject({
  table: z.enum(TABLE_CODES),
  line: z.string(),
  column: z.string(),
  /** In the unit the form declares for the cell; null unless the state is `number`. */
  value: z.number().nullable(),
  state: z.enum(CELL_STATES),
  /** The text as printed, before any normalisation. */
  raw: z.string(),
  where: placeSchema,
  /** A unit printed in the cell or its header that differs from the form's. */
  unit: z.string().optional(),
  /** Words printed beside the figure, such as 其中修订16件. */
  note: z.string().optional(),
});
export type PrintedCell = z.infer<typeof printedCellSchema>;
