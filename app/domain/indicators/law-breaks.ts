import { EDITION_FACTS, editionFor } from "../form/edition";
import { changeBetween, formatLaw, LAWS_IN_ORDER, yearsOfChange, type Law } from "../laws/laws";
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
function lawsOf({ breaks = [], bridges = [] }: Indicator): Law[] {
  return [...breaks, ...bridges];
}

/** What to know before an indicator is quoted: its own caveat, then what its laws say and do to it. */
export function formatCaveat(indicator: Indicator): string {
  return caveatsOf(indicator).join("");
}

/** The sentences of `formatCaveat`, one after another. */
export function caveatsOf(indicator: Indicator): string[] {
  return [
    ...(indicator.caveat === undefined ? [] : [indicator.caveat]),
    ...lawsOf(indicator).map(formatLaw),
    ...formatBridges(indicator.bridges ?? []),
  ];
}

function formatBridges(laws: readonly Law[]): string[] {
  return laws.flatMap(({ bridgeWords }) => bridgeWords ?? []);
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
  return explainLawBreaks([indicator], earlier, later);
}

/** Why some of a list of indicators are not compared, each law quoted once; null where all are compared. */
function explainLawBreaks(
  indicators: readonly Indicator[],
  earlier: number,
  later: number,
): string | null {
  const broken = indicators.flatMap(({ name, breaks = [] }) => {
    const laws = breaks.filter((law) => changeBetween(law, earlier, later) !== null);
    return laws.length === 0 ? [] : [{ name, laws }];
  });
  if (broken.length === 0) return null;
  const laws = LAWS_IN_ORDER.filter((law) => broken.some((each) => each.laws.includes(law)));
  const years = new Set(laws.flatMap(yearsOfChange));
  const within = [...years].filter((year) => earlier < year && year <= later);
  return `${within.join("、")}年起法律规定改变，${broken.map(({ name }) => name).join("、")}前后不可比。${laws.map(formatLaw).join("")}`;
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
