import { buildFunnel, isNameable } from "#domain/statistics/funnel";
import type { BodyRatio } from "#domain/statistics/ratio";
import { Random } from "./random";

/** How the true rates of ordinary bodies differ, as deviations of mean 0 and variance 1 on the arcsine scale. */
export const SHAPES = {
  alike: { name: "all alike", deviate: () => 0 },
  normal: { name: "normal", deviate: (random: Random) => random.normal() },
  skewed: { name: "skewed", deviate: (random: Random) => -Math.log(random.uniform()) - 1 },
} as const;
export type Shape = keyof typeof SHAPES;

/** How many judgeable bodies the groups have. */
export const GROUPS = [2, 8, 12, 25, 90] as const;

export interface Scenario {
  readonly bodies: number;
  readonly shape: Shape;
  /** Whether one body of 400 cases stands out: 42% where the others have 20%. */
  readonly outlier: boolean;
  readonly rounds: number;
  readonly seed: number;
}

/** What became of ordinary bodies and of the one that stands out. */
export interface Outcome {
  /** Share of the runs in which the group was large enough to judge. */
  readonly judgedRuns: number;
  /** Ordinary bodies above the 99.8% limit a run, and what the funnel said there would be. */
  readonly falseHigh: number;
  readonly saidLeast: number;
  readonly saidMost: number;
  /** Share of the runs in which an ordinary body was named. */
  readonly falselyNamed: number;
  /** Of the bodies named over all runs, the share of ordinary ones. */
  readonly falseShare: number;
  /** Share of the runs in which the body that stands out was above the limit, and was named. */
  readonly found: number;
  readonly named: number;
}

const CENTRE = Math.asin(Math.sqrt(0.2));
const SPREAD = 0.05;
const YEARS = 5;

/** Five years of a group: each body keeps most of its own rate from year to year. The last is the one judged. */
function inventYears(
  random: Random,
  { bodies, shape, outlier }: Scenario,
): readonly (readonly BodyRatio[])[] {
  const { deviate } = SHAPES[shape];
  const own = Array.from({ length: bodies }, () => ({
    lasting: deviate(random),
    size: Math.round(30 * Math.exp(3 * random.uniform())),
  }));
  return Array.from({ length: YEARS }, () =>
    own.map(({ lasting, size }, index): BodyRatio => {
      const stands = outlier && index === 0;
      const denominator = stands ? 400 : size;
      const angle = CENTRE + SPREAD * (Math.sqrt(0.7) * lasting + Math.sqrt(0.3) * deviate(random));
      const rate = stands ? 0.42 : Math.sin(Math.max(0, angle)) ** 2;
      return {
        code: stands ? "outlier" : `d${index}`,
        denominator,
        numerator: random.binomial(denominator, rate),
      };
    }),
  );
}

/** Judges many invented groups as the product does. The same every time. */
export function simulate(scenario: Scenario): Outcome {
  const random = new Random(scenario.seed);
  const sums = {
    judged: 0,
    high: 0,
    least: 0,
    most: 0,
    runsNamed: 0,
    namedFalse: 0,
    found: 0,
    named: 0,
  };
  for (let round = 0; round < scenario.rounds; round++) {
    const years = inventYears(random, scenario);
    const funnel = buildFunnel(years.at(-1) ?? [], { otherYears: years.slice(0, -1) });
    if (funnel.hasPower) sums.judged++;
    sums.least += funnel.falseAlarms["998"];
    sums.most += funnel.falseAlarmsAtMost["998"];
    let ordinary = 0;
    for (const point of funnel.points) {
      const isHigh = point.verdict === "high_998";
      const isNamed = isHigh && isNameable(point);
      if (point.code === "outlier") {
        if (isHigh) sums.found++;
        if (isNamed) sums.named++;
      } else {
        if (isHigh) sums.high++;
        if (isNamed) ordinary++;
      }
    }
    if (ordinary > 0) sums.runsNamed++;
    sums.namedFalse += ordinary;
  }
  const { rounds } = scenario;
  const all = sums.namedFalse + sums.named;
  return {
    judgedRuns: sums.judged / rounds,
    falseHigh: sums.high / rounds,
    saidLeast: sums.least / rounds,
    saidMost: sums.most / rounds,
    falselyNamed: sums.runsNamed / rounds,
    falseShare: all === 0 ? 0 : sums.namedFalse / all,
    found: sums.found / rounds,
    named: sums.named / rounds,
  };
}
