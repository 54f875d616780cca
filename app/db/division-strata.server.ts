import { z } from "zod";
import { APPLICANT_TYPES } from "#domain/form/applicant";
import { indicatorOf } from "#domain/indicators/indicators";
import { STANDARDISABLE, type DivisionStrata } from "#domain/tables/standardised";
import { divisionCondition, type DivisionQuestion } from "./division-figures.server";
import { figureAt, FlatList } from "./flat-list";
import { indicatorSql } from "./indicator-sql";
import { rows } from "./rows.server";

const schema = z.object({
  division_code: z.string(),
  figures: z.array(z.number().nullable()),
});

const LIST = new FlatList();
/** The sides of every rate by type of applicant. */
const SIDES = STANDARDISABLE.map((code) => {
  const indicator = indicatorOf(code);
  if (!indicator) throw new Error(`No indicator ${code}`);
  const types = APPLICANT_TYPES.map((type) => {
    const { numerator, denominator } = indicatorSql(indicator, type);
    return { numerator: LIST.place(numerator), denominator: LIST.place(denominator) };
  });
  return { code, types };
});

/** The rates of the reports asked for by type of applicant, for standardisation. */
export async function divisionStrata(question: DivisionQuestion): Promise<DivisionStrata[]> {
  const { sql, values } = divisionCondition(question);
  const found = await rows(
    `SELECT division_code, ${LIST.sql} AS figures FROM figures WHERE ${sql}`,
    values,
    schema,
  );
  return found.map(({ division_code, figures }) => ({
    division_code,
    strata: Object.fromEntries(
      SIDES.map(({ code, types }) => [
        code,
        types.map(({ numerator, denominator }) => ({
          numerator: figureAt(figures, numerator),
          denominator: figureAt(figures, denominator),
        })),
      ]),
    ),
  }));
}
