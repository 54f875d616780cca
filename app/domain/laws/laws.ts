import type { LineCode } from "../form/cells";

/**
 * A law that changed what lines of the form count. What pages, charts, briefings and the sample say
 * of it, and which years they do not compare, comes from its row: a further law is a further row.
 */
export interface Law<Indicator extends string = string> {
  /** The law and the articles that bring the change about. */
  readonly source: string;
  /** First day in force, YYYY-MM-DD. */
  readonly inForce: string;
  /** Lines of the form whose cases are others since. */
  readonly lines: readonly LineCode[];
  /** Indicators that count something else since: no comparison across. */
  readonly breaks: readonly Indicator[];
  /** Indicators that are compared across all the same, with `words` beside them. */
  readonly bridges: readonly Indicator[];
  /** What happened, after a year: 2024年 行政复议法修订施行. */
  readonly event: string;
  /** What began, after a year, beside the rule in a chart: 2024年 复议前置. */
  readonly mark: string;
  /** What a reader must know who compares across it, in sentences. */
  readonly words: string;
}

export const LAWS = {
  review_first: {
    source: "行政复议法（2023年修订）第二十三条",
    inForce: "2024-01-01",
    lines: ["review", "direct_suit", "post_review_suit"],
    breaks: ["review_rate", "lawsuit_rate"],
    bridges: ["dispute_rate"],
    event: "行政复议法修订施行",
    mark: "复议前置",
    words:
      "2024年1月1日起施行的新修订行政复议法第二十三条规定，对行政机关不予公开政府信息不服的，应当先行申请行政复议；2023年与2024年之间的升降不宜单独归因于工作质量。",
  },
} as const satisfies Readonly<Record<string, Law>>;

/** The laws by the day on which they came into force, the earliest first. */
export const LAWS_IN_ORDER: readonly Law[] = Object.values(LAWS).toSorted((one, other) =>
  one.inForce.localeCompare(other.inForce),
);

/**
 * The report years that stand under other rules than the year before, the earliest first: one for a
 * law in force from 1 January, else two, of which the first is part of a year.
 */
export function yearsOfChange({ inForce }: Pick<Law, "inForce">): number[] {
  const year = Number(inForce.slice(0, 4));
  return inForce.endsWith("-01-01") ? [year] : [year, year + 1];
}

/** The first year under other rules that lies after one year and not after another; null where none does. */
export function changeBetween(
  law: Pick<Law, "inForce">,
  earlier: number,
  later: number,
): number | null {
  return yearsOfChange(law).find((year) => earlier < year && year <= later) ?? null;
}

/** The years of change of some laws as a list: 2024; 2024、2025. */
export function formatLawYears(laws: readonly Pick<Law, "inForce">[] = LAWS_IN_ORDER): string {
  return [...new Set(laws.flatMap(yearsOfChange))].join("、");
}
