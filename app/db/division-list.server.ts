import { z } from "zod";
import { LEVEL_CODES } from "#domain/report/division";
import type { ListedDivision } from "#domain/tables/division-list";
import { rows } from "./rows.server";

const listedSchema: z.ZodType<ListedDivision> = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(LEVEL_CODES),
  city: z.string().nullable(),
  reports: z.int(),
  first_year: z.int(),
  last_year: z.int(),
});

/** The divisions in an area, itself among them, of which reports are loaded. */
export async function divisionList(area: string): Promise<ListedDivision[]> {
  return rows(
    `SELECT own.code, own.name, own.level, around.name AS city,
       CAST(count(*) AS INTEGER) AS reports,
       min(figures.year) AS first_year, max(figures.year) AS last_year
     FROM figures
     JOIN divisions own ON own.code = figures.division_code
     LEFT JOIN divisions around ON around.code = own.city AND around.code <> own.code
     WHERE list_contains([own.province, own.city, own.code], ?)
     GROUP BY own.code, own.name, own.level, around.name
     ORDER BY own.code`,
    [area],
    listedSchema,
  );
}
