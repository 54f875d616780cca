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

/** Both sides of every rate by type of applicant in one flat list: far quicker to fetch than structs. */
const FIGURES = STANDARDISABLE.flatMap((code) => {
  const indicator = indicatorOf(code);
  if (!indicator) throw new Error(`No indicator ${code}`);
  return APPLICANT_TYPES.flatMap((type) => {
    const { numerator, denominator } = indicatorSql(indicator, type);
    return [numerator, denominator ?? "NULL"].map((sql) => `CAST(${sql} AS DOUBLE)`);
  });
}).join(", ");

/** The rates of the reports asked for by type of applicant, for standardisation. */
export async function divisionStrata(question: DivisionQuestion): Promise<DivisionStrata[]> {
  const { sql, values } = divisionCondition(question);
  const found = await rows(
    `SELECT division_code, [${FIGURES}] AS figures FROM figures WHERE ${sql}`,
    values,
    schema,
  );
  return found.map(({ division_code, figures }) => ({
    division_code,
    strata: Object.fromEntries(
      STANDARDISABLE.map((code, index) => [
        code,
        APPLICANT_TYPES.map((_, type) => {
          const at = 2 * (index * APPLICANT_TYPES.length + type);
          return { numerator: figures[at] ?? null, denominator: figures[at + 1] ?? null };
        }),
      ]),
    ),
  }));
}
