import { z } from "zod";
import { LEVEL_CODES, type Dataset } from "#domain/report/division";
import { datasetSchema } from "#domain/report/division-schema";
import { rows } from "./rows.server";

const divisionSchema = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(LEVEL_CODES),
  parent: z.string().nullable(),
  valid_from: z.int().nullable(),
  valid_to: z.int().nullable(),
  former_names: z.array(z.string()).nullable(),
  dataset: datasetSchema,
  city: z.string().nullable(),
  province: z.string(),
});
export type DivisionRow = z.infer<typeof divisionSchema>;
const COLUMNS = divisionSchema.keyof().options;

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
export async function relatedDivisions(code: string): Promise<RelatedDivisions | undefined> {
  const found = await rows(
    `WITH self AS (SELECT * FROM divisions WHERE code = ?)
     SELECT ${COLUMNS.map((column) => `other.${column}`).join(", ")},
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
export interface PeerQuestion {
  readonly self: Pick<DivisionRow, "level" | "province" | "city" | "dataset">;
  readonly year: number;
  readonly within: "province" | "city";
}

const namedSchema = z.object({ code: z.string(), name: z.string() });
export type NamedDivision = z.infer<typeof namedSchema>;

/** The divisions of the same level that exist in a year, the division itself among them. */
export async function peersOf({ self, year, within }: PeerQuestion): Promise<NamedDivision[]> {
  const [place, where] =
    self.level === "province"
      ? [self.dataset satisfies Dataset, "dataset = ?"]
      : within === "city" && self.city !== null
        ? [self.city, "city = ?"]
        : [self.province, "province = ?"];
  return rows(
    `SELECT code, name FROM divisions
     WHERE level = ? AND ${where} AND coalesce(valid_from, ?) <= ? AND coalesce(valid_to, ?) >= ?
     ORDER BY code`,
    [self.level, place, year, year, year, year],
    namedSchema,
  );
}

/** The divisions of some codes, in the order of the codes; unknown ones are left out. */
export async function divisionsOf(codes: readonly string[]): Promise<DivisionRow[]> {
  return rows(
    `SELECT ${COLUMNS.join(", ")} FROM divisions WHERE list_contains(CAST(? AS VARCHAR[]), code)
     ORDER BY list_position(CAST(? AS VARCHAR[]), code)`,
    [codes, codes],
    divisionSchema,
  );
}
