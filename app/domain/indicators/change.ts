import { percentagePoints, relativeChange } from "./format";
import type { Indicator } from "./indicators";

/**
 * Change on last year in words: 百分点 for a rate, per cent for a count; null when either year is
 * not known.
 */
export function changeInWords(
  indicator: Indicator,
  earlier: number | null | undefined,
  later: number | null | undefined,
): string | null {
  if (earlier === null || earlier === undefined || later === null || later === undefined)
    return null;
  if (indicator.format === "share") return percentagePoints(later - earlier);
  return earlier === 0 ? null : relativeChange((later - earlier) / earlier);
}
