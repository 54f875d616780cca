import { keysOf, recordOf } from "../records";
import {
  type Dispersion,
  estimateCorrectedTau2,
  joinScores,
  measureDispersion,
  RATE_SCALES,
  type Scores,
  scoresOf,
} from "./dispersion";
import { binomialTails, poissonTails } from "./distributions";
import { normalLower, normalQuantile, skewedUpper } from "./normal";
import {
  type BodyRatio,
  DEFAULT_DISTRIBUTION,
  type Distribution,
  isPossible,
  poolRatios,
  type Ratio,
  rateOf,
} from "./ratio";
import {
  ALARM_LEVELS,
  isJudged,
  LEAST_FOR_OWN_SPREAD,
  LEAST_JUDGED,
  NAMING_LEVEL,
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
    name: "一般（建议）",
    tau2: (scores: Scores) => measureDispersion(scores).tau2,
  },
  corrected: {
    name: "从严",
    tau2: estimateCorrectedTau2,
  },
  binomial: { name: "只排除偶然因素", tau2: () => 0 },
} as const satisfies Record<string, { name: string; tau2: (scores: Scores) => number }>;
export type LimitModel = keyof typeof LIMIT_MODELS;
export const LIMIT_MODEL_CODES = keysOf(LIMIT_MODELS);

export const DEFAULT_LIMIT_MODEL: LimitModel = "published";

export interface FunnelPoint extends BodyRatio {
  /** 0..1; null when nothing was counted. */
  readonly rate: number | null;
  /** Pooled rate of the others, in 0..1: nobody is held against himself. Null where the others count nothing. */
  readonly target: number | null;
  /** How far that rate is itself uncertain: variance on the scale of z. Null where there is no target. */
  readonly targetVariance: number | null;
  /** Cases expected at that rate, and O − E; null for impossible counts and where there is no target. */
  readonly expected: number | null;
  readonly excess: number | null;
  readonly verdict: Verdict;
  /** Distance from the target on the scale of the distribution, in standard deviations of the limits; null when not judged. */
  readonly z: number | null;
  /** One-sided probabilities of so many, or so few, in a body like the others; null when not judged. */
  readonly pHigh: number | null;
  readonly pLow: number | null;
  /** Two-sided probability under the strict τ², and Benjamini–Hochberg adjusted among the judged bodies. */
  readonly strictP: number | null;
  readonly adjustedP: number | null;
}

export interface Funnel {
  /** Σ of the possible rows of the group. */
  readonly pooled: Ratio;
  /** Pooled rate of the group, null when nothing was counted. Each body is judged against that of the others. */
  readonly target: number | null;
  /** φ and τ² as found, whichever the limits use; `tau2Corrected` is that of the strict model. */
  readonly dispersion: Dispersion & { readonly tau2Corrected: number };
  readonly model: LimitModel;
  readonly distribution: Distribution;
  /** The τ² in the limits: 0 leaves the binomial limits. */
  readonly tau2: number;
  readonly floor: number;
  readonly points: readonly FunnelPoint[];
  /** How many bodies have cases enough to be judged. */
  readonly judgeable: number;
  /** Whether these make a group in which anybody can be judged; without it no limits are drawn. */
  readonly hasPower: boolean;
  /** How many bodies were judged, and how many have each verdict. */
  readonly judged: number;
  readonly found: Readonly<Record<Verdict, number>>;
  /** Bodies expected beyond each limit, on each side, if they differ as the limits assume: judged × 0.1%, × 2.5%. */
  readonly falseAlarms: FalseAlarms;
  /** The same if all the spread found between the bodies is ordinary, and strongly skewed: never fewer. */
  readonly falseAlarmsAtMost: FalseAlarms;
}

interface FalseAlarms {
  readonly "998": number;
  readonly "95": number;
}

export interface FunnelOptions {
  readonly model?: LimitModel;
  readonly distribution?: Distribution;
  /** Least denominator that is judged. */
  readonly floor?: number;
  /** The same group in other years: where it is small, the spread between bodies is taken from all of them. */
  readonly otherYears?: readonly (readonly BodyRatio[])[];
}

/** What the verdicts of a group rest on. */
interface Yardstick {
  readonly distribution: Distribution;
  /** Σ of the possible rows, and Σ of their squared denominators. */
  readonly pooled: Ratio;
  readonly squares: number;
  readonly target: number | null;
  readonly scores: Scores;
  readonly tau2: number;
  readonly judgeable: number;
}

/** Whether so many judgeable bodies are enough to judge any of them. */
function hasPower(judgeable: number): boolean {
  return judgeable >= LEAST_JUDGED;
}

/**
 * Bodies under the floor count in the target and not in the spread: their scores are too coarse, and a few of them
 * make a τ² where there is none.
 */
function yardstickOf(rows: readonly BodyRatio[], options: FunnelOptions): Yardstick {
  const { model = DEFAULT_LIMIT_MODEL, otherYears = [] } = options;
  const own = groupScoresOf(rows, options);
  const isSmall = own.scores.z.length < LEAST_FOR_OWN_SPREAD;
  const others = isSmall ? otherYears.map((year) => groupScoresOf(year, options).scores) : [];
  const scores = others.length === 0 ? own.scores : joinScores([own.scores, ...others]);
  return { ...own, scores, tau2: LIMIT_MODELS[model].tau2(scores) };
}

function groupScoresOf(
  rows: readonly BodyRatio[],
  options: FunnelOptions,
): Omit<Yardstick, "tau2"> {
  const { distribution = DEFAULT_DISTRIBUTION } = options;
  const pooled = poolRatios(rows, distribution);
  const target = rateOf(pooled);
  const judgeable = rows.filter((row) => isJudgeable(row, options));
  const squares = rows
    .filter((row) => isPossible(row, distribution))
    .reduce((sum, { denominator }) => sum + denominator ** 2, 0);
  return {
    distribution,
    pooled,
    squares,
    target,
    scores: scoresOf(judgeable, target ?? 0, distribution),
    judgeable: judgeable.length,
  };
}

/** What a body is judged against: the pooled rate of the others, and how far that rate itself is uncertain. */
interface Target {
  readonly rate: number;
  readonly distribution: Distribution;
  /** Variance on the scale of the distribution: 1/4D by chance, and τ² ΣD²/D² since the others differ between themselves. */
  readonly variance: number;
}

/** Null where the others count nothing. */
function targetWithout(
  row: BodyRatio,
  { pooled, squares, tau2, distribution }: Yardstick,
): Target | null {
  const own = isPossible(row, distribution) ? row : { numerator: 0, denominator: 0 };
  const cases = pooled.denominator - own.denominator;
  const rate = rateOf({ numerator: pooled.numerator - own.numerator, denominator: cases });
  if (rate === null) return null;
  const others = squares - own.denominator ** 2;
  return { rate, distribution, variance: 1 / (4 * cases) + (tau2 * others) / cases ** 2 };
}

/** Whether a row is one that a funnel judges. */
function isJudgeable(row: BodyRatio, { floor = RATE_FLOOR, distribution }: FunnelOptions): boolean {
  return isPossible(row, distribution) && row.denominator >= Math.max(1, floor);
}

interface BothTails {
  readonly high: number;
  readonly low: number;
}

/** Distance from the target on the scale of the distribution, in standard deviations √(1/4n + τ² + that of the target). */
function standardScore(
  { numerator, denominator }: BodyRatio,
  target: Target,
  tau2: number,
): number {
  const spread = Math.sqrt(1 / (4 * denominator) + tau2 + target.variance);
  const { to } = RATE_SCALES[target.distribution];
  return (to(numerator / denominator) - to(target.rate)) / spread;
}

/** Probabilities of O or more, and O or fewer, in the wider model: no verdict goes beyond them. */
function wideTails(row: BodyRatio, target: Target, tau2: number): BothTails {
  const z = standardScore(row, target, tau2);
  return { high: normalLower(-z), low: normalLower(z) };
}

/** Probabilities of O or more, and O or fewer, if the target were every body's own rate. */
function exactTails({ numerator, denominator }: BodyRatio, target: Target): BothTails {
  const { upper, lower } =
    target.distribution === "poisson"
      ? poissonTails(numerator, denominator * target.rate)
      : binomialTails(numerator, denominator, target.rate);
  return { high: upper, low: lower };
}

/** The exact probabilities, or those of the wider model where larger. */
function tailsOf(exact: BothTails, row: BodyRatio, target: Target, tau2: number): BothTails {
  const wide = wideTails(row, target, tau2);
  return { high: Math.max(exact.high, wide.high), low: Math.max(exact.low, wide.low) };
}

/**
 * Funnel plot of a proportion, or of events per case (D. Spiegelhalter 2005, Funnel plots for comparing institutional performance,
 * Statistics in Medicine 24:1185): which bodies differ from the pooled rate of the others by more than chance, and by
 * more than bodies of this group commonly differ.
 *
 * A body is high at 99.8% when so many cases or more have a probability of at most 0.1%, both under the
 * binomial distribution and under the additive random-effects model on the arcsine scale: the widened limit is
 * never inside the exact one, so a tiny body is not named for its discreteness. Bodies under the floor count
 * in the target alone and are not judged; impossible rows count nowhere. In a group of fewer than `LEAST_JUDGED`
 * judgeable bodies nobody is judged.
 *
 * The published τ² (default) finds bodies that stand out and is too small where none does; `corrected` is strict;
 * `binomial` takes every body for alike. `falseAlarmsAtMost` says how many flags the choice may cost; a body may be
 * named only where its `adjustedP`, which always rests on the strict τ², allows it (`isNameable`).
 */
export function buildFunnel(rows: readonly BodyRatio[], options: FunnelOptions = {}): Funnel {
  const {
    model = DEFAULT_LIMIT_MODEL,
    floor = RATE_FLOOR,
    distribution = DEFAULT_DISTRIBUTION,
  } = options;
  const yardstick = yardstickOf(rows, options);
  const { target, scores, tau2, judgeable } = yardstick;
  const tau2Corrected = estimateCorrectedTau2(scores);
  const spread = { ...measureDispersion(scores), tau2Corrected };
  const strictYardstick = { ...yardstick, tau2: tau2Corrected };
  const enough = hasPower(judgeable);

  const judgements = rows.map((row) => {
    const others = targetWithout(row, yardstick);
    if (others === null || !enough || !isJudgeable(row, options)) return { others, tails: null };
    const strictTarget = targetWithout(row, strictYardstick);
    // The two targets differ in how uncertain they are; the rate is the same.
    const exact = exactTails(row, others);
    const strict = tailsOf(exact, row, strictTarget ?? others, tau2Corrected);
    return {
      others,
      tails: tailsOf(exact, row, others, tau2),
      z: standardScore(row, others, tau2),
      strictP: Math.min(1, 2 * Math.min(strict.high, strict.low)),
    };
  });
  const adjustedPs = adjustPValues(judgements.flatMap(({ strictP }) => strictP ?? []))[
    Symbol.iterator
  ]();

  const points = rows.map((row, index): FunnelPoint => {
    const { others = null, tails = null, z = null, strictP = null } = judgements[index] ?? {};
    const expected =
      others === null || !isPossible(row, distribution) ? null : row.denominator * others.rate;
    return {
      code: row.code,
      numerator: row.numerator,
      denominator: row.denominator,
      rate: rateOf(row),
      target: others?.rate ?? null,
      targetVariance: others?.variance ?? null,
      expected,
      excess: expected === null ? null : row.numerator - expected,
      verdict: tails ? verdictFor(tails.high, tails.low) : whyNotJudged(row, enough, options),
      z,
      pHigh: tails?.high ?? null,
      pLow: tails?.low ?? null,
      strictP,
      adjustedP: tails ? (adjustedPs.next().value ?? null) : null,
    };
  });

  const judged = points.filter((point) => isJudged(point.verdict));
  return {
    pooled: yardstick.pooled,
    target,
    dispersion: spread,
    model,
    distribution,
    tau2,
    floor,
    points,
    judgeable,
    hasPower: enough,
    judged: judged.length,
    found: countVerdicts(points),
    falseAlarms: expectFalseAlarms(judged, (tail, own) =>
      normalLower(-boundAt(tail, own, tau2) / Math.sqrt(own + tau2)),
    ),
    falseAlarmsAtMost: expectFalseAlarms(judged, (tail, own) => {
      const bound = boundAt(tail, own, tau2);
      return Math.max(
        normalLower(-bound / Math.sqrt(own + tau2Corrected)),
        skewedUpper(bound, Math.sqrt(own), Math.sqrt(tau2Corrected)),
      );
    }),
  };
}

function whyNotJudged(row: BodyRatio, enough: boolean, options: FunnelOptions): Verdict {
  if (!isPossible(row, options.distribution)) return "impossible";
  return !enough && isJudgeable(row, options) ? "group_too_small" : "too_few";
}

/**
 * Whether a body may be named: beyond the 99.8% limit and, of all the bodies judged at once, not to be expected by
 * chance even if bodies commonly differ as much as the strict model says.
 */
export function isNameable({
  verdict,
  adjustedP,
}: {
  readonly verdict: Verdict | null;
  readonly adjustedP: number | null;
}): boolean {
  return (
    (verdict === "high_998" || verdict === "low_998") &&
    adjustedP !== null &&
    adjustedP <= NAMING_LEVEL
  );
}

/**
 * In how many groups without any body that stands out at least one is named all the same, as simulated: printed by
 * the method page and held by a test.
 */
export const PROMISES = { namedIfNormal: 0.05, namedIfSkewed: 0.4 } as const;

function countVerdicts(points: readonly FunnelPoint[]): Record<Verdict, number> {
  return recordOf(VERDICT_CODES, (code) => points.filter((point) => point.verdict === code).length);
}

/** How far from the target the limit of a body lies, on the scale of z, of which chance alone has the variance `own`. */
function boundAt(tail: number, own: number, tau2: number): number {
  return -normalQuantile(tail) * Math.sqrt(own + tau2);
}

/** Σ over the bodies of the probability to lie beyond a limit, never less than the limit's own. */
function expectFalseAlarms(
  judged: readonly BodyRatio[],
  probability: (tail: number, own: number) => number,
): FalseAlarms {
  const expected = (tail: number): number =>
    judged.reduce(
      (sum, { denominator }) => sum + Math.max(tail, probability(tail, 1 / (4 * denominator))),
      0,
    );
  return { "998": expected(ALARM_LEVELS["998"]), "95": expected(ALARM_LEVELS["95"]) };
}

type ChanceAlarms = Pick<Funnel, "falseAlarms" | "falseAlarmsAtMost">;

/**
 * How many bodies would stand above the 99.8% limit by chance, as printed everywhere: 约0.1至0.9. The lower figure
 * takes bodies to differ as the limits assume, the upper one takes all the spread found between them for ordinary and
 * strongly skewed: `explainFalseAlarms` says so.
 */
export function formatFalseAlarms(alarms: ChanceAlarms): string {
  const { low, high } = printAlarms(alarms);
  if (high === "0.0") return "不足0.1";
  if (low === "0.0") return `至多约${high}`;
  return low === high ? `约${low}` : `约${low}至${high}`;
}

/** What the figures of `formatFalseAlarms` assume; empty where they do not depend on it. */
export function explainFalseAlarms(alarms: ChanceAlarms): string {
  const { low, high } = printAlarms(alarms);
  if (low === high) return "";
  return low === "0.0" ? "按各地差异明显偏斜计" : "少则按各地差异呈正态分布计，多则按明显偏斜计";
}

function printAlarms({ falseAlarms, falseAlarmsAtMost }: ChanceAlarms) {
  return { low: falseAlarms["998"].toFixed(1), high: falseAlarmsAtMost["998"].toFixed(1) };
}

/**
 * How the bodies of a group are judged without the rest of the funnel, one by one where somebody asks: for earlier years
 * and other denominators, of which only the verdict is shown.
 */
export function judgeWithin(
  rows: readonly BodyRatio[],
  options: FunnelOptions = {},
): (row: BodyRatio) => Verdict {
  const yardstick = yardstickOf(rows, options);
  const { tau2, judgeable } = yardstick;
  const enough = hasPower(judgeable);
  return (row) => {
    const target = targetWithout(row, yardstick);
    return target === null || !enough || !isJudgeable(row, options)
      ? whyNotJudged(row, enough, options)
      : judgeRatio(row, target, tau2);
  };
}

/** The verdict of each body by its code. */
export function judgeGroup(
  rows: readonly BodyRatio[],
  options: FunnelOptions = {},
): ReadonlyMap<string, Verdict> {
  const judge = judgeWithin(rows, options);
  return new Map(rows.map((row) => [row.code, judge(row)]));
}

/** Where the wider model finds a body ordinary no exact probability says otherwise, and none is worked out. */
export function judgeRatio(row: BodyRatio, target: Target, tau2: number): Verdict {
  const wide = wideTails(row, target, tau2);
  if (Math.min(wide.high, wide.low) > ALARM_LEVELS["95"]) return "within";
  const { high, low } = tailsOf(exactTails(row, target), row, target, tau2);
  return verdictFor(high, low);
}
