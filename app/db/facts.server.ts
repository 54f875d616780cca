import { z } from "zod";
import type { DataFacts, District } from "#domain/filters/bar";
import { LEVEL_CODES } from "#domain/report/division";
import { divisionsOf } from "./division.server";
import { perGeneration } from "./per-generation.server";
import { rows } from "./rows.server";

const yearSchema = z.object({ year: z.int() });
const areaSchema = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(LEVEL_CODES),
  reports: z.int(),
});

const districtSchema: z.ZodType<District> = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(LEVEL_CODES),
  city: z.string().nullable(),
  province: z.string(),
});

/** The years and areas that the loaded reports offer; the province with most reports stands first. */
export const dataFacts = perGeneration(async (): Promise<DataFacts> => {
  const [years, areas, districts] = await Promise.all([
    rows("SELECT DISTINCT year FROM figures ORDER BY year DESC", [], yearSchema),
    rows(
      `WITH counted AS (
         SELECT province, city, count(*) AS reports FROM figures GROUP BY ALL
       ), places AS (
         SELECT code, reports FROM (SELECT province AS code, sum(reports) AS reports FROM counted GROUP BY ALL)
         UNION ALL
         SELECT city, sum(reports) FROM counted WHERE city IS NOT NULL GROUP BY ALL
       )
       SELECT code, name, level, CAST(places.reports AS INTEGER) AS reports
       FROM places JOIN divisions USING (code)
       ORDER BY sum(places.reports) FILTER (WHERE level = 'province')
         OVER (PARTITION BY province) DESC, province, code`,
      [],
      areaSchema,
    ),
    rows(
      `SELECT code, name, level, city, province FROM divisions
       WHERE province IN (SELECT province FROM figures) ORDER BY code`,
      [],
      districtSchema,
    ),
  ]);
  return { years: years.map(({ year }) => year), areas, districts };
});

/** The facts for a page about an area, which may be a division that is not offered to choose. */
export async function factsWith(area: string | undefined): Promise<DataFacts> {
  const facts = await dataFacts();
  if (area === undefined || facts.areas.some(({ code }) => code === area)) return facts;
  const [other] = await divisionsOf([area]);
  return other ? { ...facts, other } : facts;
}

/** The year and the area of a page that says neither: the newest year, the province with most reports. */
export function mainChoice(facts: DataFacts): { readonly year: number; readonly area: string } {
  const year = facts.years[0] ?? new Date().getFullYear() - 1;
  return { year, area: facts.areas[0]?.code ?? "990000" };
}
