import { markOf, type FigureMark, type Flaws } from "../checks/figure-mark";
import { cellName } from "../form/cells";
import { REVIEW_LITIGATION } from "../form/review-litigation";
import type { Aggregate } from "../indicators/aggregate";
import {
  CORRECTED_OF_CONCLUDED,
  type CaseKind,
  type CorrectionBase,
} from "../indicators/corrections";
import { INDICATORS } from "../indicators/indicators";
import { rankCorrelation, type RankCorrelation } from "../statistics/rank-correlation";
import { RATE_FLOOR } from "../statistics/rate-floor";
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

/** The same, with the marks that its rates bear where checks of its report fail. */
export interface MarkedDisputes extends BodyDisputes {
  readonly marks: Readonly<Record<"disputes" | "corrections", FigureMark | null>>;
}

/** A body with the marks of its rates. */
export function markedDisputes(body: BodyDisputes, flaws: Flaws | undefined): MarkedDisputes {
  const disputes = INDICATORS["dispute_rate"];
  const share = corrections(body) ?? { numerator: null, denominator: null };
  const sides = { numerator: casesIn(body.cells), denominator: body.handled };
  return {
    ...body,
    marks: {
      disputes: disputes ? markOf(disputes, sides, flaws) : null,
      corrections: markOf(CORRECTED_OF_CONCLUDED, share, flaws),
    },
  };
}

/** All the cases of a year or a body; null unless every line is stated. */
export function casesIn(cells: YearOfDisputes["cells"]): number | null {
  return summed(cells, "total");
}

function summed(cells: YearOfDisputes["cells"], column: string): number | null {
  return REVIEW_LITIGATION.lines.reduce<number | null>((sum, { code }) => {
    const count = cells[cellName(code, column)] ?? null;
    return sum === null || count === null ? null : sum + count;
  }, 0);
}

/** Cases concluded and corrected, reviews and lawsuits together; null where a part is not stated. */
export function corrections({ cells }: Pick<BodyDisputes, "cells">): Share | null {
  const corrected = summed(cells, "corrected");
  const total = summed(cells, "total");
  const pending = summed(cells, "pending");
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
