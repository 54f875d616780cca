import { describe, expect, it } from "vitest";
import {
  betaTails,
  binomialMass,
  binomialTails,
  findGammaLogs,
  gammaTails,
  interpolatedQuantile,
  logGamma,
} from "#domain/statistics/distributions";
import { normalLower, normalQuantile } from "#domain/statistics/normal";
import reference from "../../../fixtures/statistics/reference.json";
import { expectAgreement } from "./agreement";

const { distributions } = reference;

describe("distributions agree with R", () => {
  it("normal, to 13 digits even 37 deviations out", () => {
    expectAgreement(
      distributions.normal.map(({ z, lower }) => ({
        of: z,
        actual: normalLower(z),
        expected: lower,
      })),
      1e-13,
    );
  });

  it("normal quantiles, to 14 digits", () => {
    expectAgreement(
      distributions.normalQuantile.map(({ p, z }) => ({
        of: p,
        actual: normalQuantile(p),
        expected: z,
      })),
      1e-14,
    );
  });

  it("gamma functions", () => {
    const rows = distributions.gamma;
    const found = rows.map(({ x }) => {
      const at = { log: 0, psi: 0, prime: 0 };
      findGammaLogs(x, at);
      return at;
    });
    expectAgreement(
      rows.map(({ x, digamma }, i) => ({ of: x, actual: found[i]?.psi ?? NaN, expected: digamma })),
      1e-13,
    );
    expectAgreement(
      rows.map(({ x, trigamma }, i) => ({
        of: x,
        actual: found[i]?.prime ?? NaN,
        expected: trigamma,
      })),
      1e-13,
    );
    for (const [i, { x, log }] of rows.entries()) {
      expect(Math.abs(logGamma(x) - log)).toBeLessThan(1e-13 * Math.max(1, Math.abs(log)));
      expect(found[i]?.log).toBe(logGamma(x));
    }
  });

  it("gamma tails", () => {
    const rows = distributions.gammaTails.filter(
      ({ lower, upper }) => Math.min(lower, upper) > 1e-200,
    );
    expectAgreement(
      rows.flatMap(({ x, shape, lower, upper }) => {
        const tails = gammaTails(x, shape);
        return upper < lower
          ? [{ of: [x, shape], actual: tails.upper, expected: upper }]
          : [{ of: [x, shape], actual: tails.lower, expected: lower }];
      }),
      1e-11,
    );
  });

  it("the smaller beta tail, to 12 digits, and the other with it", () => {
    const rows = distributions.beta.filter(({ lower, upper }) => Math.min(lower, upper) > 1e-200);
    expectAgreement(
      rows.flatMap(({ x, a, b, lower, upper }) => {
        const tails = betaTails(x, a, b);
        return [
          {
            of: [x, a, b, "larger"],
            actual: Math.max(tails.lower, tails.upper),
            expected: Math.max(lower, upper),
          },
          {
            of: [x, a, b, "smaller"],
            actual: Math.min(tails.lower, tails.upper),
            expected: Math.min(lower, upper),
          },
        ];
      }),
      1e-11,
    );
  });

  it("binomial masses and tails", () => {
    const rows = distributions.binomial.filter(({ mass }) => mass > 1e-250);
    expectAgreement(
      rows.flatMap(({ k, n, p, mass, lower, upper }) => {
        const tails = binomialTails(k, n, p);
        return [
          { of: [k, n, p, "mass"], actual: binomialMass(k, n, p), expected: mass },
          lower < upper
            ? { of: [k, n, p, "lower"], actual: tails.lower, expected: lower }
            : { of: [k, n, p, "upper"], actual: tails.upper, expected: upper },
        ];
      }),
      1e-11,
    );
  });

  it("binomial quantiles, whole and interpolated", () => {
    for (const { q, n, p, r, interpolated } of distributions.binomialQuantile) {
      const quantile = interpolatedQuantile(q, n, p);
      expect(Math.ceil(quantile) + 0).toBe(r);
      expect(Math.abs(quantile - interpolated)).toBeLessThan(1e-9);
    }
  });
});
