import { z } from "zod";
import type { Coverage } from "#domain/comparison/coverage";
import { QUANTITIES } from "#domain/indicators/quantity";
import type { FilterValues } from "#domain/filters/filters";
import { quantityColumn } from "#domain/indicators/reckoned";
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
       SELECT division_code AS code, sum(handled) AS handled,
         sum(handled) FILTER (WHERE NOT flawed) AS handled_clean
       FROM (
         SELECT division_code, ${quantityColumn(QUANTITIES.handled)} AS handled,
           id IN (SELECT report_id FROM examinations WHERE doubts > 0) AS flawed
         FROM figures WHERE year = ? AND scope = ? AND kind = ?
       ) GROUP BY division_code
     )
     SELECT CAST(count(*) AS INTEGER) AS due, CAST(count(loaded.code) AS INTEGER) AS reported,
       coalesce(list({'code': due.code, 'name': name} ORDER BY due.code)
         FILTER (WHERE loaded.code IS NULL), []) AS missing,
       CAST(sum(handled) AS DOUBLE) AS handled, CAST(sum(handled_clean) AS DOUBLE) AS handled_clean
     FROM due LEFT JOIN loaded USING (code)`,
    [area, area, area, level, year, year, year, year, year, scope, kind],
    coverageSchema,
  );
  if (!found) throw new Error("The coverage query returned no row");
  return found;
}
