import { z } from "zod";
import { NotLoaded, refuseYear } from "#domain/filters/address";
import type { FilterValues, MainChoice } from "#domain/filters/filters";
import { firstGroupOf, type LoadedGroup, newestYearOf } from "#domain/filters/loaded-groups";
import { BODY_KIND_CODES } from "#domain/report/body";
import { LEVEL_CODES } from "#domain/report/division";
import type { DataFacts, District } from "#domain/filters/filters";
import { cachePerVersion, NothingLoaded } from "../engine/connection.server";
import { queryRows } from "../engine/rows.server";
import { conditionOf } from "../sql/filters";
import { fetchDivisions } from "./divisions.server";

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
export const fetchDataFacts = cachePerVersion(async (): Promise<DataFacts> => {
  const [years, areas, districts] = await Promise.all([
    queryRows("SELECT DISTINCT year FROM figures ORDER BY year DESC", [], yearSchema),
    queryRows(
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
    queryRows(
      `SELECT code, name, level, city, province FROM divisions
       WHERE province IN (SELECT province FROM figures) ORDER BY code`,
      [],
      districtSchema,
    ),
  ]);
  return { years: years.map(({ year }) => year), areas, districts };
});

/** The facts for a page about an area, which may be a division that is not offered to choose. */
export async function fetchFactsWithArea(area: string | undefined): Promise<DataFacts> {
  const facts = await fetchDataFacts();
  if (area === undefined || facts.areas.some(({ code }) => code === area)) return facts;
  const [other] = await fetchDivisions([area]);
  return other ? { ...facts, other } : facts;
}

/** What a page opens whose address leaves choices out, and what else there is of its area. */
export interface FirstView {
  readonly main: MainChoice;
  /** What is loaded of the area, the newest first. */
  readonly groups: readonly LoadedGroup[];
}

/**
 * The first view of an area, or of the province with most reports where none is chosen: its newest year. Where no
 * area is chosen it opens a group of which reports are loaded; in a chosen area the usual one, loaded or not.
 * @throws NothingLoaded where there is no report at all.
 */
export async function fetchFirstView(area: string | undefined): Promise<FirstView> {
  const { years, areas } = await fetchDataFacts();
  const [newest] = years;
  if (newest === undefined) throw new NothingLoaded();
  const first = areas[0]?.code ?? "";
  const groups = await fetchLoadedGroups({ area: area ?? first });
  const group = area === undefined ? firstGroupOf(groups) : null;
  return { main: { year: newestYearOf(groups) ?? newest, area: first, group }, groups };
}

const knownAreaSchema = z.object({ name: z.string(), reports: z.int() });

/**
 * Makes sure that reports are loaded of the years and of the area that were chosen. The year before, which is
 * compared with unless another is chosen, need not be: a page says itself that it has no figures.
 * @throws NotLoaded with the reason in Chinese, NothingLoaded where there is no report at all.
 */
export async function assertLoaded({
  year,
  base,
  area,
}: Partial<Pick<FilterValues, "year" | "base" | "area">>): Promise<void> {
  const { years, areas } = await fetchDataFacts();
  if (years.length === 0) throw new NothingLoaded();
  const usualBase = (year ?? years[0] ?? 0) - 1;
  for (const chosen of [year, base === usualBase ? undefined : base]) {
    const refused = chosen === undefined ? null : refuseYear(chosen, years);
    if (refused) throw refused;
  }
  if (area === undefined || areas.some(({ code }) => code === area)) return;
  const condition = conditionOf({ area });
  const [known] = await queryRows(
    `SELECT name, (SELECT CAST(count(*) AS INTEGER) FROM figures WHERE ${condition.sql}) AS reports
     FROM divisions WHERE code = ?`,
    [...condition.values, area],
    knownAreaSchema,
  );
  if (!known) throw new NotLoaded(`没有代码为“${area}”的行政区划。`, 404);
  if (known.reports === 0) throw new NotLoaded(`未载入${known.name}及其所辖地区的报告。`, 400);
}

const loadedGroupSchema: z.ZodType<LoadedGroup> = z.object({
  year: z.int(),
  level: z.enum(LEVEL_CODES),
  scope: z.enum(["jurisdiction", "organ"]),
  kind: z.enum(BODY_KIND_CODES),
  reports: z.int(),
});

/**
 * What is loaded of an area that filters can select: the newest year first, in it the largest group. Of whole
 * jurisdictions governments and zones are compared alone.
 */
async function fetchLoadedGroups({ area }: Pick<FilterValues, "area">): Promise<LoadedGroup[]> {
  const condition = conditionOf({ area });
  return queryRows(
    `SELECT year, level, scope, kind, CAST(count(*) AS INTEGER) AS reports
     FROM figures WHERE ${condition.sql} AND scope <> 'unknown'
       AND (scope = 'organ' OR kind IN ('government', 'zone')) GROUP BY ALL
     ORDER BY year DESC, reports DESC, level, scope, kind`,
    condition.values,
    loadedGroupSchema,
  );
}

/** The division and year of which most departments are loaded, the newest year first; null where none is. */
export const fetchMostDepartments = cachePerVersion(async () => {
  const [most] = await queryRows(
    `SELECT divisions.code, divisions.name, divisions.level, figures.year, CAST(count(*) AS INTEGER) AS reports
     FROM figures JOIN divisions ON divisions.code = division_code
     WHERE kind = 'department' AND scope = 'organ' GROUP BY ALL
     ORDER BY figures.year DESC, reports DESC, divisions.code LIMIT 1`,
    [],
    areaSchema.extend({ year: z.int() }),
  );
  return most ?? null;
});

/** A group that is loaded of a province. */
export interface LoadedElsewhere extends LoadedGroup {
  readonly area: string;
  readonly name: string;
}

const elsewhereSchema: z.ZodType<LoadedElsewhere> = z.object({
  year: z.int(),
  level: z.enum(LEVEL_CODES),
  scope: z.enum(["jurisdiction", "organ"]),
  kind: z.enum(BODY_KIND_CODES),
  reports: z.int(),
  area: z.string(),
  name: z.string(),
});

/** The largest group that each province other than those around an area has of a year, the largest first. */
export async function fetchGroupsElsewhere({
  year,
  area,
}: Pick<FilterValues, "year" | "area">): Promise<LoadedElsewhere[]> {
  return queryRows(
    `WITH counted AS (
       SELECT province AS area, year, level, scope, kind, CAST(count(*) AS INTEGER) AS reports
       FROM figures WHERE year = ? AND (scope = 'organ' OR (scope = 'jurisdiction' AND kind IN ('government', 'zone')))
         AND province NOT IN (SELECT province FROM divisions WHERE code = ?)
       GROUP BY ALL
     )
     SELECT counted.*, name FROM counted JOIN divisions ON code = area
     QUALIFY row_number() OVER (PARTITION BY area ORDER BY reports DESC, counted.level, scope, kind) = 1
     ORDER BY reports DESC, area LIMIT 4`,
    [year, area],
    elsewhereSchema,
  );
}

const loadSchema = z.object({
  generation: z.int(),
  loaded_on: z.string(),
  data_hash: z.string(),
  reports: z.int(),
});

/** Which data the database holds: number of the version, day of the load, hash over all rows, reports. */
export const fetchLoad = cachePerVersion(async (): Promise<z.infer<typeof loadSchema>> => {
  const [load] = await queryRows(
    `SELECT generation, strftime(loaded_at, '%Y-%m-%d') AS loaded_on, data_hash,
       (SELECT CAST(count(*) AS INTEGER) FROM reports) AS reports
     FROM load`,
    [],
    loadSchema,
  );
  if (!load) throw new Error("The database does not say what was loaded");
  return load;
});

/** Which data the pages show, in words. */
export async function formatDataVersion(): Promise<string> {
  const { generation, loaded_on: day, reports, data_hash: hash } = await fetchLoad();
  return `数据版本第${generation}版（${day}载入，${reports}份报告，校验码${hash.slice(0, 8)}）。`;
}
