import { groupBySuccession, type Successor } from "../report/boundary-changes";
import type { bodyNoun } from "../report/body";
import { existsIn } from "../report/division";
import { NAMED_AT_MOST } from "./coverage";

/** A count of one body in one year; null where its report does not state it. */
export interface BodyCount {
  /** Tells the body apart, as in a comparison. */
  readonly code: string;
  readonly division_code: string;
  readonly division: string;
  readonly year: number;
  readonly count: number | null;
}

/** A count of a group in two years over the same bodies: those that state it in both. */
export interface LikeCounts {
  readonly before: number;
  readonly after: number;
  readonly bodies: number;
  /** What those are called that state it in one of the years only. */
  readonly leftOut: readonly string[];
}

/**
 * Sums a count over the bodies that state it in both years. Divisions that became one another in between enter
 * together, where all of them state it, else not at all: the ground would be another.
 *
 * @returns null where no body states it in both
 */
export function pairCounts(
  counts: readonly BodyCount[],
  register: readonly Successor[],
  earlier: number,
  later: number,
): LikeCounts | null {
  const stated = counts.filter(
    ({ year, count }) => count !== null && [earlier, later].includes(year),
  );
  const unitOf = unitsOf(register, earlier, later);
  const units = new Map<string, BodyCount[]>();
  for (const count of stated) {
    const unit = count.code === count.division_code ? unitOf.get(count.code)?.key : undefined;
    const key = unit ?? count.code;
    const known = units.get(key);
    if (known) known.push(count);
    else units.set(key, [count]);
  }
  const sum = { before: 0, after: 0, bodies: 0 };
  const leftOut: string[] = [];
  for (const [key, own] of units) {
    const [before, after] = [earlier, later].map((year) =>
      own.filter((each) => each.year === year),
    );
    const due = [...unitOf.values()].find((unit) => unit.key === key);
    const isWhole = due
      ? before?.length === due.before && after?.length === due.after
      : before?.length === 1 && after?.length === 1;
    if (!isWhole) leftOut.push(...new Set(own.map(({ division }) => division)));
    else {
      sum.before += sumCounts(before);
      sum.after += sumCounts(after);
      sum.bodies += after?.length ?? 0;
    }
  }
  return sum.bodies === 0 ? null : { ...sum, leftOut };
}

function sumCounts(counts: readonly BodyCount[] = []): number {
  return counts.reduce((sum, { count }) => sum + (count ?? 0), 0);
}

/** The ground that divisions shared between two years in which boundaries changed, by the code of each. */
interface Ground {
  readonly key: string;
  readonly before: number;
  readonly after: number;
}

function unitsOf(
  register: readonly Successor[],
  earlier: number,
  later: number,
): ReadonlyMap<string, Ground> {
  return new Map(
    groupBySuccession(register).flatMap((ground) => {
      const [before, after] = [earlier, later].map((year) =>
        ground.filter((division) => existsIn(division, year)).map(({ code }) => code),
      );
      if (!before || !after || before.join() === after.join()) return [];
      const unit = {
        key: `ground ${ground[0]?.code ?? ""}`,
        before: before.length,
        after: after.length,
      };
      return ground.map(({ code }) => [code, unit] as const);
    }),
  );
}

/** Both years as the sides of a change; undefined where no body states the count in both. */
export function likeSides(
  like: LikeCounts | null | undefined,
): readonly [earlier: CountSides | undefined, later: CountSides | undefined] {
  if (!like) return [undefined, undefined];
  return [
    { numerator: like.before, denominator: null },
    { numerator: like.after, denominator: null },
  ];
}

interface CountSides {
  readonly numerator: number;
  readonly denominator: null;
}

/**
 * What a growth is of, where it is not of all that the total is a sum of: （按两年都有数字的88个地区计，不含甲市、乙区）.
 * Empty where every body states the count in both years.
 */
export function formatLikeBodies(
  { bodies, leftOut }: LikeCounts,
  noun: ReturnType<typeof bodyNoun>,
): string {
  if (leftOut.length === 0) return "";
  const names = leftOut.length > NAMED_AT_MOST ? `另外${leftOut.length}个` : leftOut.join("、");
  return `（按两年都有数字的${bodies}个${noun}计，不含${names}）`;
}
