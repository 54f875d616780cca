import { EDITION_FACTS, editionFor } from "../form/edition";
import { changeBetween, formatLaw, type Law } from "../laws/law";
import { LAWS_IN_ORDER } from "../laws/laws";
import type { Indicator } from "./indicator";
import { explainLawBreaks, formatBridges } from "./law-breaks";
import { cellsOf } from "./quantity-cells";

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

/** What to know of a change across a law of an indicator that is compared all the same; null elsewhere. */
export function explainBridgedLaw(
  indicator: Indicator,
  earlier: number,
  later: number,
): string | null {
  const bridged = lawsBetween(indicator, earlier, later).filter(
    (law) => !indicator.breaks?.includes(law),
  );
  return bridged.length === 0
    ? null
    : [...bridged.map(formatLaw), ...formatBridges(bridged)].join("");
}

/** What laws did to some indicators between two years, each law quoted once, in sentences; empty where none did anything. */
export function explainLaws(
  indicators: readonly Indicator[],
  earlier: number,
  later: number,
): string[] {
  const laws = lawsMoving(indicators, earlier, later);
  const broken = explainLawBreaks(indicators, earlier, later);
  const bridged = laws.filter((law) => indicators.some(({ bridges }) => bridges?.includes(law)));
  return [
    ...(broken === null ? [] : [broken]),
    ...laws.map(formatLaw).filter((words) => broken?.includes(words) !== true),
    ...formatBridges(bridged),
  ];
}

/** The laws that moved any of some indicators between two years, the earliest first. */
export function lawsMoving(
  indicators: readonly Indicator[],
  earlier: number,
  later: number,
): Law[] {
  return LAWS_IN_ORDER.filter((law) =>
    indicators.some((indicator) => lawsBetween(indicator, earlier, later).includes(law)),
  );
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
