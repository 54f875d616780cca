import { LAWS } from "#domain/laws/laws";
import { yearsOfChange } from "#domain/laws/law";
import { cellName } from "#domain/form/cell-name";
import { multinomial, negativeBinomial, type RandomStream } from "./random";
import { positionOf, valueOf, type Figures } from "./figures";
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

const [REVIEW_FIRST_SINCE = 0] = yearsOfChange(LAWS.review_first);

const RESULTS = ["upheld", "corrected", "other", "pending"] as const;
const RESULT_WEIGHTS = [60, 12, 17, 11];

const LINES = ["review", "direct_suit", "post_review_suit"] as const;

/** Cases undecided at the end of a year: reviews, direct suits, suits after review. */
export type Pending = readonly number[];

export const NONE_PENDING: Pending = LINES.map(() => 0);

/**
 * Writes table 四 of a year into the figures, including the cases left from last year. Table 三 must be
 * in the figures already.
 *
 * @returns the cases left for the next year
 */
export function simulateDisputes(
  figures: Figures,
  next: RandomStream,
  situation: {
    readonly traits: Traits;
    readonly nature: Nature;
    readonly year: number;
    readonly pending: Pending;
  },
): Pending {
  const { traits, nature, year, pending } = situation;
  const handled = valueOf(figures, cellName("handled_total", "total"));
  const notHeld = valueOf(figures, cellName("unable_not_held", "total"));
  const [upheld = 0, corrected = 0, ...rest] = RESULT_WEIGHTS;
  // A body that often answers 不掌握 is found wrong a little more often.
  const weights = [upheld, corrected * (0.7 + (1.4 * notHeld) / Math.max(1, handled)), ...rest];
  return LINES.map((line, l) => {
    const frequency = FREQUENCY[line][year >= REVIEW_FIRST_SINCE ? "since" : "before"];
    const arrived = negativeBinomial(next, handled * frequency * traits.disputes, 6);
    const results =
      plantedResults(line, situation) ?? multinomial(next, arrived + (pending[l] ?? 0), weights);
    if (line === "review" && nature.reviews?.year === year + 1) decideAll(results);
    RESULTS.forEach((result, r) => {
      figures[positionOf(cellName(line, result))] = results[r] ?? 0;
    });
    return results[RESULTS.indexOf("pending")] ?? 0;
  });
}

function plantedResults(
  line: string,
  { traits, nature, year }: { traits: Traits; nature: Nature; year: number },
): number[] | undefined {
  if (line !== "review" || nature.reviews?.year !== year) return undefined;
  const counts = traits.organ === "office" ? {} : nature.reviews.counts;
  return RESULTS.map((result) => counts[result] ?? 0);
}

/** Decides every pending case, so that a planted year begins with none. */
function decideAll(results: number[]): void {
  const pending = RESULTS.indexOf("pending");
  results[0] = (results[0] ?? 0) + (results[pending] ?? 0);
  results[pending] = 0;
}
