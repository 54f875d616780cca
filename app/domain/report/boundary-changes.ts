import { type Division, existsIn, type Lifespan } from "./division";

/** A division that came from another or became others, with the years in which it exists. */
export type Successor = Lifespan & Pick<Division, "code" | "successors">;

/** A year from which a division covers other ground than before, or the same under another code. */
export interface BoundaryChange {
  readonly year: number;
  /** What became what, in words. */
  readonly words: string;
}

/** The years in which the ground of a division changed, the earliest first. */
export function boundaryChangesOf(code: string, register: readonly Successor[]): BoundaryChange[] {
  const years = new Set(
    register.flatMap((division) =>
      division.successors.flatMap((successor) => firstYearOf(division, successor, register) ?? []),
    ),
  );
  return [...years]
    .sort((a, b) => a - b)
    .flatMap((year) => {
      const words = describeBoundaryChanges(year, register).get(code);
      return words === undefined ? [] : [{ year, words }];
    });
}

/** The last change of each division in the `years` years up to a year. */
export function findLastBoundaryChanges(
  year: number,
  years: number,
  register: readonly Successor[],
): ReadonlyMap<string, BoundaryChange> {
  const changes = new Map<string, BoundaryChange>();
  for (let each = year - years + 1; each <= year; each += 1)
    for (const [code, words] of describeBoundaryChanges(each, register))
      changes.set(code, { year: each, words });
  return changes;
}

/** Why a value is not compared with that of the year before; null where the boundaries stayed. */
export function formatBoundaryBreak(year: number, change: BoundaryChange | null): string | null {
  return change?.year === year ? `${change.words}，与上年范围不同，不作比较` : null;
}

/** What became what in a year, in words, by the code of each division that it touched. */
export function describeBoundaryChanges(
  year: number,
  register: readonly Successor[],
): ReadonlyMap<string, string> {
  const ofYear = register.map((division) => ({
    ...division,
    successors: division.successors.filter(
      (successor) => firstYearOf(division, successor, register) === year,
    ),
  }));
  const heirs = new Set(ofYear.flatMap(({ successors }) => successors));
  const touched = ofYear.filter(({ code, successors }) => successors.length > 0 || heirs.has(code));
  return new Map(
    groupBySuccession(touched).flatMap((ground) => {
      const words = formatSuccession(
        ground.filter((division) => existsIn(division, year - 1)),
        ground.filter((division) => existsIn(division, year)),
      );
      return ground.map(({ code }) => [code, words] as const);
    }),
  );
}

/** First year of a succession; a division that lives on gave a part away when its successor began. */
function firstYearOf(
  { validTo }: Successor,
  successor: string,
  register: readonly Successor[],
): number | null {
  if (validTo !== null) return validTo + 1;
  return register.find(({ code }) => code === successor)?.validFrom ?? null;
}

/** The divisions that are linked by succession, group by group. */
export function groupBySuccession(register: readonly Successor[]): Successor[][] {
  const groups: Successor[][] = [];
  for (const division of register) {
    const linked = (other: Successor) =>
      other.successors.includes(division.code) || division.successors.includes(other.code);
    const touching = groups.filter((group) => group.some(linked));
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push([...touching.flat(), division]);
  }
  return groups.filter((group) => group.length > 1);
}

export function formatSuccession(
  before: readonly Successor[],
  after: readonly Successor[],
): string {
  return `区划调整：${formatNames(before)}其后为${formatNames(after)}`;
}

export function formatNames(divisions: readonly Successor[]): string {
  return divisions.map(({ name }) => name).join("、");
}
