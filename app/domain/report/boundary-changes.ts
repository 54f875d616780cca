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
  const beginnings = beginningsIn(register);
  const years = new Set(
    register.flatMap((division) =>
      division.successors
        .filter((successor) => successor === code || division.code === code)
        .flatMap((successor) => firstYearOf(division, successor, beginnings) ?? []),
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
  const beginnings = beginningsIn(register);
  const ofYear = register.map((division) => {
    if (division.successors.length === 0) return division;
    const isOfYear = (successor: string): boolean =>
      firstYearOf(division, successor, beginnings) === year;
    return { ...division, successors: division.successors.filter(isOfYear) };
  });
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
  beginnings: ReadonlyMap<string, number | null>,
): number | null {
  return validTo === null ? (beginnings.get(successor) ?? null) : validTo + 1;
}

/** The first year of each division, by its code. */
function beginningsIn(register: readonly Successor[]): ReadonlyMap<string, number | null> {
  return new Map(register.map(({ code, validFrom }) => [code, validFrom]));
}

const GROUPS = new WeakMap<readonly Successor[], readonly Successor[][]>();

/** The divisions that are linked by succession, group by group, each in the order of the register. */
export function groupBySuccession(register: readonly Successor[]): readonly Successor[][] {
  const known = GROUPS.get(register);
  if (known) return known;
  const groups = findGroups(register);
  GROUPS.set(register, groups);
  return groups;
}

function findGroups(register: readonly Successor[]): Successor[][] {
  const links = linksIn(register);
  const places = new Map(register.map(({ code }, place) => [code, place]));
  const grouped = new Set<string>();
  return register.flatMap(({ code }) => {
    if (grouped.has(code) || !links.has(code)) return [];
    const group = new Set([code]);
    for (const member of group) for (const other of links.get(member) ?? []) group.add(other);
    for (const member of group) grouped.add(member);
    const members = [...group].map((member) => places.get(member) ?? 0).sort((a, b) => a - b);
    return members.length > 1 ? [members.flatMap((place) => register[place] ?? [])] : [];
  });
}

/** The codes that each division came from or became, among those of the register. */
function linksIn(register: readonly Successor[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(register.map(({ code }) => code));
  const links = new Map<string, string[]>();
  for (const { code, successors } of register)
    for (const successor of successors)
      if (known.has(successor))
        for (const [one, other] of [
          [code, successor],
          [successor, code],
        ] as const)
          links.set(one, [...(links.get(one) ?? []), other]);
  return links;
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
