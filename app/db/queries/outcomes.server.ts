import { z } from "zod";
import {
  type ApplicantOutcomes,
  CROSSED_COUNTS,
  type CrossedCount,
  quantityOfCrossed,
} from "#domain/comparison/applicant-outcomes";
import type { OutcomesOfYear } from "#domain/comparison/outcome-years";
import type { FilterValues } from "#domain/filters/filters";
import { type ApplicantType, REQUESTS } from "#domain/form/requests";
import { OUTCOME_MIX, quantityOfOutcome } from "#domain/indicators/indicators";
import { QUANTITIES } from "#domain/indicators/indicators";
import { quantityColumn } from "#domain/indicators/stored-sums";
import { recordOf } from "#domain/records";
import { editionColumn } from "#domain/report/report-row";
import { queryRows } from "../engine/rows.server";
import { conditionOf } from "../sql/filters";
import { fetchGroupRatios, selectStating } from "./ratios.server";

/**
 * Outcome counts year by year over the reports that the filters select and that have table 三, oldest first. Of several
 * reports of a year those are counted that state the total and every outcome, so that the parts add up to the total
 * and a share is of the counts beside it; of a single one what it states.
 */
export async function fetchOutcomeYears(filters: FilterValues): Promise<OutcomesOfYear[]> {
  const { sql, values } = conditionOf(filters, ["year"]);
  const { applicant } = filters;
  const selection = { sql: `${sql} AND ${editionColumn("requests")} IS NOT NULL`, values };
  const handled = { numerator: QUANTITIES.handled, applicant };
  const measures = {
    handled,
    ...recordOf(OUTCOME_MIX, (outcome) => ({ numerator: quantityOfOutcome(outcome), applicant })),
  };
  const [every, counted] = await Promise.all([
    fetchGroupRatios(selection, { handled }),
    fetchGroupRatios(selectStating(selection, Object.values(measures)), measures),
  ]);
  return every.map(({ year, reports: all }) => {
    const { reports = 0, figures } = counted.find((each) => each.year === year) ?? {};
    return {
      year,
      reports,
      leftOut: all - reports,
      handled: figures?.handled.value ?? null,
      outcomes: recordOf(OUTCOME_MIX, (outcome) => figures?.[outcome].value ?? null),
    };
  });
}

const APPLICANTS = REQUESTS.columns.map(({ code }) => code);
const shareSchema = z.number().nullable();
const crossedCellSchema = z.object({
  position: z.int(),
  count: z.number().nullable(),
  of_applicant: shareSchema,
  of_outcome: shareSchema,
});

/** Every count of the cross-table in one list, applicant by applicant; positions count from 1. */
const COUNTS = APPLICANTS.flatMap((applicant) =>
  CROSSED_COUNTS.map((crossed) => quantityColumn(quantityOfCrossed(crossed), applicant)),
).join(", ");
const positionOf = (applicant: ApplicantType, crossed: CrossedCount): number =>
  APPLICANTS.indexOf(applicant) * CROSSED_COUNTS.length + CROSSED_COUNTS.indexOf(crossed) + 1;
const WIDTH = CROSSED_COUNTS.length;
const EVERYONE = positionOf("total", CROSSED_COUNTS[0]);

/**
 * Applicants crossed with outcomes over the reports that the filters select, in the order of the form. Of several
 * reports those are counted that state the whole table, so that every share is of the counts beside it; of a single
 * one what it states.
 */
export async function fetchApplicantOutcomes(filters: FilterValues): Promise<ApplicantOutcomes[]> {
  const condition = conditionOf(filters);
  const ratio = (base: string): string =>
    `CAST(sum(n) FILTER (WHERE ${base} IS NOT NULL) AS DOUBLE)
     / nullif(sum(${base}) FILTER (WHERE n IS NOT NULL), 0)`;
  const cells = await queryRows(
    `WITH selected AS (SELECT CAST([${COUNTS}] AS DOUBLE[]) AS counts FROM figures WHERE ${condition.sql}),
     chosen AS (
       SELECT counts FROM selected
       WHERE len(list_filter(counts, lambda n: n IS NULL)) = 0 OR (SELECT count(*) FROM selected) = 1
     ),
     cells AS (
       SELECT position, counts[position] AS n,
         counts[((position - 1) // ${WIDTH} + 1) * ${WIDTH}] AS handled,
         counts[${EVERYONE} + (position - 1) % ${WIDTH}] AS everyone
       FROM chosen, range(1, ${APPLICANTS.length * WIDTH + 1}) positions(position)
     )
     SELECT CAST(position AS INTEGER) AS position, CAST(sum(n) AS DOUBLE) AS count,
       ${ratio("handled")} AS of_applicant, ${ratio("everyone")} AS of_outcome
     FROM cells GROUP BY position`,
    condition.values,
    crossedCellSchema,
  );
  const byPosition = new Map(cells.map((cell) => [cell.position, cell]));
  return APPLICANTS.map((applicant): ApplicantOutcomes => {
    const valuesBy = (pick: (cell: (typeof cells)[number]) => number | null) =>
      recordOf(CROSSED_COUNTS, (crossed) => {
        const cell = byPosition.get(positionOf(applicant, crossed));
        return cell ? pick(cell) : null;
      });
    return {
      applicant,
      counts: valuesBy(({ count }) => count),
      ofApplicant: valuesBy(({ of_applicant }) => of_applicant),
      ofOutcome: valuesBy(({ of_outcome }) => of_outcome),
    };
  });
}
