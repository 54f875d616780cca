import { z } from "zod";
import type { Flaws } from "#domain/checks/figure-mark";
import { reportRepairSchema } from "#domain/checks/report-repair";
import type { FilterValues } from "#domain/filters/filters";
import type { DivisionYear } from "#domain/tables/division-year";
import { conditionOf } from "./filter-sql";
import { rows } from "./rows.server";
import type { Parameter } from "./statement";

const flawsSchema: z.ZodType<Flaws> = z.object({
  report_id: z.string(),
  errors: z.int(),
  repairs: z.array(reportRepairSchema.pick({ table: true, ways: true })),
});

/** A finding that makes the figures of its report doubtful: an error in cells that nobody accepted. */
export const DOUBTS_FIGURES =
  "severity = 'E' AND len(cells) > 0 AND acceptance IS DISTINCT FROM 'accepted'";

/**
 * What the checks have against the figures of some reports, by id; nothing for those without errors.
 * Repairs are of what is printed: a report whose figures were corrected has none.
 */
export async function flawsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Flaws>> {
  if (ids.length === 0) return new Map();
  return flawsAmong("SELECT unnest(CAST(? AS VARCHAR[])) AS report_id", [ids]);
}

/** The same of the reports that the filters select. */
export async function flawsIn(filters: FilterValues): Promise<ReadonlyMap<string, Flaws>> {
  const condition = conditionOf(filters);
  return flawsAmong(`SELECT id AS report_id FROM figures WHERE ${condition.sql}`, condition.values);
}

async function flawsAmong(
  reports: string,
  values: readonly Parameter[],
): Promise<ReadonlyMap<string, Flaws>> {
  const found = await rows(
    `WITH flawed AS (
       SELECT report_id, count(*) AS errors FROM findings
       WHERE report_id IN (${reports}) AND ${DOUBTS_FIGURES} GROUP BY report_id
     ), repaired AS (
       SELECT report_id, list({'table': "table", 'ways': ways}) AS repairs FROM repairs
       WHERE report_id IN (SELECT report_id FROM flawed)
         AND report_id NOT IN (SELECT report_id FROM corrections WHERE accepted)
       GROUP BY report_id
     )
     SELECT report_id, CAST(errors AS INTEGER) AS errors, coalesce(repairs, []) AS repairs
     FROM flawed LEFT JOIN repaired USING (report_id)`,
    values,
    flawsSchema,
  );
  return new Map(found.map((flaws) => [flaws.report_id, flaws]));
}

/** Reports with what the checks have against each. */
export async function withFlaws(reports: readonly DivisionYear[]): Promise<DivisionYear[]> {
  const flaws = await flawsOf(reports.map((report) => report.report_id));
  return reports.map((report) => {
    const against = flaws.get(report.report_id);
    return against ? { ...report, flaws: against } : report;
  });
}
