import type { Aggregate } from "../indicators/aggregate";
import type { CaseKind, CorrectionBase } from "../indicators/corrections";
import { rankCorrelation, type RankCorrelation } from "../statistics/rank-correlation";
import { RATE_FLOOR } from "../statistics/small-counts";
import { pooled, rateOf, type Share } from "../statistics/tally";

/** Reviews and lawsuits of a group in one year. */
export interface YearOfDisputes {
  readonly year: number;
  readonly reports: number;
  /** Σ of each cell of table 四, by its name; null where no report states it. */
  readonly cells: Readonly<Record<string, number | null>>;
  readonly rates: Readonly<Record<"review_rate" | "lawsuit_rate" | "dispute_rate", Aggregate>>;
  readonly corrections: Readonly<Record<CaseKind, Readonly<Record<CorrectionBase, Aggregate>>>>;
}

/** Reviews and lawsuits of one body in the chosen year, and what it answered the year before. */
export interface BodyDisputes {
  readonly report_id: string;
  readonly division_code: string;
  readonly division: string;
  readonly handled: number | null;
  readonly cells: Readonly<Record<string, number | null>>;
  readonly before: { readonly not_held: number | null; readonly handled: number | null };
}

/** Cases concluded and corrected, reviews and lawsuits together; null where a part is not stated. */
export function corrections({ cells }: Pick<BodyDisputes, "cells">): Share | null {
  const of = (column: string) =>
    ["review", "direct_suit", "post_review_suit"].reduce<number | null>((sum, line) => {
      const count = cells[`${line}_${column}`] ?? null;
      return sum === null || count === null ? null : sum + count;
    }, 0);
  const [corrected, total, pending] = [of("corrected"), of("total"), of("pending")];
  if (corrected === null || total === null || pending === null) return null;
  return { numerator: corrected, denominator: total - pending };
}

/** Bodies alike in their 不掌握率 of the year before, and what became of the cases against them. */
export interface HeldGroup {
  readonly name: string;
  readonly bodies: number;
  readonly notHeld: Share;
  readonly corrections: Share;
}

export interface LinkToCorrections {
  readonly groups: readonly HeldGroup[];
  readonly correlation: RankCorrelation;
}

const THIRDS = ["不掌握率较低的三分之一", "居中的三分之一", "较高的三分之一"] as const;

/**
 * Whether bodies that answered 本机关不掌握 more often were corrected more often in the year after.
 * Over bodies that answered enough to have a rate and against whom a case was concluded.
 */
export function linkToCorrections(bodies: readonly BodyDisputes[]): LinkToCorrections {
  const linked = bodies.flatMap((body) => {
    const { not_held: numerator, handled: denominator } = body.before;
    const ended = corrections(body);
    if (numerator === null || denominator === null || denominator < RATE_FLOOR) return [];
    const [x, y] = [rateOf({ numerator, denominator }), ended && rateOf(ended)];
    return ended === null || x === null || y === null
      ? []
      : [{ x, y, notHeld: { numerator, denominator }, ended }];
  });
  const sorted = linked.toSorted((a, b) => a.x - b.x);
  const groups = THIRDS.map((name, index): HeldGroup => {
    const from = Math.round((index * sorted.length) / THIRDS.length);
    const to = Math.round(((index + 1) * sorted.length) / THIRDS.length);
    const members = sorted.slice(from, to);
    return {
      name,
      bodies: members.length,
      notHeld: pooled(members.map(({ notHeld }) => notHeld)),
      corrections: pooled(members.map(({ ended }) => ended)),
    };
  });
  return { groups, correlation: rankCorrelation(linked) };
}
