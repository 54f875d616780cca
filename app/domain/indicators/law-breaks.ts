import { changeBetween, formatLaw, inOrder, type Law, yearsOfChange } from "../laws/law";
import type { Indicator } from "./indicator";

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

/** What laws do to indicators that are compared across them all the same, in sentences. */
export function formatBridges(laws: readonly Law[]): string[] {
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
export function explainLawBreaks(
  indicators: readonly Indicator[],
  earlier: number,
  later: number,
): string | null {
  const broken = indicators.flatMap(({ name, breaks = [] }) => {
    const laws = breaks.filter((law) => changeBetween(law, earlier, later) !== null);
    return laws.length === 0 ? [] : [{ name, laws }];
  });
  if (broken.length === 0) return null;
  const laws = inOrder(broken.flatMap((each) => each.laws));
  const years = new Set(laws.flatMap(yearsOfChange));
  const within = [...years].filter((year) => earlier < year && year <= later);
  return `${within.join("、")}年起法律规定改变，${broken.map(({ name }) => name).join("、")}前后不可比。${laws.map(formatLaw).join("")}`;
}
