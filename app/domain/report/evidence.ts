import { z } from "zod";
import { cellNamed } from "../form/cells";
import { placeSchema, printedCellSchema, type Place, type PrintedCell } from "./printed-cell";

/** A database says null where a place leaves a part out. */
const storedPlaceSchema = z
  .object({
    page: z.int().nullable(),
    line: z.int().nullable(),
    table: z.int().nullable(),
    row: z.int().nullable(),
    column: z.int().nullable(),
  })
  .transform((stored): Place =>
    placeSchema.parse(
      Object.fromEntries(Object.entries(stored).filter(([, part]) => part !== null)),
    ),
  );

/** A cell of `evidence`: what the document prints under the name that the form gives the cell. */
export const storedCellSchema = z
  .object({
    ...printedCellSchema.pick({ value: true, state: true, raw: true }).shape,
    cell: z.string(),
    where: storedPlaceSchema,
    unit: z.string().nullable(),
    note: z.string().nullable(),
  })
  .transform(({ unit, note, ...stored }, context): StoredCell => {
    const cell = cellNamed(stored.cell);
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
