import { EDITION_FACTS, editionFor } from "../form/edition";
import { changeBetween, LAWS_IN_ORDER, type Law } from "../laws/laws";
import type { Indicator } from "./indicators";
import { cellsOf } from "./quantity";

/** Whether a law changed what any cell of an indicator counts. */
function isMovedBy(law: Law, { numerator, denominator }: Indicator): boolean {
  const moved: ReadonlySet<string> = new Set(law.lines);
  return [numerator, denominator]
    .flatMap((quantity) => (quantity ? Object.values(cellsOf(quantity)).flat() : []))
    .some(({ line }) => moved.has(line));
}

/** The laws that moved an indicator between two years, the earliest first. */
function lawsBetween(indicator: Indicator, earlier: number, later: number): Law[] {
  return LAWS_IN_ORDER.filter(
    (law) => changeBetween(law, earlier, later) !== null && isMovedBy(law, indicator),
  );
}

/** Whether a new law lies between two years that moves what the indicator counts. */
export function isAcrossLaw(indicator: Indicator, earlier: number, later: number): boolean {
  return lawsBetween(indicator, earlier, later).length > 0;
}

/** The laws that an indicator must not be quoted without. */
export function lawsOf({ breaks = [], bridges = [] }: Indicator): Law[] {
  return [...breaks, ...bridges];
}

/** What to know before an indicator is quoted: its own caveat, then the words of its laws. */
export function formatCaveat(indicator: Indicator): string {
  return [indicator.caveat ?? "", ...lawsOf(indicator).map(({ words }) => words)].join("");
}

/**
 * Why an indicator of one year is not compared with that of an earlier one: a law made it another
 * figure in between; null where it is compared.
 */
export function explainLawBreak(
  indicator: Indicator,
  earlier: number,
  later: number,
): string | null {
  const [year] = (indicator.breaks ?? []).flatMap(
    (law) => changeBetween(law, earlier, later) ?? [],
  );
  if (year === undefined) return null;
  return `${year}年起法律规定改变，${indicator.name}前后不可比。${formatCaveat(indicator)}`;
}

/** What to know of a change across a law of an indicator that is compared all the same; null elsewhere. */
export function explainBridgedLaw(
  indicator: Indicator,
  earlier: number,
  later: number,
): string | null {
  const bridged = lawsBetween(indicator, earlier, later).filter(
    (law) => !indicator.breaks?.includes(law),
  );
  return bridged.length === 0 ? null : bridged.map(({ words }) => words).join("");
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
