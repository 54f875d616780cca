import { z } from "zod";
import type { FilterValues } from "#domain/filters/filters";
import { DIVISION_KINDS } from "#domain/report/body";
import { LEVEL_CODES, provinceOf } from "#domain/report/division";
import { numbers, texts, textsOrNull, valueAt } from "../engine/columns";
import { cachePerVersion } from "../engine/connection.server";
import { queryColumns, queryRows } from "../engine/rows.server";
import { BODY_CODE, joined, split } from "../sql/bodies";
import type { Condition } from "../sql/filters";

/** Which bodies, and which of their years. */
export type BodySelection = Pick<FilterValues, "area" | "level" | "scope" | "kind" | "year">;

/** Every loaded year, or the chosen one alone. */
export type Span = "every year" | "chosen year";

const placeSchema = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(LEVEL_CODES),
  city: z.string().nullable(),
  province: z.string(),
  valid_from: z.int().nullable(),
  valid_to: z.int().nullable(),
});
/** A division of the register. */
export type Place = z.infer<typeof placeSchema>;

/** Every division of each province, by code. */
const fetchPlaces = cachePerVersion(async (): Promise<ReadonlyMap<string, readonly Place[]>> => {
  const found = await queryRows(
    `SELECT code, name, level, city, province, valid_from, valid_to FROM divisions ORDER BY code`,
    [],
    placeSchema,
  );
  const byProvince = new Map<string, Place[]>();
  for (const place of found) {
    const known = byProvince.get(place.province);
    if (known) known.push(place);
    else byProvince.set(place.province, [place]);
  }
  return byProvince;
});

/** The divisions of the chosen level in the area, by code. */
export async function fetchPlacesIn({ area, level }: BodySelection): Promise<readonly Place[]> {
  const province = provinceOf(area);
  return ((await fetchPlaces()).get(province) ?? []).filter(
    (place) =>
      place.level === level && (area === province || place.city === area || place.code === area),
  );
}

/** Whether a division exists in a year. */
export function isThereIn({ valid_from, valid_to }: Place, year: number): boolean {
  return (valid_from ?? year) <= year && (valid_to ?? year) >= year;
}

/** Whether of bodies of a kind each division has one, so that each is known without a report. */
export function isSingle({ kind }: Pick<BodySelection, "kind">): boolean {
  return DIVISION_KINDS.includes(kind);
}

/** A body that is to report: the one of its division, or one of several, which its reports alone tell of. */
export interface KnownBody {
  readonly code: string;
  readonly place: Place;
  readonly name: string;
  /** Its own name by its latest report; null where none is loaded. */
  readonly body: string | null;
  /** The year of its first report where it is known by its reports alone. */
  readonly first: number | null;
}

/** Whether the report of a body and year is due. */
export function isDueIn({ place, first }: KnownBody, year: number): boolean {
  return isThereIn(place, year) && (first ?? year) <= year;
}

const knownSchema = z.object({
  code: texts,
  division_code: texts,
  body: textsOrNull,
  first: numbers,
});

/**
 * Every body that the filters select, by division, then by name.
 * @param only the codes of the bodies that are wanted; all that the filters select where it is left out
 */
export async function fetchKnownBodies(
  selection: BodySelection,
  only?: readonly string[],
): Promise<KnownBody[]> {
  const [places, found] = await Promise.all([
    fetchPlacesIn(selection),
    fetchOwnNames(selection, only),
  ]);
  const wanted = only && new Set(only);
  if (isSingle(selection)) {
    const names = new Map(found.code.map((code, row) => [code, valueAt(found.body, row)]));
    return places.flatMap((place) =>
      wanted && !wanted.has(place.code)
        ? []
        : {
            code: place.code,
            place,
            name: place.name,
            body: names.get(place.code) ?? null,
            first: null,
          },
    );
  }
  const placeOf = new Map(places.map((place) => [place.code, place]));
  return found.code.flatMap((code, row): KnownBody[] => {
    const place = placeOf.get(valueAt(found.division_code, row));
    if (!place || place.code === code) return [];
    const body = valueAt(found.body, row);
    if (body === null) throw new RangeError(`The body ${code} has no name`);
    return [{ code, place, name: body, body, first: valueAt(found.first, row) }];
  });
}

/** What the reports of each body of the province call it, and since when there are any. */
function fetchOwnNames(selection: BodySelection, only?: readonly string[]) {
  const { sql, values } = reportsOf(selection, only, "every scope of a single kind");
  return queryColumns(
    `SELECT ${BODY_CODE} AS code, division_code, arg_max(body, year) AS body, min(year) AS first
     FROM figures WHERE ${sql} GROUP BY ALL ORDER BY division_code, body, code`,
    values,
    knownSchema,
  );
}

/**
 * The condition on the reports of a kind in a province. Of bodies that each division has one of it names nothing else
 * that is chosen, so that the next selection finds what is asked by it already kept.
 */
function reportsOf(
  { area, scope, kind }: BodySelection,
  only: readonly string[] | undefined,
  scopes: "the chosen scope" | "every scope of a single kind",
): Condition {
  const isEvery = scopes === "every scope of a single kind" && isSingle({ kind });
  const isWanted = only ? ` AND list_contains(CAST(? AS VARCHAR[]), ${BODY_CODE})` : "";
  return {
    sql: `province = ? AND kind = ?${isEvery ? "" : " AND scope = ?"}${isWanted}`,
    values: [provinceOf(area), kind, ...(isEvery ? [] : [scope]), ...(only ? [only] : [])],
  };
}

/** A report of a body. */
interface FiledReport {
  readonly year: number;
  readonly id: string;
  /** YYYY-MM-DD */
  readonly published_on: string | null;
}

interface FiledReports {
  /** The condition on them. */
  readonly condition: Condition;
  /** By body, in order of year and report. */
  readonly reports: ReadonlyMap<string, readonly FiledReport[]>;
}

const filedSchema = z.object({ report: texts, year: numbers });

/**
 * The reports of a kind and scope in the province, of the span at least.
 * @param only the codes of the bodies that are wanted; all where it is left out
 */
export async function fetchFiledReports(
  selection: BodySelection,
  span: Span,
  only?: readonly string[],
): Promise<FiledReports> {
  const condition = spanOf(reportsOf(selection, only, "the chosen scope"), selection, span);
  const found = await queryColumns(
    `SELECT ${joined([BODY_CODE, "id", "coalesce(strftime(published_on, '%Y-%m-%d'), '')"])} AS report, year
     FROM figures WHERE ${condition.sql} ORDER BY year, id`,
    condition.values,
    filedSchema,
  );
  const byBody = new Map<string, FiledReport[]>();
  found.report.forEach((text, row) => {
    const [code = "", id = "", published = ""] = split(text);
    const report = {
      year: valueAt(found.year, row),
      id,
      published_on: published === "" ? null : published,
    };
    const known = byBody.get(code);
    if (known) known.push(report);
    else byBody.set(code, [report]);
  });
  return { condition, reports: byBody };
}

/** Of a kind of which each division has one, the reports of every year are few and serve whichever year is chosen next. */
function spanOf({ sql, values }: Condition, selection: BodySelection, span: Span): Condition {
  if (span === "every year" || isSingle(selection)) return { sql, values };
  return { sql: `${sql} AND year = ?`, values: [...values, selection.year] };
}

/** The years asked about, ascending: those of the province's reports and the chosen one, or this alone. */
export async function fetchYears({ area, year }: BodySelection, span: Span): Promise<number[]> {
  if (span === "chosen year") return [year];
  const found = await queryColumns(
    "SELECT DISTINCT year FROM figures WHERE province = ?",
    [provinceOf(area)],
    z.object({ year: numbers }),
  );
  return [...new Set([...found.year, year])].sort((one, other) => one - other);
}
