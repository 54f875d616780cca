import { describe, expect, it } from "vitest";
import { correlateRanks } from "#domain/statistics/rank-correlation";

const X = [0.1, 0.2, 0.2, 0.35, 0.5, 0.12, 0.41];
const Y = [0, 0.2, 0.1, 0.5, 0.4, 0.1, 0.5];
const pairs = X.map((x, index) => ({ x, y: Y[index] ?? 0 }));

describe("a rank correlation", () => {
  it("is what SciPy computes, ties at their mean rank", () => {
    // python3 -c "from scipy.stats import spearmanr; print(spearmanr(X, Y).statistic)", SciPy 1.17.1
    expect(correlateRanks(pairs).rho).toBeCloseTo(0.8532469179729296, 12);
  });

  it("has an interval inside −1..1 that holds it and narrows with more bodies", () => {
    const few = correlateRanks(pairs);
    const many = correlateRanks(Array.from({ length: 10 }, () => pairs).flat());
    expect(few.interval?.lower).toBeGreaterThan(-1);
    expect(few.interval?.upper).toBeLessThan(1);
    expect(few.interval?.lower).toBeLessThan(0.85);
    expect(many.interval?.lower).toBeGreaterThan(few.interval?.lower ?? 1);
  });

  it("is unknown of nobody, and where one side does not vary", () => {
    expect(correlateRanks([])).toEqual({ rho: null, n: 0, interval: null });
    expect(correlateRanks(pairs.map(({ x }) => ({ x, y: 1 }))).rho).toBeNull();
  });
});
