import { interpolatedQuantile, poissonLimits } from "./distributions";
import { RATE_SCALES } from "./dispersion";
import type { Funnel } from "./funnel";
import { normalQuantile } from "./normal";
import { DEFAULT_DISTRIBUTION, type Distribution } from "./ratio";
import { ALARM_LEVELS } from "./verdict";

/** The four limits at a denominator n, as rates in 0..1. */
export interface FunnelLimits {
  readonly n: number;
  readonly low998: number;
  readonly low95: number;
  readonly high95: number;
  readonly high998: number;
}

const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/**
 * Exact binomial limits, interpolated as in Spiegelhalter 2005 (appendix A.1.1). The upper limit is the lower
 * limit of the complement (cases that did *not* end so), which the paper's formula for the upper quantile
 * misses by 1/n: only so is a body at the limit an event of at most 0.1%, and only so do 公开率 and its
 * complement get mirrored verdicts.
 */
function exactLimitsAt(
  n: number,
  target: number,
  tail: number,
  distribution: Distribution,
): [number, number] {
  if (target <= 0) return [target, target];
  if (distribution === "poisson") {
    const { lower, upper } = poissonLimits(tail, n * target);
    return [Math.max(0, lower / n), upper / n];
  }
  if (target >= 1) return [target, target];
  return [
    clamp(interpolatedQuantile(tail, n, target) / n, 0, 1),
    clamp(1 - interpolatedQuantile(tail, n, 1 - target) / n, 0, 1),
  ];
}

/** What limits stand on: the spread between bodies in them, and how far the target itself is uncertain. */
export interface LimitBasis {
  readonly tau2: number;
  /** On the same scale; 0 for limits about a target taken as known. */
  readonly targetVariance?: number;
  readonly distribution?: Distribution;
}

/** target ± z√(1/4n + τ² + variance of the target) on the scale of the distribution, kept inside it. */
function widenedLimitsAt(
  n: number,
  target: number,
  tail: number,
  { tau2, targetVariance = 0, distribution = DEFAULT_DISTRIBUTION }: LimitBasis,
): [number, number] {
  const { to, from, most } = RATE_SCALES[distribution];
  const half = normalQuantile(1 - tail) * Math.sqrt(1 / (4 * n) + tau2 + targetVariance);
  const centre = to(target);
  return [from(clamp(centre - half, 0, most)), from(clamp(centre + half, 0, most))];
}

/**
 * The limits at n cases (n ≥ 1): the exact ones, or the widened ones where they lie further out. A body is beyond a
 * limit about its own target exactly where `buildFunnel` says so.
 */
export function limitsAt(n: number, target: number, basis: LimitBasis): FunnelLimits {
  const { tau2, targetVariance = 0, distribution = DEFAULT_DISTRIBUTION } = basis;
  const at = (tail: number): [number, number] => {
    const exact = exactLimitsAt(n, target, tail, distribution);
    if (tau2 + targetVariance === 0) return exact;
    const wide = widenedLimitsAt(n, target, tail, basis);
    return [Math.min(exact[0], wide[0]), Math.max(exact[1], wide[1])];
  };
  const [low998, high998] = at(ALARM_LEVELS["998"]);
  const [low95, high95] = at(ALARM_LEVELS["95"]);
  return { n, low998, low95, high95, high998 };
}

/**
 * The limits as curves for a chart, from n = 1 to `most`, at about `steps` denominators that grow
 * geometrically: limits bend where n is small. Empty when the funnel has no target, or too few bodies to judge any.
 *
 * They stand about the pooled rate of the whole group; a body is judged about that of the others, which differs
 * visibly only where it holds a large share of the group's cases.
 */
export function limitCurvesOf(
  {
    target,
    tau2,
    distribution,
    hasPower,
  }: Pick<Funnel, "target" | "tau2" | "distribution" | "hasPower">,
  most: number,
  steps = 120,
): FunnelLimits[] {
  if (target === null || !hasPower || most < 1) return [];
  const last = Math.ceil(most);
  const ns = Array.from({ length: steps + 1 }, (_, i) => Math.round(last ** (i / steps)));
  return [...new Set(ns)].map((n) => limitsAt(n, target, { tau2, distribution }));
}
