import { z } from "zod";
import { cellByName, TABLE_CODES } from "../form/cells";

/**
 * What a printed cell holds. Only `number` has a value. Blank and slash count as 0 in arithmetic
 * and are shown as what they are; a cell that is not printed at all has no record.
 */
export const CELL_STATES = ["number", "blank", "slash", "dash", "note", "illegible"] as const;
export type CellState = (typeof CELL_STATES)[number];

/** Where in the document a cell stands; every count starts at 1. */
export const cellLocationSchema = z.strictObject({
  /** Page of a document that has pages. */
  page: z.int().positive().optional(),
  /** Text line of a document without tables. */
  line: z.int().positive().optional(),
  /** Table of the document, counted from its start. */
  table: z.int().positive().optional(),
  row: z.int().positive().optional(),
  column: z.int().positive().optional(),
});
export type CellLocation = z.infer<typeof cellLocationSchema>;

/** One cell as a report prints it. */
export const printedCellSchema = z.strictObject({
  table: z.enum(TABLE_CODES),
  line: z.string(),
  column: z.string(),
  /** In the unit the form declares for the cell; null unless the state is `number`. */
  value: z.number().nullable(),
  state: z.enum(CELL_STATES),
  /** The text as printed, before any normalisation; marks are spelled out: 〔划去：19876〕20517¹. */
  raw: z.string(),
  where: cellLocationSchema,
  /** A unit printed in the cell or its header that differs from the form's. */
  unit: z.string().optional(),
  /** Words printed beside the figure, such as 其中修订16件, and what its cell shows besides, such as an old figure struck out. */
  note: z.string().optional(),
});
export type PrintedCell = z.infer<typeof printedCellSchema>;

/** A database says null where a place leaves a part out. */
const storedLocationSchema = z
  .object({
    page: z.int().nullable(),
    line: z.int().nullable(),
    table: z.int().nullable(),
    row: z.int().nullable(),
    column: z.int().nullable(),
  })
  .transform((stored): CellLocation =>
    cellLocationSchema.parse(
      Object.fromEntries(Object.entries(stored).filter(([, part]) => part !== null)),
    ),
  );

/** A cell of `evidence`: what the document prints under the name that the form gives the cell. */
const storedCellSchema = z
  .object({
    ...printedCellSchema.pick({ value: true, state: true, raw: true }).shape,
    cell: z.string(),
    where: storedLocationSchema,
    unit: z.string().nullable(),
    note: z.string().nullable(),
  })
  .transform(({ unit, note, ...stored }, context): StoredCell => {
    const cell = cellByName(stored.cell);
    if (!cell) {
      context.addIssue(`the form has no cell ${stored.cell}`);
      return z.NEVER;
    }
    const { table, line, column } = cell;
    return {
      table,
      line,
      column,
      ...stored,
      ...(unit === null ? {} : { unit }),
      ...(note === null ? {} : { note }),
    };
  });

export interface StoredCell extends PrintedCell {
  readonly cell: string;
}

/**
 * A row of `evidence`: every printed cell of a report, those of incomplete tables included, and the
 * sentences before section 一.
 */
export const evidenceRowSchema = z.object({
  report_id: z.string(),
  cells: z.array(storedCellSchema),
  preface: z.string().nullable(),
});
export type Evidence = z.infer<typeof evidenceRowSchema>;
