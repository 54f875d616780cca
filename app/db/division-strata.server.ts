import { z } from "zod";
import { APPLICANT_TYPES } from "#domain/form/applicant";
import { indicatorOf } from "#domain/indicators/indicators";
import { STANDARDISABLE, type DivisionStrata } from "#domain/tables/standardised";
import { divisionCondition, type DivisionQuestion } from "./division-figures.server";
import { indicatorSql } from "./indicator-sql";
import { rows } from "./rows.server";

const schema = z.object({
  division_code: z.string(),
  figures: z.array(z.number().nullable()),
});

/** The sides of every rate by type of applicant, and each different one once in a flat list. */
const SIDES = STANDARDISABLE.map((code) => {
  const indicator = indicatorOf(code);
  if (!indicator) throw new Error(`No indicator ${code}`);
  return { code, types: APPLICANT_TYPES.map((type) => indicatorSql(indicator, type)) };
});
const ASKED = [
  ...new Set(
    SIDES.flatMap(({ types }) =>
      types.flatMap(({ numerator, denominator }) => [numerator, denominator ?? "NULL"]),
    ),
  ),
];

const PLACES = new Map(ASKED.map((sql, place) => [sql, place]));

/** The rates of the reports asked for by type of applicant, for standardisation. */
export async function divisionStrata(question: DivisionQuestion): Promise<DivisionStrata[]> {
  const { sql, values } = divisionCondition(question);
  const found = await rows(
    `SELECT division_code, CAST([${ASKED.join(", ")}] AS DOUBLE[]) AS figures FROM figures WHERE ${sql}`,
    values,
    schema,
  );
  return found.map(({ division_code, figures }) => {
    const stated = (sql: string | null) => figures[PLACES.get(sql ?? "NULL") ?? -1] ?? null;
    return {
      division_code,
      strata: Object.fromEntries(
        SIDES.map(({ code, types }) => [
          code,
          types.map(({ numerator, denominator }) => ({
            numerator: stated(numerator),
            denominator: stated(denominator),
          })),
        ]),
      ),
    };
  });
}
