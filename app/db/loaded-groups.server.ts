import { z } from "zod";
import type { FilterValues } from "#domain/filters/filters";
import { BODY_KIND_CODES } from "#domain/report/body-kind";
import { LEVEL_CODES } from "#domain/report/division";
import { conditionOf } from "./filter-sql";
import { rows } from "./rows.server";

const schema = z.object({
  year: z.int(),
  level: z.enum(LEVEL_CODES),
  scope: z.enum(["jurisdiction", "organ"]),
  kind: z.enum(BODY_KIND_CODES),
  reports: z.int(),
});

/** Reports that are loaded of an area and compare with each other. */
export type LoadedGroup = z.infer<typeof schema>;

/** What is loaded of the area that the filters name, whatever else they say: the newest first. */
export async function loadedGroups({ area }: Pick<FilterValues, "area">): Promise<LoadedGroup[]> {
  const condition = conditionOf({ area });
  return rows(
    `SELECT year, level, scope, kind, CAST(count(*) AS INTEGER) AS reports
     FROM figures WHERE ${condition.sql} AND scope <> 'unknown' GROUP BY ALL
     ORDER BY year DESC, reports DESC, level, scope, kind LIMIT 12`,
    condition.values,
    schema,
  );
}
