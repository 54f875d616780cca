import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuzz } from "../../../support/fuzz";
import { bodies as bodiesOf } from "./arbitraries";
import { buildFunnel } from "#domain/statistics/funnel";
import { countFlaggedYears } from "#domain/statistics/flagged-years";
import { judgeUnderDenominators } from "#domain/statistics/robust-verdict";
import { standardise } from "#domain/statistics/standardisation";
import { testTrend } from "#domain/statistics/trend";
import { isJudged, type Verdict, VERDICTS } from "#domain/statistics/verdict";
import reference from "../../../fixtures/statistics/reference.json";
import { expectAgreement } from "./agreement";

describe("trend", () => {
  it.each(Object.entries(reference.trends))(
    "agrees with prop.trend.test of R, the scatter of the years allowed for: %s",
    (_, expected) => {
      const result = testTrend(expected.rows);
      expectAgreement(
        (["chiSquare", "phi", "p", "slope"] as const).map((name) => ({
          of: name,
          actual: result[name] ?? NaN,
          expected: expected[name],
        })),
        1e-9,
      );
    },
  );

  it("is told from five points on, at 99.8%", () => {
    const rising = reference.trends.rising.rows.map(({ year, numerator, denominator }) => ({
      year,
      numerator: 10 * numerator,
      denominator: 10 * denominator,
    }));
    expect(testTrend(rising).trend).toBe("rising");
    expect(testTrend(reference.trends.flat.rows).trend).toBe("none");
    expect(testTrend(rising.slice(0, 4))).toMatchObject({
      trend: "cannot_be_judged",
      points: 4,
      p: null,
    });
  });

  it("is not told where the years scatter as much as they rise", () => {
    const years = [300, 900, 400, 1100, 700, 1300, 900].map((numerator, index) => ({
      year: 2019 + index,
      numerator,
      denominator: 5000,
    }));
    expect(testTrend(years)).toMatchObject({ trend: "none" });
    expect(testTrend(years).chiSquare).toBeGreaterThan(100);
  });

  it("does not count years without cases, nor find one where nothing varies", () => {
    const years = [2019, 2020, 2021, 2022, 2023];
    const empty = years.map((year) => ({
      year,
      numerator: 0,
      denominator: year === 2020 ? 0 : 50,
    }));
    expect(testTrend(empty).trend).toBe("cannot_be_judged");
    expect(testTrend(years.map((year) => ({ year, numerator: 0, denominator: 50 }))).trend).toBe(
      "none",
    );
  });
});

describe("flagged years", () => {
  const history = (...verdicts: Verdict[]): { year: number; verdict: Verdict }[] =>
    verdicts.map((verdict, i) => ({ year: 2019 + i, verdict }));

  it("counts the years beyond the limit among the last that were judged", () => {
    const result = countFlaggedYears(
      history("high_998", "high_998", "too_few", "within", "high_95", "high_998"),
    );
    expect(result).toMatchObject({ outside: 3, judged: 5, years: [2019, 2020, 2024] });
    expect(result.chance).toBeCloseTo(1e-8, 10);
  });

  it("looks back only as far as asked, at the level and side asked", () => {
    const verdicts = history("high_998", "low_95", "low_998", "within");
    expect(countFlaggedYears(verdicts, { window: 3 })).toMatchObject({ outside: 0, judged: 3 });
    expect(countFlaggedYears(verdicts, { side: "low", level: "95" })).toMatchObject({
      outside: 2,
      judged: 4,
    });
  });

  it("of a body never judged is 0 of 0", () => {
    expect(countFlaggedYears(history("too_few"))).toMatchObject({
      outside: 0,
      judged: 0,
      chance: 1,
    });
  });
});

describe("verdict under several denominators", () => {
  const alike = (denominator: number): { code: string; numerator: number; denominator: number }[] =>
    Array.from({ length: 20 }, (_, i) => ({
      code: `d${i}`,
      numerator: denominator / 5,
      denominator,
    }));
  const body = (numerator: number, denominator: number): ReturnType<typeof alike> => [
    ...alike(100),
    { code: "x", numerator, denominator },
  ];

  it("is robust when the body is high under each", () => {
    const result = judgeUnderDenominators({
      handled: body(60, 100),
      accepted: body(60, 110),
      unable: alike(50),
    });
    expect(result.at(-1)).toMatchObject({ code: "x", high: 2, judged: 2, robust: "high" });
    expect(result[0]).toMatchObject({ code: "d0", high: 0, low: 0, judged: 3, robust: null });
  });

  it("is not when one denominator makes it ordinary", () => {
    const x = judgeUnderDenominators({ handled: body(60, 100), accepted: body(60, 300) }).at(-1);
    expect(x).toMatchObject({ high: 1, judged: 2, robust: null });
    expect(x?.verdicts).toEqual({ handled: "high_998", accepted: "within" });
  });
});

describe("standardisation by applicant", () => {
  const { rows, bodies } = reference.standardisation;
  const result = standardise(rows);

  it("agrees with R", () => {
    expect(result.map(({ code }) => code)).toEqual(bodies.map(({ code }) => code));
    expectAgreement(
      result.flatMap((body, i) => {
        const other = bodies[i];
        if (!other) return [];
        return [
          { of: body.code, actual: body.observed, expected: other.observed },
          { of: body.code, actual: body.expected, expected: other.expected },
          { of: body.code, actual: body.ratio ?? NaN, expected: other.ratio },
          { of: body.code, actual: body.interval?.lower ?? NaN, expected: other.lower },
          { of: body.code, actual: body.interval?.upper ?? NaN, expected: other.upper },
          { of: body.code, actual: body.mixPoints ?? NaN, expected: other.mixPoints },
          { of: body.code, actual: body.ownPoints ?? NaN, expected: other.ownPoints },
        ];
      }),
      1e-9,
    );
  });

  it("says of one body alone what it says of it among all", () => {
    for (const body of result)
      expect(standardise(rows, { only: new Set([body.code]) })).toEqual([body]);
  });

  it("leaves out 1 exactly where the funnel finds the body beyond its 95% limits", () => {
    fc.assert(
      fc.property(bodiesOf(12, 30), (some) => {
        const { points, tau2, distribution } = buildFunnel(some);
        const basisOf = (code: string) => ({
          tau2,
          targetVariance: points.find((point) => point.code === code)?.targetVariance ?? 0,
          distribution,
        });
        const alike = some.map((row) => ({ ...row, stratum: "all" }));
        for (const { code, interval } of standardise(alike, { basisOf })) {
          const verdict = points.find((point) => point.code === code)?.verdict;
          if (!interval || !verdict || !isJudged(verdict)) continue;
          if ([interval.lower, interval.upper].some((limit) => Math.abs(limit - 1) < 1e-9))
            continue;
          const side = interval.lower > 1 ? "high" : interval.upper < 1 ? "low" : "within";
          expect(VERDICTS[verdict].side).toBe(side);
        }
      }),
      fuzz(100),
    );
  });

  it("says nothing of a body without cases", () => {
    const none = standardise([
      { code: "a", stratum: "s", numerator: 0, denominator: 0 },
      { code: "b", stratum: "s", numerator: 1, denominator: 2 },
    ]);
    expect(none[0]).toMatchObject({
      ratio: null,
      interval: null,
      mixPoints: null,
      ownPoints: null,
    });
  });
});
