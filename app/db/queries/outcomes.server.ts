import { z } from "zod";
import {
  type ApplicantOutcomes,
  CROSSED_COUNTS,
  type CrossedCount,
  quantityOfCrossed,
} from "#domain/comparison/applicant-outcomes";
import type { FilterValues } from "#domain/filters/filters";
import { type ApplicantType, REQUESTS } from "#domain/form/requests";
import { type Outcome, OUTCOME_MIX, quantityOfOutcome } from "#domain/indicators/indicators";
import { QUANTITIES } from "#domain/indicators/quantity";
import { quantityColumn } from "#domain/indicators/stored-sums";
import { queryRows } from "../engine/rows.server";
import { conditionOf } from "../sql/filters";

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
export async function fetchOutcomeYears(filters: FilterValues): Promise<YearOfOutcomes[]> {
  const condition = conditionOf(filters, ["year"]);
  const sums = OUTCOME_MIX.map(
    (outcome) =>
      `'${outcome}': CAST(sum(${quantityColumn(quantityOfOutcome(outcome), filters.applicant)}) AS DOUBLE)`,
  );
  return queryRows(
    `SELECT year, CAST(count(*) AS INTEGER) AS reports,
       CAST(sum(${quantityColumn(QUANTITIES.handled, filters.applicant)}) AS DOUBLE) AS handled,
       {${sums.join(", ")}} AS outcomes
     FROM figures WHERE ${condition.sql} AND edition_requests IS NOT NULL
     GROUP BY year ORDER BY year`,
    condition.values,
    z.object({ year: z.int(), reports: z.int(), handled: countSchema, outcomes: outcomesSchema }),
  );
}

const APPLICANTS = REQUESTS.columns.map(({ code }) => code);
const shareSchema = z.number().nullable();
const crossedCellSchema = z.object({
  place: z.int(),
  count: z.number().nullable(),
  of_applicant: shareSchema,
  of_outcome: shareSchema,
});

/** Every count of the cross-table in one list, applicant by applicant: its places are from 1. */
const COUNTS = APPLICANTS.flatMap((applicant) =>
  CROSSED_COUNTS.map((crossed) => quantityColumn(quantityOfCrossed(crossed), applicant)),
).join(", ");
const positionOf = (applicant: ApplicantType, crossed: CrossedCount): number =>
  APPLICANTS.indexOf(applicant) * CROSSED_COUNTS.length + CROSSED_COUNTS.indexOf(crossed) + 1;
const WIDTH = CROSSED_COUNTS.length;
const EVERYONE = positionOf("total", CROSSED_COUNTS[0]);

/**
 * Applicants crossed with outcomes over the reports that the filters select, in the order of the
 * form. A share is a ratio of sums over the reports that state both of its sides.
 */
export async function fetchApplicantOutcomes(filters: FilterValues): Promise<ApplicantOutcomes[]> {
  const condition = conditionOf(filters);
  const ratio = (base: string): string =>
    `CAST(sum(n) FILTER (WHERE ${base} IS NOT NULL) AS DOUBLE)
     / nullif(sum(${base}) FILTER (WHERE n IS NOT NULL), 0)`;
  const cells = await queryRows(
    `WITH chosen AS (SELECT CAST([${COUNTS}] AS DOUBLE[]) AS counts FROM figures WHERE ${condition.sql}),
     cells AS (
       SELECT place, counts[place] AS n,
         counts[((place - 1) // ${WIDTH} + 1) * ${WIDTH}] AS handled,
         counts[${EVERYONE} + (place - 1) % ${WIDTH}] AS everyone
       FROM chosen, range(1, ${APPLICANTS.length * WIDTH + 1}) places(place)
     )
     SELECT CAST(place AS INTEGER) AS place, CAST(sum(n) AS DOUBLE) AS count,
       ${ratio("handled")} AS of_applicant, ${ratio("everyone")} AS of_outcome
     FROM cells GROUP BY place`,
    condition.values,
    crossedCellSchema,
  );
  const byPlace = new Map(cells.map((cell) => [cell.place, cell]));
  return APPLICANTS.map((applicant): ApplicantOutcomes => {
    const figures = (pick: (cell: (typeof cells)[number]) => number | null) =>
      byCrossed((crossed) => {
        const cell = byPlace.get(positionOf(applicant, crossed));
        return cell ? pick(cell) : null;
      });
    return {
      applicant,
      counts: figures(({ count }) => count),
      ofApplicant: figures(({ of_applicant }) => of_applicant),
      ofOutcome: figures(({ of_outcome }) => of_outcome),
    };
  });
}

function byCrossed<Value>(of: (crossed: CrossedCount) => Value): Record<CrossedCount, Value> {
  return {
    disclosed: of("disclosed"),
    partially_disclosed: of("partially_disclosed"),
    not_disclosed: of("not_disclosed"),
    not_held: of("not_held"),
    unable_other: of("unable_other"),
    not_processed: of("not_processed"),
    other_handling: of("other_handling"),
    handled: of("handled"),
  };
}
