import { describe, expect, it } from "vitest";
import { binomialTails } from "#domain/statistics/distributions";
import { buildFunnel, type LimitModel } from "#domain/statistics/funnel";
import type { BodyRatio } from "#domain/statistics/ratio";
import { recordOf } from "#domain/records";
import { isJudged, type Verdict, VERDICT_CODES } from "#domain/statistics/verdict";
import { Random } from "./random";

const ROUNDS = 200;
const BODIES = 98;

/** A province in which no body stands out: sizes of 12 to 655 cases, true rates that vary on the arcsine scale. */
function province(random: Random, spread: number, centre: number): BodyRatio[] {
  return Array.from({ length: BODIES }, (_, i) => {
    const denominator = Math.round(12 * Math.exp(4 * random.uniform()));
    const angle = Math.asin(Math.sqrt(centre)) + spread * random.normal();
    return {
      code: `d${i}`,
      denominator,
      numerator: random.binomial(denominator, Math.sin(angle) ** 2),
    };
  });
}

/** Verdicts over many such provinces. */
function alarms(
  seed: number,
  spread: number,
  centre: number,
  model: LimitModel,
): Record<Verdict | "judged", number> {
  const random = new Random(seed);
  const found = { ...recordOf(VERDICT_CODES, () => 0), judged: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    for (const { verdict } of buildFunnel(province(random, spread, centre), { model }).points) {
      found[verdict]++;
      if (isJudged(verdict)) found.judged++;
    }
  }
  return found;
}

/** The most alarms that a promise of `share` of `judged` bodies explains, at one in ten thousand. */
function mostOf(judged: number, share: number): number {
  let count = Math.floor(judged * share);
  while (binomialTails(count, judged, share).upper > 1e-4) count++;
  return count;
}

describe.each([0.02, 0.2, 0.5])("where no body differs, rate %d", (centre) => {
  it.each(["binomial", "published", "corrected"] as const)(
    "%s limits alarm no more than promised: 0.1%% above, 0.1%% below, 5%% in all",
    (model) => {
      const found = alarms(1, 0, centre, model);
      expect(found.judged).toBeGreaterThan(10_000);
      expect(found.high_998).toBeLessThanOrEqual(mostOf(found.judged, 0.001));
      expect(found.low_998).toBeLessThanOrEqual(mostOf(found.judged, 0.001));
      const outside = found.high_998 + found.high_95 + found.low_95 + found.low_998;
      expect(outside).toBeLessThanOrEqual(mostOf(found.judged, 0.05));
    },
  );
});

describe.each([
  [0.03, 0.2],
  [0.06, 0.2],
  [0.1, 0.4],
])("where ordinary bodies differ with a deviation of %d (rate %d)", (spread, centre) => {
  const judgedBy = (model: LimitModel): { high: number; both: number } => {
    const found = alarms(2, spread, centre, model);
    return {
      high: found.high_998 / found.judged,
      both: (found.high_998 + found.low_998) / found.judged,
    };
  };

  it("corrected limits keep the rate to within a tenth of a percent: τ² is itself an estimate", () => {
    const { high, both } = judgedBy("corrected");
    expect(high).toBeLessThan(0.002);
    expect(both).toBeLessThan(0.004);
  });

  it("published limits let about one in a hundred through on each side, binomial ones more", () => {
    const published = judgedBy("published").both;
    expect(published).toBeGreaterThan(0.004);
    expect(published).toBeLessThan(0.04);
    expect(judgedBy("binomial").both).toBeGreaterThan(published);
  });

  it("the funnel says so: its greatest number of false alarms is at least what there are", () => {
    const random = new Random(4);
    let [found, atMost, promised] = [0, 0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const result = buildFunnel(province(random, spread, centre));
      found += result.found.high_998;
      atMost += result.falseAlarmsAtMost["998"];
      promised += result.falseAlarms["998"];
    }
    expect(found).toBeGreaterThan(promised);
    expect(found).toBeLessThan(atMost);
    expect(atMost).toBeLessThan(4 * found); // it allows for a skewed spread too
  });
});

describe("where five of 98 bodies really are high", () => {
  const search = (model: LimitModel): { found: number; wrong: number; tiny: number } => {
    const random = new Random(3);
    let [found, wrong, tiny] = [0, 0, 0];
    for (let round = 0; round < 50; round++) {
      const rows = province(random, 0.04, 0.2).map((row, i) =>
        i < 5 ? { code: "really", denominator: 400, numerator: random.binomial(400, 0.42) } : row,
      );
      rows.push({ code: "tiny", numerator: 8, denominator: 9 });
      for (const { code, verdict } of buildFunnel(rows, { model }).points) {
        if (verdict !== "high_998") continue;
        if (code === "really") found++;
        else wrong++;
        if (code === "tiny") tiny++;
      }
    }
    return { found: found / 250, wrong: wrong / 50, tiny };
  };

  it("finds nearly all of them, of the others no more than promised, and never a tiny one", () => {
    const { found, wrong, tiny } = search("published");
    expect(found).toBeGreaterThan(0.95);
    expect(wrong).toBeLessThan(0.1);
    expect(tiny).toBe(0);
  });

  it("finds about half of them by the corrected limits: the price of their strictness", () => {
    const { found, wrong } = search("corrected");
    expect(found).toBeGreaterThan(0.4);
    expect(found).toBeLessThan(0.8);
    expect(wrong).toBeLessThan(0.1);
  });
});
