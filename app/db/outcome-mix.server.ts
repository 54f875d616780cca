import { z } from "zod";
import type { FilterValues } from "#domain/filters/filters";
import { OUTCOME_MIX, outcomeQuantity, type Outcome } from "#domain/indicators/outcome-mix";
import { QUANTITIES } from "#domain/indicators/quantity";
import { conditionOf } from "./filter-sql";
import { quantityColumn } from "#domain/indicators/reckoned";
import { rows } from "./rows.server";

/** How the cases handled in a year were answered: counts by outcome, null where none is stated. */
export interface YearOfOutcomes {
  readonly year: number;
  readonly reports: number;
  /** 办理结果总计 as printed, or as summed where it is left blank. */
  readonly handled: number | null;
  readonly outcomes: Readonly<Record<Outcome, number | null>>;
}

const countSchema = z.number().nullable();
const outcomesSchema = z.object({
  disclosed: countSchema,
  partially_disclosed: countSchema,
  not_disclosed: countSchema,
  not_held: countSchema,
  unable_other: countSchema,
  not_processed: countSchema,
  other_handling: countSchema,
} satisfies Record<Outcome, z.ZodType>);

/** Outcome counts year by year over the reports that the filters select, oldest first. */
export async function outcomeMix(filters: FilterValues): Promise<YearOfOutcomes[]> {
  const condition = conditionOf(filters, ["year"]);
  const sums = OUTCOME_MIX.map(
    (outcome) =>
      `'${outcome}': CAST(sum(${quantityColumn(outcomeQuantity(outcome), filters.applicant)}) AS DOUBLE)`,
  );
  return rows(
    `SELECT year, CAST(count(*) AS INTEGER) AS reports,
       CAST(sum(${quantityColumn(QUANTITIES.handled, filters.applicant)}) AS DOUBLE) AS handled,
       {${sums.join(", ")}} AS outcomes
     FROM figures WHERE ${condition.sql} AND edition_requests IS NOT NULL
     GROUP BY year ORDER BY year`,
    condition.values,
    z.object({ year: z.int(), reports: z.int(), handled: countSchema, outcomes: outcomesSchema }),
  );
}
