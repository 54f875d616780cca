import { z } from "zod";
import type { Relabelling } from "#domain/comparison/change";
import type { FilterValues } from "#domain/filters/filters";
import { BODY_CODE } from "./body-sql";
import { conditionOf } from "./filter-sql";
import { rows } from "./rows.server";

const schema: z.ZodType<Relabelling> = z.object({
  code: z.string(),
  report_id: z.string(),
  year: z.int(),
  cells: z.array(z.string()),
});

/**
 * The reports after the base year, up to the chosen one, whose outcomes seem to have moved from one
 * line to another (Y-LABEL, unless accepted), of the bodies that the filters select.
 */
export async function relabellings(filters: FilterValues): Promise<Relabelling[]> {
  const condition = conditionOf(filters, ["year"]);
  return rows(
    `SELECT ${BODY_CODE} AS code, id AS report_id, year, cells
     FROM findings JOIN figures ON figures.id = report_id
     WHERE ${condition.sql} AND year > ? AND year <= ?
       AND check_id = 'Y-LABEL' AND acceptance IS DISTINCT FROM 'accepted'
     ORDER BY year, code`,
    [...condition.values, filters.base, filters.year],
    schema,
  );
}
