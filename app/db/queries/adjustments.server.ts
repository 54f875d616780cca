import { z } from "zod";
import { type Adjustment, ADJUSTMENTS } from "#domain/checks/adjustment";
import { TABLE_CODES } from "#domain/form/cells";
import { keysOf } from "#domain/records";
import { queryRows } from "../engine/rows.server";

const KINDS = keysOf(ADJUSTMENTS);

const adjustmentSchema: z.ZodType<Adjustment> = z.object({
  table: z.enum(TABLE_CODES),
  cell: z.string(),
  kind: z.enum(KINDS),
  printed: z.number().nullable(),
  used: z.number().nullable(),
});

/** The cells of a report that enter sums otherwise than they are printed. */
export async function fetchAdjustments(id: string): Promise<Adjustment[]> {
  return queryRows(
    `SELECT "table", cell, kind, printed, used FROM adjustments WHERE report_id = ? ORDER BY rowid`,
    [id],
    adjustmentSchema,
  );
}
