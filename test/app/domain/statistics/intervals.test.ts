import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustPValues } from "#domain/statistics/funnel";
import { compareRates, poissonInterval } from "#domain/statistics/rate-interval";
import { classifySmallCount } from "#domain/statistics/ratio";
import { wilsonInterval } from "#domain/statistics/ratio";
import reference from "../../../fixtures/statistics/reference.json";
import { expectAgreement } from "./agreement";
import { share } from "./arbitraries";
import { fuzz } from "../../../support/fuzz";

const percent = (value: number | undefined): string => ((value ?? NaN) * 100).toFixed(1);

describe("Wilson interval", () => {
  it.each([
    [3, 8, "13.7", "69.4"],
    [30, 80, "27.7", "48.5"],
    [265, 805, "29.8", "36.2"],
  ])("of %i out of %i runs from %s to %s percent", (numerator, denominator, lower, upper) => {
    const interval = wilsonInterval({ numerator, denominator });
    expect([percent(interval?.lower), percent(interval?.upper)]).toEqual([lower, upper]);
  });

  it("does not exist for 0/0", () => {
    expect(wilsonInterval({ numerator: 0, denominator: 0 })).toBeNull();
  });

  it("agrees with prop.test of R", () => {
    expectAgreement(
      reference.wilson.flatMap(({ numerator, denominator, level, lower, upper }) => {
        const interval = wilsonInterval({ numerator, denominator }, level);
        return [
          {
            of: [numerator, denominator, "lower"],
            actual: interval?.lower ?? NaN,
            expected: lower,
          },
          {
            of: [numerator, denominator, "upper"],
            actual: interval?.upper ?? NaN,
            expected: upper,
          },
        ];
      }),
      1e-9,
    );
  });

  it("lies in 0..1, holds the rate, and mirrors its complement", () => {
    fc.assert(
      fc.property(share(1), (row) => {
        const { lower, upper } = wilsonInterval(row) ?? { lower: NaN, upper: NaN };
        const rate = row.numerator / row.denominator;
        const other = wilsonInterval({ ...row, numerator: row.denominator - row.numerator });
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(rate);
        expect(upper).toBeGreaterThanOrEqual(rate);
        expect(other?.lower).toBeCloseTo(1 - upper, 12);
      }),
      fuzz(100),
    );
  });
});

describe("change between two years", () => {
  it("agrees with Newcombe's interval built on prop.test of R", () => {
    expectAgreement(
      reference.proportionDifference.flatMap(({ x1, n1, x2, n2, change, lower, upper }) => {
        const result = compareRates(
          { numerator: x1, denominator: n1 },
          { numerator: x2, denominator: n2 },
        );
        return [
          { of: [x1, n1, x2, n2], actual: result?.change ?? NaN, expected: change },
          { of: [x1, n1, x2, n2, "lower"], actual: result?.lower ?? NaN, expected: lower },
          { of: [x1, n1, x2, n2, "upper"], actual: result?.upper ?? NaN, expected: upper },
        ];
      }),
      1e-9,
    );
  });

  it("agrees with Newcombe's printed example: 56/70 and 48/80 differ by 5.2 to 33.4 points", () => {
    const result = compareRates(
      { numerator: 48, denominator: 80 },
      { numerator: 56, denominator: 70 },
    );
    expect([percent(result?.lower), percent(result?.upper)]).toEqual(["5.2", "33.4"]);
  });

  it("lies in −1..1 and holds the change", () => {
    fc.assert(
      fc.property(share(1), share(1), (earlier, later) => {
        const result = compareRates(earlier, later) ?? {
          lower: NaN,
          upper: NaN,
          change: NaN,
        };
        expect(result.lower).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(result.upper).toBeLessThanOrEqual(1 + 1e-12);
        expect(result.lower).toBeLessThanOrEqual(result.change);
        expect(result.upper).toBeGreaterThanOrEqual(result.change);
      }),
      fuzz(100),
    );
  });

  it("has none when a year counts nothing", () => {
    expect(
      compareRates({ numerator: 0, denominator: 0 }, { numerator: 1, denominator: 2 }),
    ).toBeNull();
  });
});

describe("limits of a count", () => {
  it("agree with poisson.test of R", () => {
    expectAgreement(
      reference.poisson.flatMap(({ count, lower, upper }) => {
        const interval = poissonInterval(count);
        return [
          { of: [count, "lower"], actual: interval.lower, expected: lower },
          { of: [count, "upper"], actual: interval.upper, expected: upper },
        ];
      }),
      1e-9,
    );
  });
});

describe("Benjamini–Hochberg", () => {
  it("agrees with p.adjust of R", () => {
    const adjusted = adjustPValues(reference.benjaminiHochberg.map(({ p }) => p));
    expectAgreement(
      reference.benjaminiHochberg.map(({ p, adjusted: expected }, i) => ({
        of: p,
        actual: adjusted[i] ?? NaN,
        expected,
      })),
      1e-14,
    );
  });

  it("never lowers a p-value and keeps their order", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ps) => {
        const adjusted = adjustPValues(ps);
        ps.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          ps.forEach((q, j) => {
            if (p <= q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? NaN);
          });
        });
      }),
      fuzz(100),
    );
  });
});

describe("small counts", () => {
  it("are shown as counts, larger ones as a rate, none as none", () => {
    expect(classifySmallCount({ numerator: 1, denominator: 3 })).toEqual({
      kind: "counts",
      numerator: 1,
      denominator: 3,
    });
    expect(classifySmallCount({ numerator: 64, denominator: 351 })).toMatchObject({
      kind: "rate",
      rate: 64 / 351,
    });
    expect(classifySmallCount({ numerator: 0, denominator: 0 })).toEqual({ kind: "none" });
    expect(classifySmallCount({ numerator: 5, denominator: 3 })).toEqual({ kind: "none" });
  });
});
