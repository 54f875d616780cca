import { describe, expect, it } from "vitest";
import {
  beta,
  binomial,
  gamma,
  multinomial,
  negativeBinomial,
  normal,
  poisson,
  randomStream,
  type RandomStream,
} from "#etl/sample/random";

const N = 20_000;

function moments(draw: (next: RandomStream) => number): { mean: number; variance: number } {
  const next = randomStream(1, "moments");
  const values = Array.from({ length: N }, () => draw(next));
  const mean = values.reduce((sum, x) => sum + x, 0) / N;
  return { mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (N - 1) };
}

describe("random draws", () => {
  it.each([
    ["a standard normal", normal, 0, 1],
    ["a gamma of shape 0.4", (next: RandomStream) => gamma(next, 0.4), 0.4, 0.4],
    ["a gamma of shape 9", (next: RandomStream) => gamma(next, 9), 9, 9],
    ["a beta of 2 and 6", (next: RandomStream) => beta(next, 2, 6), 0.25, 0.25 * 0.75 * (1 / 9)],
    ["a small binomial", (next: RandomStream) => binomial(next, 12, 0.3), 3.6, 2.52],
    ["a large binomial", (next: RandomStream) => binomial(next, 4000, 0.7), 2800, 840],
    ["a small Poisson", (next: RandomStream) => poisson(next, 4), 4, 4],
    ["a large Poisson", (next: RandomStream) => poisson(next, 9000), 9000, 9000],
    ["a negative binomial", (next: RandomStream) => negativeBinomial(next, 10, 4), 10, 35],
  ])("of %s have its mean and variance", (_, draw, mean, variance) => {
    const drawn = moments(draw);
    expect(Math.abs(drawn.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / N));
    expect(drawn.variance / variance).toBeCloseTo(1, 0.7);
  });

  it("deal a multinomial out without loss", () => {
    const next = randomStream(2);
    const dealt = multinomial(next, 5000, [5, 0, 3, 2]);
    expect(dealt.reduce((sum, n) => sum + n, 0)).toBe(5000);
    expect(dealt[1]).toBe(0);
    expect((dealt[0] ?? 0) / 5000).toBeCloseTo(0.5, 1);
  });

  it("are the same for the same key and others for another", () => {
    const five = (next: RandomStream): number[] => Array.from({ length: 5 }, () => next());
    expect(five(randomStream(3, "a", 1))).toEqual(five(randomStream(3, "a", 1)));
    expect(five(randomStream(3, "a", 1))).not.toEqual(five(randomStream(3, "a", 2)));
    expect(five(randomStream(3, "a", 1))).not.toEqual(five(randomStream(4, "a", 1)));
  });
});
