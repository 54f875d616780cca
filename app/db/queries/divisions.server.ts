import { type ListedDivision } from "#domain/report/division";
import { z } from "zod";
import type { Successor } from "#domain/report/boundary-changes";
import { type Dataset, LEVEL_CODES } from "#domain/report/division";
import { cachePerVersion } from "../engine/connection.server";
import { queryRows } from "../engine/rows.server";
import { conditionOf } from "../sql/filters";
import { divisionColumns, divisionSchema, lifespanColumns, lifespanShape } from "../sql/divisions";

export type DivisionRow = z.infer<typeof divisionSchema>;

const RELATIONS = ["self", "around", "below", "predecessor", "successor"] as const;
const relatedSchema = z.object({ ...divisionSchema.shape, relation: z.enum(RELATIONS) });

/** A division with those round it, in it, and those it came from or became. */
export interface RelatedDivisions {
  readonly self: DivisionRow;
  /** The province, the city and the division itself, the widest first. */
  readonly around: readonly DivisionRow[];
  /** Directly below, of whatever years. */
  readonly below: readonly DivisionRow[];
  readonly predecessors: readonly DivisionRow[];
  readonly successors: readonly DivisionRow[];
}

/** The division of a code with its relations; undefined for a code that the register does not list. */
export async function fetchRelatedDivisions(code: string): Promise<RelatedDivisions | undefined> {
  const found = await queryRows(
    `WITH self AS (SELECT * FROM divisions WHERE code = ?)
     SELECT ${divisionColumns("other")},
       CASE WHEN other.code = self.code THEN 'self'
         WHEN other.code IN (self.city, self.province) THEN 'around'
         WHEN other.parent = self.code THEN 'below'
         WHEN list_contains(other.successors, self.code) THEN 'predecessor'
         ELSE 'successor' END AS relation
     FROM divisions other, self
     WHERE other.code IN (self.code, self.city, self.province) OR other.parent = self.code
       OR list_contains(other.successors, self.code) OR list_contains(self.successors, other.code)
     ORDER BY other.code`,
    [code],
    relatedSchema,
  );
  const of = (relation: (typeof RELATIONS)[number]): DivisionRow[] =>
    found.filter((row) => row.relation === relation);
  const [self] = of("self");
  if (!self) return undefined;
  return {
    self,
    around: [...of("around"), self],
    below: of("below"),
    predecessors: of("predecessor"),
    successors: of("successor"),
  };
}

/** Which divisions a division is compared with: alike in level, in the same province or city. */
interface PeerSelection {
  readonly self: Pick<DivisionRow, "level" | "province" | "city" | "dataset">;
  readonly year: number;
  readonly within: "province" | "city";
}

const namedSchema = z.object({ code: z.string(), name: z.string() });
export type NamedDivision = z.infer<typeof namedSchema>;

/** The divisions of the same level that exist in a year, the division itself among them. */
export async function fetchPeers({ self, year, within }: PeerSelection): Promise<NamedDivision[]> {
  const [place, where] =
    self.level === "province"
      ? [self.dataset satisfies Dataset, "dataset = ?"]
      : within === "city" && self.city !== null
        ? [self.city, "city = ?"]
        : [self.province, "province = ?"];
  return queryRows(
    `SELECT code, name FROM divisions
     WHERE level = ? AND ${where} AND coalesce(valid_from, ?) <= ? AND coalesce(valid_to, ?) >= ?
     ORDER BY code`,
    [self.level, place, year, year, year, year],
    namedSchema,
  );
}

/** The divisions of some codes, in the order of the codes; unknown ones are left out. */
export async function fetchDivisions(codes: readonly string[]): Promise<DivisionRow[]> {
  return queryRows(
    `SELECT ${divisionColumns()} FROM divisions WHERE list_contains(CAST(? AS VARCHAR[]), code)
     ORDER BY list_position(CAST(? AS VARCHAR[]), code)`,
    [codes, codes],
    divisionSchema,
  );
}

const listedDivisionSchema: z.ZodType<ListedDivision> = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(LEVEL_CODES),
  city: z.string().nullable(),
  reports: z.int(),
  first_year: z.int(),
  last_year: z.int(),
});

/** The divisions in an area, itself among them, of which reports are loaded. */
export async function fetchDivisionList(area: string): Promise<ListedDivision[]> {
  const condition = conditionOf({ area });
  return queryRows(
    `SELECT own.code, own.name, own.level, around.name AS city,
       CAST(count(*) AS INTEGER) AS reports,
       min(year) AS first_year, max(year) AS last_year
     FROM (SELECT division_code, year FROM figures WHERE ${condition.sql}) loaded
     JOIN divisions own ON own.code = loaded.division_code
     LEFT JOIN divisions around ON around.code = own.city AND around.code <> own.code
     GROUP BY own.code, own.name, own.level, around.name
     ORDER BY own.code`,
    condition.values,
    listedDivisionSchema,
  );
}

const citySchema = z.object({ code: z.string(), city: z.string() });

/** The name of the city around each division; none of a city itself, and none where the province stands directly above. */
export const fetchCityNames = cachePerVersion(async (): Promise<ReadonlyMap<string, string>> => {
  const found = await queryRows(
    `SELECT own.code, around.name AS city
     FROM divisions own JOIN divisions around ON around.code = own.city AND around.code <> own.code`,
    [],
    citySchema,
  );
  return new Map(found.map(({ code, city }) => [code, city]));
});

const successorSchema: z.ZodType<Successor> = z.object({
  ...lifespanShape,
  successors: z.array(z.string()),
});

/** Every division that came from another or became others. */
export const fetchSuccessions = cachePerVersion(async (): Promise<Successor[]> =>
  queryRows(
    `WITH heirs AS (SELECT unnest(successors) AS code FROM divisions)
       SELECT ${lifespanColumns()}, coalesce(successors, []) AS successors
       FROM divisions WHERE len(successors) > 0 OR code IN (SELECT code FROM heirs)
       ORDER BY code`,
    [],
    successorSchema,
  ),
);
