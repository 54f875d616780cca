import { z } from "zod";
import type { Flaws } from "#domain/checks/figure-mark";
import { reportRepairSchema } from "#domain/checks/report-repair";
import type { FilterValues } from "#domain/filters/filters";
import { conditionOf } from "./filter-sql";
import { rows } from "./rows.server";
import type { Parameter } from "./statement";

const flawsSchema: z.ZodType<Flaws> = z.object({
  report_id: z.string(),
  errors: z.int(),
  repairs: z.array(reportRepairSchema.pick({ table: true, ways: true })),
});

/** What the checks have against the figures of some reports, by id; nothing for those without errors. */
export async function flawsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Flaws>> {
  if (ids.length === 0) return new Map();
  return flawsAmong("list_contains(CAST(? AS VARCHAR[]), report_id)", [ids]);
}

/** The same of the reports that the filters select. */
export async function flawsIn(filters: FilterValues): Promise<ReadonlyMap<string, Flaws>> {
  const { sql, values } = conditionOf(filters);
  return flawsAmong(`report_id IN (SELECT id FROM figures WHERE ${sql})`, values);
}

async function flawsAmong(
  condition: string,
  values: readonly Parameter[],
): Promise<ReadonlyMap<string, Flaws>> {
  const found = await rows(
    `SELECT report_id, doubts AS errors, repairs FROM examinations WHERE doubts > 0 AND ${condition}`,
    values,
    flawsSchema,
  );
  return new Map(found.map((flaws) => [flaws.report_id, flaws]));
}
