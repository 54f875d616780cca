import fc from "fast-check";
import type { BodyRatio } from "#domain/statistics/ratio";

/** A possible share: 0 ≤ numerator ≤ denominator. */
export const share = (
  least = 0,
  most = 5000,
): fc.Arbitrary<{ numerator: number; denominator: number }> =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([denominator, part]) => ({ numerator: Math.round(denominator * part), denominator }));

/** Bodies with codes of their own. */
export const bodies = (least = 1, most = 40): fc.Arbitrary<BodyRatio[]> =>
  fc
    .array(share(), { minLength: least, maxLength: most })
    .map((shares) => shares.map((row, index) => ({ code: `d${index}`, ...row })));
