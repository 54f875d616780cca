import { keysOf } from "../records";
import {
  arcsine,
  type Dispersion,
  estimateCorrectedTau2,
  measureDispersion,
  type Scores,
  scoresOf,
} from "./dispersion";
import { binomialTails } from "./distributions";
import { normalLower, normalQuantile } from "./normal";
import { type BodyRatio, isPossible, poolRatios, rateOf } from "./ratio";
import {
  ALARM_LEVELS,
  isJudged,
  RATE_FLOOR,
  type Verdict,
  VERDICT_CODES,
  verdictFor,
} from "./verdict";

/**
 * Benjamini–Hochberg adjusted p-values (1995, JRSS B 57:289), in the order given: of the bodies whose
 * adjusted value is at most 5%, at most 5% are expected to be false discoveries.
 *
 * The running minimum of p·m/rank from the largest p down, at most 1. Equal p-values get equal results.
 */
export function adjustPValues(pValues: readonly number[]): number[] {
  const descending = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 1;
  descending.forEach(({ p, index }, place) => {
    least = Math.min(least, p * (pValues.length / (pValues.length - place)));
    adjusted[index] = least;
  });
  return adjusted;
}

/** How far apart ordinary bodies of a group are taken to be: the τ² in the limits. */
export const LIMIT_MODELS = {
  published: {
    name: "考虑机关间固有差异",
    tau2: (scores: Scores) => measureDispersion(scores).tau2,
  },
  corrected: {
    name: "考虑机关间固有差异（从严）",
    tau2: estimateCorrectedTau2,
  },
  binomial: { name: "仅考虑随机波动（不调整）", tau2: () => 0 },
} as const satisfies Record<string, { name: string; tau2: (scores: Scores) => number }>;
export type LimitModel = keyof typeof LIMIT_MODELS;
export const LIMIT_MODEL_CODES = keysOf(LIMIT_MODELS);

export const DEFAULT_LIMIT_MODEL: LimitModel = "published";

export interface FunnelPoint extends BodyRatio {
  /** 0..1; null when nothing was counted. */
  readonly rate: number | null;
  /** Cases expected at the target rate. */
  readonly expected: number;
  /** O − E: the case files beyond what the group's rate explains. */
  readonly excess: number;
  readonly verdict: Verdict;
  /** One-sided probabilities of so many, or so few, in a body like the others; null when not judged. */
  readonly pHigh: number | null;
  readonly pLow: number | null;
  /** Benjamini–Hochberg adjusted two-sided p-value among the judged bodies. */
  readonly adjustedP: number | null;
}

export interface Funnel {
  /** Pooled rate of the group, null when nothing was counted. */
  readonly target: number | null;
  /** φ and τ² as found, whichever the limits use; `tau2Corrected` is that of the strict model. */
  readonly dispersion: Dispersion & { readonly tau2Corrected: number };
  readonly model: LimitModel;
  /** The τ² in the limits: 0 leaves the binomial limits. */
  readonly tau2: number;
  readonly floor: number;
  readonly points: readonly FunnelPoint[];
  /** How many bodies were judged, and how many have each verdict. */
  readonly judged: number;
  readonly found: Readonly<Record<Verdict, number>>;
  /** Bodies expected beyond each limit, on each side, if they differ as the limits assume: judged × 0.1%, × 2.5%. */
  readonly falseAlarms: FalseAlarms;
  /** As `falseAlarms`, if all the spread found between the bodies is ordinary and none stands out: never fewer. */
  readonly falseAlarmsAtMost: FalseAlarms;
}

interface FalseAlarms {
  readonly "998": number;
  readonly "95": number;
}

export interface FunnelOptions {
  readonly model?: LimitModel;
  /** Least denominator that is judged. */
  readonly floor?: number;
}

/** What the verdicts of a group rest on. */
interface GroupBase {
  readonly target: number | null;
  readonly scores: Scores;
  readonly tau2: number;
}

function baseOf(
  rows: readonly BodyRatio[],
  { model = DEFAULT_LIMIT_MODEL }: FunnelOptions,
): GroupBase {
  const possible = rows.filter(isPossible);
  const target = rateOf(poolRatios(possible));
  const scores = scoresOf(possible, target ?? 0);
  return { target, scores, tau2: LIMIT_MODELS[model].tau2(scores) };
}

/** Only possible ratios of at least the floor are judged. */
function isJudgeable(row: BodyRatio, { floor = RATE_FLOOR }: FunnelOptions): boolean {
  return isPossible(row) && row.denominator >= Math.max(1, floor);
}

interface BothTails {
  readonly high: number;
  readonly low: number;
}

/** Probabilities of O or more, and O or fewer, in the wider model: no verdict goes beyond them. */
function wideTails({ numerator, denominator }: BodyRatio, target: number, tau2: number): BothTails {
  const spread = Math.sqrt(1 / (4 * denominator) + tau2);
  const z = (arcsine(numerator / denominator) - arcsine(target)) / spread;
  return { high: normalLower(-z), low: normalLower(z) };
}

/** Probabilities of O or more, and O or fewer: the exact binomial ones, or those of the wider model where larger. */
function tailsOf(row: BodyRatio, target: number, tau2: number): BothTails {
  const exact = binomialTails(row.numerator, row.denominator, target);
  if (tau2 === 0) return { high: exact.upper, low: exact.lower };
  const wide = wideTails(row, target, tau2);
  return { high: Math.max(exact.upper, wide.high), low: Math.max(exact.lower, wide.low) };
}

/**
 * Funnel plot of a proportion (D. Spiegelhalter 2005, Funnel plots for comparing institutional performance,
 * Statistics in Medicine 24:1185): which bodies differ from the pooled rate by more than chance, and by more
 * than bodies of this group commonly differ.
 *
 * A body is high at 99.8% when so many cases or more have a probability of at most 0.1%, both under the
 * binomial distribution and under the additive random-effects model on the arcsine scale: the widened limit is
 * never inside the exact one, so a tiny body is not named for its discreteness. Bodies under the floor count
 * in the target and the dispersion and are not judged; impossible rows count nowhere.
 *
 * The published τ² (default) finds bodies that stand out and is too small where none does; `corrected` is strict;
 * `binomial` takes every body for alike. `falseAlarmsAtMost` says how many names the choice may cost.
 */
export function buildFunnel(rows: readonly BodyRatio[], options: FunnelOptions = {}): Funnel {
  const { model = DEFAULT_LIMIT_MODEL, floor = RATE_FLOOR } = options;
  const { target, scores, tau2 } = baseOf(rows, options);
  const spread = { ...measureDispersion(scores), tau2Corrected: estimateCorrectedTau2(scores) };

  const tails = rows.map((row) =>
    target !== null && isJudgeable(row, options) ? tailsOf(row, target, tau2) : null,
  );
  const adjustedPs = adjustPValues(
    tails.flatMap((tail) => (tail === null ? [] : Math.min(1, 2 * Math.min(tail.high, tail.low)))),
  )[Symbol.iterator]();

  const points = rows.map((row, index): FunnelPoint => {
    const tail = tails[index] ?? null;
    const expected = row.denominator * (target ?? 0);
    return {
      code: row.code,
      numerator: row.numerator,
      denominator: row.denominator,
      rate: rateOf(row),
      expected,
      excess: row.numerator - expected,
      verdict: tail ? verdictFor(tail.high, tail.low) : isPossible(row) ? "too_few" : "impossible",
      pHigh: tail?.high ?? null,
      pLow: tail?.low ?? null,
      adjustedP: tail ? (adjustedPs.next().value ?? null) : null,
    };
  });

  const judged = points.filter((point) => isJudged(point.verdict));
  return {
    target,
    dispersion: spread,
    model,
    tau2,
    floor,
    points,
    judged: judged.length,
    found: countVerdicts(points),
    falseAlarms: expectFalseAlarms(judged, tau2, tau2),
    falseAlarmsAtMost: expectFalseAlarms(judged, tau2, spread.tau2Corrected),
  };
}

function countVerdicts(points: readonly FunnelPoint[]): Record<Verdict, number> {
  const counts = {
    high_998: 0,
    high_95: 0,
    within: 0,
    low_95: 0,
    low_998: 0,
    too_few: 0,
    impossible: 0,
  };
  for (const code of VERDICT_CODES)
    counts[code] = points.filter((point) => point.verdict === code).length;
  return counts;
}

/** Σ P(beyond the limit at τ²) over bodies whose variance about the target is 1/4n + `actual`. */
function expectFalseAlarms(
  judged: readonly BodyRatio[],
  tau2: number,
  actual: number,
): FalseAlarms {
  const expected = (tail: number): number => {
    const z = normalQuantile(tail);
    return judged.reduce((sum, { denominator }) => {
      const own = 1 / (4 * denominator);
      return sum + Math.max(tail, normalLower(z * Math.sqrt((own + tau2) / (own + actual))));
    }, 0);
  };
  return { "998": expected(ALARM_LEVELS["998"]), "95": expected(ALARM_LEVELS["95"]) };
}

/** How many bodies would stand above the 99.8% limit by chance, as printed everywhere: 0.1至0.9. */
export function formatFalseAlarms({
  falseAlarms: expected,
  falseAlarmsAtMost: most,
}: Pick<Funnel, "falseAlarms" | "falseAlarmsAtMost">): string {
  const [low, high] = [expected["998"].toFixed(1), most["998"].toFixed(1)];
  if (high === "0.0") return "不足0.1";
  if (low === "0.0") return `至多${high}`;
  return low === high ? low : `${low}至${high}`;
}

/**
 * The verdict of each body by its code without the rest of the funnel: for earlier years and other denominators, of
 * which only the verdict is shown.
 */
export function judgeGroup(
  rows: readonly BodyRatio[],
  options: FunnelOptions = {},
): ReadonlyMap<string, Verdict> {
  const { target, tau2 } = baseOf(rows, options);
  return new Map(
    rows.map((row) => {
      if (!isPossible(row)) return [row.code, "impossible"];
      if (target === null || !isJudgeable(row, options)) return [row.code, "too_few"];
      return [row.code, judgeRatio(row, target, tau2)];
    }),
  );
}

/** Where the wider model finds a body ordinary no exact probability says otherwise, and none is worked out. */
function judgeRatio(row: BodyRatio, target: number, tau2: number): Verdict {
  const wide = tau2 === 0 ? null : wideTails(row, target, tau2);
  if (wide && Math.min(wide.high, wide.low) > ALARM_LEVELS["95"]) return "within";
  const { high, low } = tailsOf(row, target, tau2);
  return verdictFor(high, low);
}
