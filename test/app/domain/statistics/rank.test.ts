import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitBetaBinomial } from "#domain/statistics/beta-binomial";
import { rankBodies } from "#domain/statistics/rank";
import reference from "../../../fixtures/statistics/reference.json";
import { expectAgreement } from "./agreement";
import { bodies } from "./arbitraries";
import { fuzz } from "../../../support/fuzz";

describe.each(Object.entries(reference.fits))("the group “%s”", (_, expected) => {
  const fit = fitBetaBinomial(expected.rows);

  it("has the beta-binomial fit that optim of R finds, to 1e-6", () => {
    expectAgreement(
      [
        { of: "mean", actual: fit?.mean ?? NaN, expected: expected.mean },
        { of: "precision", actual: fit?.precision ?? NaN, expected: expected.precision },
      ],
      1e-6,
    );
  });

  it("has the ranks of 20,000 simulated draws, to half a place in the mean and one place at either end", () => {
    const computed = rankBodies(expected.rows);
    expect(computed.map(({ code }) => code)).toEqual(expected.ranks.map(({ code }) => code));
    computed.forEach((rank, i) => {
      const other = expected.ranks[i];
      expect(Math.abs(rank.expected - (other?.expected ?? NaN)), rank.code).toBeLessThan(0.5);
      // the printed interval is widened to hold the rank
      expect(
        Math.abs(rank.lower - Math.min(rank.rank, other?.lower ?? NaN)),
        rank.code,
      ).toBeLessThanOrEqual(1);
      expect(
        Math.abs(rank.upper - Math.max(rank.rank, other?.upper ?? NaN)),
        rank.code,
      ).toBeLessThanOrEqual(1);
    });
  });
});

describe("beta-binomial fit", () => {
  it("says that bodies do not differ where they are exactly alike", () => {
    const rows = Array.from({ length: 30 }, () => ({ numerator: 20, denominator: 100 }));
    const fit = fitBetaBinomial(rows);
    expect(fit?.differs).toBe(false);
    expect(fit?.mean).toBeCloseTo(0.2, 9);
  });

  it("exists only where cases ended differently", () => {
    expect(fitBetaBinomial([])).toBeNull();
    expect(fitBetaBinomial([{ numerator: 0, denominator: 9 }])).toBeNull();
    expect(fitBetaBinomial([{ numerator: 9, denominator: 9 }])).toBeNull();
  });

  it("is finite for any group", () => {
    fc.assert(
      fc.property(bodies(1, 30), (rows) => {
        const fit = fitBetaBinomial(rows);
        if (fit === null) return;
        expect(fit.mean).toBeGreaterThan(0);
        expect(fit.mean).toBeLessThan(1);
        expect(Number.isFinite(fit.alpha + fit.beta)).toBe(true);
      }),
      fuzz(100),
    );
  });
});

describe("ranks", () => {
  it("lie in their intervals, inside the list", () => {
    fc.assert(
      fc.property(bodies(1, 40), (rows) => {
        for (const { rank, of, lower, upper, expected } of rankBodies(rows)) {
          expect(lower).toBeGreaterThanOrEqual(1);
          expect(rank).toBeGreaterThanOrEqual(lower);
          expect(upper).toBeGreaterThanOrEqual(rank);
          expect(of).toBeGreaterThanOrEqual(upper);
          expect(expected).toBeGreaterThan(1 - 1e-6);
          expect(expected).toBeLessThan(of + 1e-6);
        }
      }),
      fuzz(60),
    );
  });

  it("do not depend on the order of the bodies", () => {
    fc.assert(
      fc.property(bodies(2, 30), (rows) => {
        const byCode = (list: readonly { code: string; rank: number }[]): [string, number][] =>
          list.map(({ code, rank }): [string, number] => [code, rank]).sort();
        expect(byCode(rankBodies(rows.toReversed()))).toEqual(byCode(rankBodies(rows)));
      }),
      fuzz(40),
    );
  });

  it("of bodies that cannot be told apart span nearly the whole list", () => {
    const rows = Array.from({ length: 50 }, (_, i) => ({
      code: `d${i}`,
      numerator: 19 + (i % 3),
      denominator: 100,
    }));
    for (const { lower, upper } of rankBodies(rows)) expect(upper - lower).toBeGreaterThan(40);
  });

  it("leave out bodies under the floor", () => {
    const rows = [
      { code: "a", numerator: 20, denominator: 90 },
      { code: "b", numerator: 5, denominator: 5 },
      { code: "c", numerator: 60, denominator: 100 },
    ];
    expect(rankBodies(rows).map(({ code, rank, of }) => [code, rank, of])).toEqual([
      ["a", 2, 2],
      ["c", 1, 2],
    ]);
  });
});
