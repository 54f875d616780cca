import { isPossible, rateOf, type Share } from "./tally";
import { wilson, type Interval } from "./wilson";

/**
 * The least denominator for which a rate is shown as a rate, ranked or judged. 30 is customary in
 * official statistics; below it the 95% interval of a share is more than 30 points wide in the middle.
 */
export const RATE_FLOOR = 30;

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
