import { expect } from "vitest";

/** Relative error, absolute where the figure expected is 0; equal infinities agree. */
export function relativeError(actual: number, expected: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  return Math.abs(actual - expected) / (Math.abs(expected) || 1);
}

/** A figure of R as it is stored: JSON has no infinity. */
export function figure(stored: number | string): number {
  return Number(stored);
}

/** Fails with the worst of the pairs when one is further apart than the tolerance. */
export function expectAgreement(
  pairs: readonly { of: unknown; actual: number; expected: number | string }[],
  tolerance: number,
): void {
  expect(pairs.length).toBeGreaterThan(0);
  const errors = pairs.map((pair) => ({
    ...pair,
    error: relativeError(pair.actual, figure(pair.expected)),
  }));
  const worst = errors.reduce((a, b) => (b.error > a.error || Number.isNaN(b.error) ? b : a));
  expect(worst.error, JSON.stringify(worst)).toBeLessThanOrEqual(tolerance);
}
