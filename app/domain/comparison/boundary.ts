import { livesIn, type Lifespan } from "../report/division";
import type { StatedRatio } from "./comparison";

/** A division that came from another or became others, with the years in which it exists. */
export interface Successor extends Lifespan {
  readonly code: string;
  readonly successors: readonly string[];
}

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

/** The last change, by a year and in as many years as asked for before it, of each division that one touched. */
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

/** Why a figure is not held against that of the year before; null where the ground is the same. */
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
        ground.filter((division) => livesIn(division, year - 1)),
        ground.filter((division) => livesIn(division, year)),
      );
      return ground.map(({ code }) => [code, words] as const);
    }),
  );
}

/** First year of a succession; a division that lives on gave a part away when its successor began. */
function firstYearOf(
  { valid_to }: Successor,
  successor: string,
  register: readonly Successor[],
): number | null {
  if (valid_to !== null) return valid_to + 1;
  return register.find(({ code }) => code === successor)?.valid_from ?? null;
}

/** Figures made comparable across boundary changes, and what was done about each, by code. */
export interface BridgedRatios {
  readonly figures: readonly StatedRatio[];
  readonly notes: ReadonlyMap<string, string>;
}

/**
 * Puts divisions that became one another between two years under one code, so that the same ground is
 * compared; where one of them has no figure the ground differs, and the note says that nothing is
 * bridged. Nor are bodies that a division has several of, such as its departments.
 */
export function bridgeBoundaries(
  figures: readonly StatedRatio[],
  register: readonly Successor[],
  earlier: number,
  later: number,
): BridgedRatios {
  const notes = new Map<string, string>();
  let bridgedFigures = figures;
  for (const ground of groupBySuccession(register)) {
    const before = ground.filter((division) => livesIn(division, earlier));
    const after = ground.filter((division) => livesIn(division, later));
    const [unit] = after;
    if (!unit || haveSameCodes(before, after)) continue;
    const change = formatSuccession(before, after);
    const codes = new Set(ground.map(({ code }) => code));
    for (const { code, division_code } of figures)
      if (code !== division_code && codes.has(division_code))
        notes.set(code, `${change}；所属地区前后范围不同，不能衔接`);
    const parts = [
      ...before.map(({ code }) => findRatio(figures, code, earlier)),
      ...after.map(({ code }) => findRatio(figures, code, later)),
    ];
    if (parts.every((part) => part === undefined)) continue;
    if (parts.some((part) => part === undefined)) {
      const note = `${change}；其中有地区缺报，前后范围不同，不能衔接`;
      for (const { code } of ground) notes.set(code, note);
      continue;
    }
    notes.set(unit.code, `${change}；按相同范围合并衔接`);
    const name = `${formatNames(before)}→${formatNames(after)}`;
    bridgedFigures = [
      ...bridgedFigures.filter((figure) => !codes.has(figure.code)),
      ...[earlier, later].flatMap((year) =>
        mergeRatios(
          parts.flatMap((part) => (part?.year === year ? part : [])),
          unit.code,
          name,
        ),
      ),
    ];
  }
  return { figures: bridgedFigures, notes };
}

/** The divisions that are linked by succession, group by group. */
function groupBySuccession(register: readonly Successor[]): Successor[][] {
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

function haveSameCodes(one: readonly Successor[], other: readonly Successor[]): boolean {
  return (
    one.length === other.length && one.every(({ code }) => other.some((each) => each.code === code))
  );
}

function formatSuccession(before: readonly Successor[], after: readonly Successor[]): string {
  return `区划调整：${formatNames(before)}其后为${formatNames(after)}`;
}

function formatNames(divisions: readonly Successor[]): string {
  return divisions.map(({ name }) => name).join("、");
}

function findRatio(
  figures: readonly StatedRatio[],
  code: string,
  year: number,
): StatedRatio | undefined {
  return figures.find(
    (figure) =>
      figure.code === code &&
      figure.year === year &&
      figure.numerator !== null &&
      figure.denominator !== null,
  );
}

/** Several figures of one year as one: of the sum, with the report of the first. */
function mergeRatios(parts: readonly StatedRatio[], code: string, name: string): StatedRatio[] {
  const [first] = parts;
  if (!first) return [];
  const sum = (side: "numerator" | "denominator") =>
    parts.reduce((total, part) => total + (part[side] ?? 0), 0);
  return [
    {
      ...first,
      code,
      division_code: code,
      division: name,
      numerator: sum("numerator"),
      denominator: sum("denominator"),
    },
  ];
}
