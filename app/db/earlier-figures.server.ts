import { z } from "zod";
import type { PastFigures } from "#domain/checks/row-slip";
import { OUTCOME_TOTALS } from "#domain/checks/row-slip";
import { formsSchema } from "#domain/report/read-report";
import { TABLE_CODES } from "#domain/form/cells";
import { editionColumn, type ReportRow } from "#domain/report/report-row";
import { SCOPE_CODES } from "#domain/report/scope";
import { BODY_KIND_CODES } from "#domain/report/body-kind";
import { rows } from "./rows.server";

const pastSchema = z.object({
  scope: z.enum(SCOPE_CODES),
  kind: z.enum(BODY_KIND_CODES),
  forms: formsSchema,
  totals: z.array(z.number().nullable()),
});
const FORMS = TABLE_CODES.map((code) => `'${code}': ${editionColumn(code)}`).join(", ");

/** The outcome totals that a body reported in the years before, the latest first. */
export async function earlierOutcomes({ body_id, year }: ReportRow): Promise<PastFigures[]> {
  const found = await rows(
    `SELECT scope, kind, {${FORMS}} AS forms,
       CAST([${OUTCOME_TOTALS.join(", ")}] AS DOUBLE[]) AS totals
     FROM figures WHERE body_id = ? AND year < ? ORDER BY year DESC`,
    [body_id, year],
    pastSchema,
  );
  return found.map(({ totals, ...past }) => ({
    ...past,
    cells: new Map(
      OUTCOME_TOTALS.flatMap((name, index) => {
        const value = totals[index] ?? null;
        return value === null ? [] : [[name, { value, state: "number", raw: String(value) }]];
      }),
    ),
  }));
}
