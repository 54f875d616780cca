import { EDITION_FACTS, editionFor } from "../form/edition";
import { REVIEW_FIRST, type Indicator } from "../indicators/indicators";

/**
 * Why an indicator of one year is not held against that of an earlier one: the law made it another figure
 * in between; null where it may be.
 */
export function explainLawBreak(
  { name, breaks, caveat }: Indicator,
  earlier: number,
  later: number,
): string | null {
  const year = breaks?.find((each) => earlier < each && each <= later);
  if (year === undefined) return null;
  return `${year}年起法律规定改变，${name}前后不可比。${caveat ?? ""}`;
}

/** Whether a new law lies between two years that moves what the indicator counts. */
export function isAcrossLaw({ group }: Indicator, earlier: number, later: number): boolean {
  return group === "dispute" && earlier < REVIEW_FIRST.year && REVIEW_FIRST.year <= later;
}

/** What to know of a change across a new law of an indicator that is compared all the same; null elsewhere. */
export function explainBridgedLaw(
  indicator: Indicator,
  earlier: number,
  later: number,
): string | null {
  const isBridged = indicator.breaks === undefined && isAcrossLaw(indicator, earlier, later);
  return isBridged ? REVIEW_FIRST.words : null;
}

/** What changed between two years in which an indicator is compared all the same, in sentences. */
export function explainBridgedBreaks(
  indicator: Indicator,
  earlier: number,
  later: number,
): string[] {
  const edition = editionFor(later);
  const { name, notice } = EDITION_FACTS[edition];
  const form =
    editionFor(earlier) === edition
      ? null
      : `${edition}年起适用${name}（${notice}），跨${edition}年的比较只用两种格式都有的数字。`;
  return [form, explainBridgedLaw(indicator, earlier, later)].filter((words) => words !== null);
}
