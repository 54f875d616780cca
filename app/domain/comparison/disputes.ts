import { flagQuality, type QualityFlag, type ReportQuality } from "../checks/quality-flag";
import { cellName } from "../form/cell-name";
import { REVIEW_LITIGATION } from "../form/review-litigation";
import type { GroupRatio } from "../indicators/indicators";
import {
  OVERALL_CORRECTION_RATE,
  type CaseKind,
  type CorrectionBase,
} from "../indicators/correction-rates";
import { INDICATORS } from "../indicators/indicators";
import { formatLikeBodies, type LikeCounts } from "./like-counts";
import { formatValue } from "../indicators/number-format";
import type { bodyNoun } from "../report/body";
import { correlateRanks, type RankCorrelation } from "../statistics/rank-correlation";
import { poolRatios, rateOf, type Ratio, type StatedRatio } from "../statistics/ratio";
import { RATE_FLOOR } from "../statistics/verdict";

/** Reviews and lawsuits of a group in one year. */
export interface DisputesOfYear {
  readonly year: number;
  readonly reports: number;
  /** Σ of each cell of table 四, by its name, over the reports that state the total of every line. */
  readonly cells: Readonly<Record<string, number | null>>;
  /** How many reports those are. */
  readonly counted: number;
  /** The cases of the year before and of this one, over the bodies that state them in both; null where none does. */
  readonly like: LikeCounts | null;
  readonly rates: Readonly<Record<"review_rate" | "lawsuit_rate" | "dispute_rate", GroupRatio>>;
  /** Σ of each column by kind of case, over the reports that state all of that kind: the shares are of these. */
  readonly kinds: Readonly<Record<CaseKind, Readonly<Record<string, number | null>>>>;
  readonly corrections: Readonly<Record<CaseKind, Readonly<Record<CorrectionBase, GroupRatio>>>>;
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

/** A body's disputes with the quality flags of its rates; null where no check of its report fails. */
export interface FlaggedDisputes extends BodyDisputes {
  readonly flags: Readonly<Record<"disputes" | "corrections", QualityFlag | null>>;
}

/** The rates of a body that are flagged, in the order of `printed` in {@link flagDisputes}. */
export function flaggedRates() {
  return [INDICATORS.dispute_rate, OVERALL_CORRECTION_RATE] as const;
}

/**
 * Attaches the quality flags of a body's two rates.
 *
 * @param printed both as printed, where something else enters sums
 */
export function flagDisputes(
  body: BodyDisputes,
  flaws: ReportQuality | undefined,
  printed?: readonly StatedRatio[],
): FlaggedDisputes {
  const disputes = INDICATORS.dispute_rate;
  const share = correctionsOf(body) ?? { numerator: null, denominator: null };
  const sides = { numerator: countCases(body.cells), denominator: body.handled };
  return {
    ...body,
    flags: {
      disputes: flagQuality(disputes, sides, flaws, "total", printed?.[0]),
      corrections: flagQuality(OVERALL_CORRECTION_RATE, share, flaws, "total", printed?.[1]),
    },
  };
}

/** All the cases of a year or a body; null unless every line is stated. */
export function countCases(cells: DisputesOfYear["cells"]): number | null {
  return sumColumn(cells, "total");
}

/**
 * Where the cases shown are of fewer reports than there are, of others than the rate beside them, or than the cases of
 * the year before they are compared with.
 */
export function explainReportsCounted(
  years: readonly DisputesOfYear[],
  noun: ReturnType<typeof bodyNoun>,
): string[] {
  return years.flatMap((each) => {
    const { year, reports: all, counted, rates, cells, like } = each;
    const cases = countCases(cells);
    const { numerator, denominator, reports } = rates.dispute_rate;
    const left = all - counted;
    const isOther = numerator !== null && (numerator !== cases || reports !== counted);
    const sum =
      cases === null || (left === 0 && !isOther)
        ? []
        : [
            [
              `${year}年合计${formatValue(cases, "count")}件是${counted}份报告之和`,
              left === 0 ? "" : `，其余${left}份的表四没有填全或者数字不能计入`,
              isOther
                ? `；${INDICATORS.dispute_rate.name}只用其中办理结果总计可以计入的${reports}份（${formatValue(numerator, "count")}／${formatValue(denominator, "count")}）`
                : "",
              "。",
            ].join(""),
          ];
    const of = like ? formatLikeBodies(like, noun) : "";
    const change = of === "" ? [] : [`${year}年合计较上年的增减${of}。`];
    return [...sum, ...change];
  });
}

function sumColumn(cells: DisputesOfYear["cells"], column: string): number | null {
  return REVIEW_LITIGATION.lines.reduce<number | null>((sum, { code }) => {
    const count = cells[cellName(code, column)] ?? null;
    return sum === null || count === null ? null : sum + count;
  }, 0);
}

/** Corrected cases of the concluded ones, reviews and lawsuits together; null unless every line is stated. */
export function correctionsOf({ cells }: Pick<BodyDisputes, "cells">): Ratio | null {
  const corrected = sumColumn(cells, "corrected");
  const total = sumColumn(cells, "total");
  const pending = sumColumn(cells, "pending");
  if (corrected === null || total === null || pending === null) return null;
  return { numerator: corrected, denominator: total - pending };
}

/** A third of the bodies by their 不掌握率 of the year before, and how many cases against them were corrected. */
export interface NotHeldGroup {
  readonly name: string;
  readonly bodies: number;
  readonly notHeld: Ratio;
  readonly corrections: Ratio;
}

export interface LinkToCorrections {
  readonly groups: readonly NotHeldGroup[];
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
    const ended = correctionsOf(body);
    if (numerator === null || denominator === null || denominator < RATE_FLOOR) return [];
    const [x, y] = [rateOf({ numerator, denominator }), ended && rateOf(ended)];
    return ended === null || x === null || y === null
      ? []
      : [{ x, y, notHeld: { numerator, denominator }, ended }];
  });
  const sorted = linked.toSorted((a, b) => a.x - b.x);
  const groups = THIRDS.map((name, index): NotHeldGroup => {
    const from = Math.round((index * sorted.length) / THIRDS.length);
    const to = Math.round(((index + 1) * sorted.length) / THIRDS.length);
    const members = sorted.slice(from, to);
    return {
      name,
      bodies: members.length,
      notHeld: poolRatios(members.map(({ notHeld }) => notHeld)),
      corrections: poolRatios(members.map(({ ended }) => ended)),
    };
  });
  return { groups, correlation: correlateRanks(linked) };
}
