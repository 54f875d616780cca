import { cellName } from "#domain/form/cells";
import { multinomial, negativeBinomial } from "./draws";
import { positionOf, valueOf, type Figures } from "./figures";
import type { Stream } from "./random";
import type { Nature } from "./story";
import type { Traits } from "./traits";

/**
 * Cases for every request handled, before and since 2024. From 1 January 2024 whoever is refused
 * information must ask for review before suing (行政复议法 2023 art. 23(4)).
 */
const FREQUENCY = {
  review: { before: 0.013, since: 0.034 },
  direct_suit: { before: 0.009, since: 0.0038 },
  post_review_suit: { before: 0.0035, since: 0.0055 },
} as const;

/** First year of the amended 行政复议法. */
export const REVIEW_FIRST_SINCE = 2024;

const RESULTS = ["upheld", "corrected", "other", "pending"] as const;
const RESULT_WEIGHTS = [60, 12, 17, 11];

/** Writes table 四 of a year into the figures; table 三 must stand in them. */
export function dispute(
  figures: Figures,
  next: Stream,
  { traits, nature, year }: { traits: Traits; nature: Nature; year: number },
): void {
  const handled = valueOf(figures, cellName("handled_total", "total"));
  const notHeld = valueOf(figures, cellName("unable_not_held", "total"));
  const [upheld = 0, corrected = 0, ...rest] = RESULT_WEIGHTS;
  // Who says 不掌握 often is found wrong a little more often.
  const weights = [upheld, corrected * (0.7 + (1.4 * notHeld) / Math.max(1, handled)), ...rest];
  for (const line of ["review", "direct_suit", "post_review_suit"] as const) {
    const frequency = FREQUENCY[line][year >= REVIEW_FIRST_SINCE ? "since" : "before"];
    const cases = negativeBinomial(next, handled * frequency * traits.disputes, 6);
    const drawn = multinomial(next, cases, weights);
    const planted =
      line === "review" && nature.reviews?.year === year
        ? traits.organ === "office"
          ? {}
          : nature.reviews.counts
        : undefined;
    RESULTS.forEach((result, r) => {
      const count = planted ? (planted[result] ?? 0) : (drawn[r] ?? 0);
      figures[positionOf(cellName(line, result))] = count;
    });
  }
}
