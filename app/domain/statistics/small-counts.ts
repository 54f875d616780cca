import { RATE_FLOOR } from "./rate-floor";
import { isPossible, rateOf, type Share } from "./tally";
import { wilson, type Interval } from "./wilson";

export type SmallCount =
  | { readonly kind: "rate"; readonly rate: number; readonly interval: Interval }
  | { readonly kind: "counts"; readonly numerator: number; readonly denominator: number }
  | { readonly kind: "none" };

/**
 * A share as it may be shown: a rate with its interval, or only its two counts when there are fewer
 * cases than the floor, or nothing when there are no cases or the counts cannot be a share.
 *
 * For corrected reviews and lawsuits: “3件中纠正1件”, never “33.3%”.
 */
export function smallCount(share: Share, floor: number = RATE_FLOOR): SmallCount {
  const rate = rateOf(share);
  const interval = isPossible(share) ? wilson(share) : null;
  if (rate === null || interval === null) return { kind: "none" };
  return share.denominator < floor
    ? { kind: "counts", numerator: share.numerator, denominator: share.denominator }
    : { kind: "rate", rate, interval };
}
