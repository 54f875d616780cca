import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildFunnel, LIMIT_MODELS, type LimitModel } from "#domain/statistics/funnel";
import { judgeGroup } from "#domain/statistics/funnel";
import { limitCurvesOf, limitsAt } from "#domain/statistics/funnel-limits";
import { isJudged, VERDICT_CODES, VERDICTS } from "#domain/statistics/verdict";
import reference from "../../../fixtures/statistics/reference.json";
import { expectAgreement } from "./agreement";
import { bodies } from "./arbitraries";
import { fuzz } from "../../../support/fuzz";

const MODELS: readonly LimitModel[] = ["published", "corrected", "binomial"];
const cases = [
  ...Object.entries(reference.funnels).map((each) => ({ each, distribution: "binomial" as const })),
  ...Object.entries(reference.eventFunnels).map((each) => ({
    each,
    distribution: "poisson" as const,
  })),
].flatMap(({ each: [group, expected], distribution }) =>
  MODELS.map((model) => ({ group, model, distribution, expected })),
);

const alike = Array.from({ length: 20 }, (_, i) => ({
  code: `d${i}`,
  numerator: 20,
  denominator: 100,
}));

describe.each(cases)(
  "funnel of the group “$group”, $model limits",
  ({ model, distribution, expected }) => {
    const result = buildFunnel(expected.rows, { model, distribution });

    it("has R's target, φ, τ² and corrected τ²", () => {
      expectAgreement(
        [
          { of: "target", actual: result.target ?? NaN, expected: expected.target },
          { of: "phi", actual: result.dispersion.phi, expected: expected.phi },
          { of: "tau2", actual: result.dispersion.tau2, expected: expected.tau2 },
          {
            of: "corrected",
            actual: result.dispersion.tau2Corrected,
            expected: expected.tau2Corrected,
          },
        ],
        1e-9,
      );
    });

    it("has R's verdicts and probabilities", () => {
      const { points } = expected.models[model];
      expect(result.points.map(({ code, verdict }) => [code, verdict])).toEqual(
        points.map(({ code, verdict }) => [code, verdict]),
      );
      const pairs = result.points.flatMap((point, i) => {
        const other = points[i];
        if (!other || point.pHigh === null || point.pLow === null) return [];
        return [
          {
            of: point,
            actual: Math.min(point.pHigh, point.pLow),
            expected: Math.min(other.pHigh, other.pLow),
          },
          ...(["target", "z", "strictP", "adjustedP"] as const).map((name) => ({
            of: point,
            actual: point[name] ?? NaN,
            expected: other[name],
          })),
        ];
      });
      if (result.hasPower) expectAgreement(pairs, 1e-9);
      else expect(pairs).toEqual([]);
    });

    it("has R's limits", () => {
      for (const { n, ...limits } of expected.models[model].limits) {
        const actual = limitsAt(n, result.target ?? NaN, {
          tau2: result.tau2,
          distribution,
        });
        expectAgreement(
          (["low998", "low95", "high95", "high998"] as const).map((name) => ({
            of: [n, name],
            actual: actual[name],
            expected: limits[name],
          })),
          1e-9,
        );
      }
    });
  },
);

describe("funnel", () => {
  it("names a body far above the others and says how many cases it has too many", () => {
    const result = buildFunnel([...alike, { code: "x", numerator: 60, denominator: 100 }]);
    const x = result.points.at(-1);
    expect(x?.verdict).toBe("high_998");
    expect(x?.target).toBeCloseTo(0.2, 10);
    expect(x?.excess).toBeCloseTo(40, 10);
    expect(x?.adjustedP).toBeLessThan(0.05);
    expect(result.found.high_998).toBe(1);
    expect(result.falseAlarms["998"]).toBeCloseTo(0.021, 10);
  });

  it("never names a tiny body, though all its cases ended so", () => {
    const result = buildFunnel([...alike, { code: "x", numerator: 12, denominator: 12 }]);
    expect(result.points.at(-1)?.verdict).toBe("too_few");
    expect(result.judged).toBe(20);
  });

  it("leaves impossible rows out of the target and says why", () => {
    const result = buildFunnel([...alike, { code: "x", numerator: 90, denominator: 80 }]);
    expect(result.points.at(-1)?.verdict).toBe("impossible");
    expect(result.target).toBe(0.2);
  });

  it("has no rate for a body without cases, and no target for a group without", () => {
    const result = buildFunnel([{ code: "x", numerator: 0, denominator: 0 }]);
    expect(result.target).toBeNull();
    expect(result.points[0]).toMatchObject({ rate: null, verdict: "too_few" });
    expect(limitCurvesOf(result, 100)).toEqual([]);
    expect(buildFunnel([]).points).toEqual([]);
  });

  it("judges nobody where every case ended alike", () => {
    for (const numerator of [0, 50]) {
      const same = alike.map(({ code }) => ({ code, numerator, denominator: 50 }));
      expect(buildFunnel(same).points.every(({ verdict }) => verdict === "within")).toBe(true);
    }
  });

  it("gives the mirrored verdict for the complement of a rate", () => {
    const mirror = {
      high_998: "low_998",
      high_95: "low_95",
      low_95: "high_95",
      low_998: "high_998",
    };
    const mirrored = (verdict: string): string =>
      new Map(Object.entries(mirror)).get(verdict) ?? verdict;
    for (const { rows } of Object.values(reference.funnels)) {
      for (const model of MODELS) {
        const complement = rows.map((row) => ({
          ...row,
          numerator: row.denominator - row.numerator,
        }));
        expect(buildFunnel(complement, { model }).points.map(({ verdict }) => verdict)).toEqual(
          buildFunnel(rows, { model }).points.map(({ verdict }) => mirrored(verdict)),
        );
      }
    }
  });

  it("does not depend on the order of the bodies", () => {
    fc.assert(
      fc.property(bodies(1, 25), (rows) => {
        const forward = buildFunnel(rows).points;
        const backward = buildFunnel(rows.toReversed()).points.toReversed();
        expect(backward.map(({ verdict }) => verdict)).toEqual(
          forward.map(({ verdict }) => verdict),
        );
      }),
      fuzz(50),
    );
  });

  it("counts excess cases against the rate of the others, not against a rate that holds the body itself", () => {
    fc.assert(
      fc.property(bodies(2, 25), (rows) => {
        const cases = rows.reduce((sum, { denominator }) => sum + denominator, 0);
        const found = rows.reduce((sum, { numerator }) => sum + numerator, 0);
        for (const { numerator, denominator, excess } of buildFunnel(rows).points) {
          if (cases === denominator) expect(excess).toBeNull();
          else
            expect(excess).toBeCloseTo(
              numerator - (denominator * (found - numerator)) / (cases - denominator),
              6,
            );
        }
      }),
      fuzz(50),
    );
  });

  it("gives each body the verdict that its rate and its own limits, as files print them, give", () => {
    fc.assert(
      fc.property(bodies(12, 40), fc.constantFrom(...MODELS), (rows, model) => {
        for (const distribution of ["binomial", "poisson"] as const) {
          const { tau2, points } = buildFunnel(rows, { model, distribution });
          for (const { target, targetVariance, rate, denominator, verdict } of points) {
            if (target === null || targetVariance === null) continue;
            if (rate === null || !isJudged(verdict)) continue;
            const basis = { tau2, targetVariance, distribution };
            const { low998, low95, high95, high998 } = limitsAt(denominator, target, basis);
            const near = (limit: number) => Math.abs(rate - limit) < 1e-9;
            if ([low998, low95, high95, high998].some(near)) continue;
            expect(verdict).toBe(
              rate > high998
                ? "high_998"
                : rate < low998
                  ? "low_998"
                  : rate > high95
                    ? "high_95"
                    : rate < low95
                      ? "low_95"
                      : "within",
            );
          }
        }
      }),
      fuzz(100),
    );
  });

  it("judges and clears nobody in a group of fewer than twelve, and draws no limits", () => {
    const few = alike.slice(0, 10);
    const result = buildFunnel([...few, { code: "x", numerator: 90, denominator: 100 }]);
    expect(result).toMatchObject({ hasPower: false, judgeable: 11, judged: 0 });
    expect(new Set(result.points.map(({ verdict }) => verdict))).toEqual(
      new Set(["group_too_small"]),
    );
    expect(limitCurvesOf(result, 100)).toEqual([]);
    expect(result.points.at(-1)?.excess).toBeCloseTo(70, 10);
  });

  it("does not let one body that holds most of the cases flag itself or be hidden by itself", () => {
    const small = Array.from({ length: 14 }, (_, i) => ({
      code: `d${i}`,
      numerator: 0,
      denominator: 30,
    }));
    const large = { code: "large", numerator: 1, denominator: 596 };
    expect(buildFunnel([...small, large]).points.at(-1)?.verdict).toBe("within");
    const high = { code: "high", numerator: 900, denominator: 2000 };
    expect(buildFunnel([...alike, high]).points.at(-1)).toMatchObject({
      target: 0.2,
      verdict: "high_95",
    });
  });

  it("takes the spread of a group of fewer than twenty from other years too", () => {
    const year = (shift: number) =>
      Array.from({ length: 14 }, (_, i) => ({
        code: `d${i}`,
        numerator: 100 + ((i * 7 + shift) % 5) * 20,
        denominator: 400,
      }));
    const alone = buildFunnel(year(0));
    const together = buildFunnel(year(0), { otherYears: [alike, alike, alike] });
    expect(together.tau2).toBeLessThan(alone.tau2);
    const large = [...year(0), ...alike];
    expect(buildFunnel(large, { otherYears: [alike] }).tau2).toBe(buildFunnel(large).tau2);
  });

  it("is not led astray by bodies under the floor: their coarse scores make no spread", () => {
    const tiny = Array.from({ length: 60 }, (_, i) => ({
      code: `t${i}`,
      numerator: i % 3 === 0 ? 2 : 0,
      denominator: 3,
    }));
    expect(buildFunnel([...alike, ...tiny]).tau2).toBe(0);
  });
});

describe("limits", () => {
  const target = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const tau2 = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.05, noNaN: true }));

  it("are nested about the target inside 0..1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), target, tau2, (n, centre, spread) => {
        const { low998, low95, high95, high998 } = limitsAt(n, centre, { tau2: spread });
        const order = [0, low998, low95, centre, high95, high998, 1];
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
      fuzz(100),
    );
  });

  it("widen with τ²", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), target, (n, centre) => {
        const [exact, wide, wider] = [0, 0.002, 0.02].map((spread) =>
          limitsAt(n, centre, { tau2: spread }),
        );
        expect(wide?.high998).toBeGreaterThanOrEqual(exact?.high998 ?? NaN);
        expect(wider?.high998).toBeGreaterThanOrEqual(wide?.high998 ?? NaN);
        expect(wider?.low998).toBeLessThanOrEqual(wide?.low998 ?? NaN);
      }),
      fuzz(100),
    );
  });

  it("draw in as n grows, but for less than one case in the exact ones", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), target, tau2, (n, centre, spread) => {
        const at = (denominator: number) => limitsAt(denominator, centre, { tau2: spread });
        const [here, next] = [at(n), at(n + 1)];
        expect(next.high998).toBeLessThanOrEqual(here.high998 + 1 / n);
        expect(next.low998).toBeGreaterThanOrEqual(here.low998 - 1 / n);
      }),
      fuzz(100),
    );
  });

  it("as curves start at 1, end at the largest body and repeat no n", () => {
    const rows = [{ code: "a", numerator: 40, denominator: 900 }, ...alike];
    const ns = limitCurvesOf(buildFunnel(rows), 900).map(({ n }) => n);
    expect([ns[0], ns.at(-1), new Set(ns).size]).toEqual([1, 900, ns.length]);
  });
});

describe("verdict words", () => {
  it("are declared once for every code", () => {
    expect(Object.keys(VERDICTS)).toEqual([...VERDICT_CODES]);
    expect(VERDICTS.high_998.name).toBe("高于99.8%控制上限");
    expect(new Set(Object.values(VERDICTS).map(({ name }) => name)).size).toBe(
      VERDICT_CODES.length,
    );
    expect(Object.keys(LIMIT_MODELS).toSorted()).toEqual(MODELS.toSorted());
  });
});

describe("verdicts without their funnel", () => {
  const odd = [
    { code: "more than all", numerator: 90, denominator: 80 },
    { code: "nothing", numerator: 0, denominator: 0 },
    { code: "few", numerator: 5, denominator: 9 },
  ];

  it.each(MODELS)("are those of the funnel, %s limits", (model) => {
    fc.assert(
      fc.property(bodies(0, 60), (some) => {
        const rows = [...some, ...odd];
        expect([...judgeGroup(rows, { model })]).toEqual(
          buildFunnel(rows, { model }).points.map(({ code, verdict }) => [code, verdict]),
        );
      }),
      fuzz(100),
    );
  });

  it("are those of the funnel in every group of the reference", () => {
    for (const { model, distribution, expected } of cases)
      expect([...judgeGroup(expected.rows, { model, distribution }).values()]).toEqual(
        buildFunnel(expected.rows, { model, distribution }).points.map(({ verdict }) => verdict),
      );
  });
});
