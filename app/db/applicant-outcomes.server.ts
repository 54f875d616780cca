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
import { quantitySql } from "./indicator-sql";
import { rows } from "./rows.server";

const APPLICANTS = REQUESTS.columns.map(({ code }) => code);
const share = z.number().nullable();
const cellSchema = z.object({
  applicant: z.enum(APPLICANTS),
  crossed: z.enum(CROSSED),
  count: z.number().nullable(),
  of_applicant: share,
  of_outcome: share,
});

const fieldsOf = (applicant: Applicant, crossed: Crossed): string => {
  const counted = crossedQuantity(crossed);
  return `{'applicant': '${applicant}', 'crossed': '${crossed}',
    'count': ${quantitySql(counted, applicant)},
    'handled': ${quantitySql(crossedQuantity("handled"), applicant)},
    'everyone': ${quantitySql(counted)}}`;
};
const CELLS = APPLICANTS.flatMap((applicant) =>
  CROSSED.map((crossed) => fieldsOf(applicant, crossed)),
).join(", ");

const ratio = (base: string): string =>
  `CAST(sum(cell.count) FILTER (WHERE cell.${base} IS NOT NULL) AS DOUBLE)
   / nullif(sum(cell.${base}) FILTER (WHERE cell.count IS NOT NULL), 0)`;

/**
 * Applicants crossed with outcomes over the reports that the filters select, in the order of the
 * form. A share is a ratio of sums over the reports that state both of its sides.
 */
export async function applicantOutcomes(filters: FilterValues): Promise<ApplicantOutcomes[]> {
  const condition = conditionOf(filters);
  const cells = await rows(
    `WITH crossed AS (SELECT unnest([${CELLS}]) AS cell FROM figures WHERE ${condition.sql})
     SELECT cell.applicant, cell.crossed, CAST(sum(cell.count) AS DOUBLE) AS count,
       ${ratio("handled")} AS of_applicant, ${ratio("everyone")} AS of_outcome
     FROM crossed GROUP BY ALL`,
    condition.values,
    cellSchema,
  );
  return APPLICANTS.map((applicant): ApplicantOutcomes => {
    const own = cells.filter((cell) => cell.applicant === applicant);
    const figures = (pick: (cell: (typeof cells)[number]) => number | null) =>
      byCrossed((crossed) => {
        const cell = own.find((each) => each.crossed === crossed);
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
