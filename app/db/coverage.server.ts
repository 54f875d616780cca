import { z } from "zod";
import type { Coverage } from "#domain/comparison/coverage";
import { QUANTITIES } from "#domain/indicators/quantity";
import type { FilterValues } from "#domain/filters/filters";
import { DOUBTS_FIGURES } from "./flaws.server";
import { quantitySql } from "./indicator-sql";
import { rows } from "./rows.server";

const divisionSchema = z.object({ code: z.string(), name: z.string() });
const coverageSchema: z.ZodType<Coverage> = z.object({
  due: z.int(),
  reported: z.int(),
  missing: z.array(divisionSchema),
  handled: z.number().nullable(),
  handled_clean: z.number().nullable(),
});

/** Who of those that the filters select has reported, and how much of the volume stands in reports whose figures agree. */
export async function coverage(filters: FilterValues): Promise<Coverage> {
  const { area, level, year, scope, kind } = filters;
  const [found] = await rows(
    `WITH due AS (
       SELECT code, name FROM divisions
       WHERE (province = ? OR city = ? OR code = ?) AND level = ?
         AND coalesce(valid_from, ?) <= ? AND coalesce(valid_to, ?) >= ?
     ), loaded AS (
       SELECT division_code AS code, ${quantitySql(QUANTITIES.handled)} AS handled,
         EXISTS (SELECT 1 FROM findings WHERE report_id = figures.id AND ${DOUBTS_FIGURES}) AS flawed
       FROM figures
       WHERE year = ? AND scope = ? AND kind = ? AND division_code IN (SELECT code FROM due)
     )
     SELECT
       CAST((SELECT count(*) FROM due) AS INTEGER) AS due,
       CAST((SELECT count(DISTINCT code) FROM loaded) AS INTEGER) AS reported,
       coalesce((SELECT list({'code': code, 'name': name} ORDER BY code) FROM due
         WHERE code NOT IN (SELECT code FROM loaded)), []) AS missing,
       CAST((SELECT sum(handled) FROM loaded) AS DOUBLE) AS handled,
       CAST((SELECT sum(handled) FROM loaded WHERE NOT flawed) AS DOUBLE) AS handled_clean`,
    [area, area, area, level, year, year, year, year, year, scope, kind],
    coverageSchema,
  );
  if (!found) throw new Error("The coverage query returned no row");
  return found;
}
