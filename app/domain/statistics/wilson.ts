import { twoSided } from "./normal";
import type { Share } from "./tally";

/** Bounds of a figure, in the figure's own unit. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Wilson score interval of a proportion (E. B. Wilson 1927, JASA 22:209):
 *
 *     (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n)
 *
 * Shares in 0..1, no continuity correction. 3/8 gives 13.7%–69.4%. 0/n starts at exactly 0 and n/n ends at
 * exactly 1; 0/0 has no interval (null).
 */
export function wilson({ numerator, denominator }: Share, level = 0.95): Interval | null {
  if (denominator <= 0) return null;
  const z = twoSided(level);
  const rate = numerator / denominator;
  const z2 = (z * z) / denominator;
  const middle = rate + z2 / 2;
  const half = z * Math.sqrt((rate * (1 - rate)) / denominator + z2 / (4 * denominator));
  return {
    lower: numerator === 0 ? 0 : (middle - half) / (1 + z2),
    upper: numerator === denominator ? 1 : (middle + half) / (1 + z2),
  };
}
