import { z } from "zod";
import {
  CROSSED,
  crossedQuantity,
  type ApplicantOutcomes,
  type Crossed,
} from "#domain/comparison/applicant-outcomes";
import type { FilterValues } from "#domain/filters/filters";
import { REQUESTS, type Applicant } from "#domain/form/requests";
import { conditionOf } from "./filter-sql";
import { quantityColumn } from "#domain/indicators/reckoned";
import { rows } from "./rows.server";

const APPLICANTS = REQUESTS.columns.map(({ code }) => code);
const share = z.number().nullable();
const cellSchema = z.object({
  place: z.int(),
  count: z.number().nullable(),
  of_applicant: share,
  of_outcome: share,
});

/** Every count of the cross-table in one list, applicant by applicant: its places are from 1. */
const COUNTS = APPLICANTS.flatMap((applicant) =>
  CROSSED.map((crossed) => quantityColumn(crossedQuantity(crossed), applicant)),
).join(", ");
const placeOf = (applicant: Applicant, crossed: Crossed): number =>
  APPLICANTS.indexOf(applicant) * CROSSED.length + CROSSED.indexOf(crossed) + 1;
const WIDTH = CROSSED.length;
const EVERYONE = placeOf("total", CROSSED[0]);

/**
 * Applicants crossed with outcomes over the reports that the filters select, in the order of the
 * form. A share is a ratio of sums over the reports that state both of its sides.
 */
export async function applicantOutcomes(filters: FilterValues): Promise<ApplicantOutcomes[]> {
  const condition = conditionOf(filters);
  const ratio = (base: string): string =>
    `CAST(sum(n) FILTER (WHERE ${base} IS NOT NULL) AS DOUBLE)
     / nullif(sum(${base}) FILTER (WHERE n IS NOT NULL), 0)`;
  const cells = await rows(
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
    cellSchema,
  );
  const byPlace = new Map(cells.map((cell) => [cell.place, cell]));
  return APPLICANTS.map((applicant): ApplicantOutcomes => {
    const figures = (pick: (cell: (typeof cells)[number]) => number | null) =>
      byCrossed((crossed) => {
        const cell = byPlace.get(placeOf(applicant, crossed));
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

function byCrossed<Value>(of: (crossed: Crossed) => Value): Record<Crossed, Value> {
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
