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
  /** Indicators that are compared across all the same, with the words of the law beside them. */
  readonly bridges: readonly Indicator[];
  /** What happened, after a year: 2024年 行政复议法修订施行. */
  readonly event: string;
  /** What began, after a year, beside the rule in a chart: 2024年 复议前置. */
  readonly mark: string;
  /** What the law says, as a sentence without its full stop. `formatLaw` adds which years it parts. */
  readonly words: string;
  /** What the law does to the indicators of `bridges`, in sentences. */
  readonly bridgeWords?: string;
}

/** Some laws, each once, by the day on which they came into force, the earliest first. */
export function inOrder(laws: readonly Law[]): Law[] {
  return [...new Map(laws.map((law) => [law.source, law])).values()].toSorted((one, other) =>
    one.inForce.localeCompare(other.inForce),
  );
}

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

/** A change of rules that begins with a year, beside the rule in a chart: 2024年复议前置, 2025年可直接起诉（6月起）. */
export function formatMark(law: Pick<Law, "inForce" | "mark">, year: number): string {
  const part = partYearOf(law);
  if (part === null) return `${year}年${law.mark}`;
  return `${year}年${law.mark}（${year === part.year ? `${part.month}月起` : "全年"}）`;
}

/** When a law came into force, in words: 2024年行政复议法修订施行, 2025年6月法释〔2025〕8号施行. */
export function formatEvent(law: Pick<Law, "inForce" | "event">): string {
  const [year] = yearsOfChange(law);
  const part = partYearOf(law);
  return `${year ?? ""}年${part === null ? "" : `${part.month}月`}${law.event}`;
}

/** What a law says and which years it parts, in a sentence. */
export function formatLaw(law: Pick<Law, "inForce" | "words">): string {
  const [first = 0, ...rest] = yearsOfChange(law);
  const parted = [first - 1, first].map((year) => `${year}年`).join("与");
  const [whole] = rest;
  return whole === undefined
    ? `${law.words}；${parted}之间的升降不宜单独归因于工作质量。`
    : `${law.words}；${first}年只有部分时间适用，${whole}年是首个完整年度，${first - 1}年、${first}年与${whole}年之间的升降不宜单独归因于工作质量。`;
}

/** The year of which a law was in force only a part, and the month in which it began; null for a whole year. */
function partYearOf(law: Pick<Law, "inForce">): { year: number; month: number } | null {
  const [year = 0, whole] = yearsOfChange(law);
  return whole === undefined ? null : { year, month: Number(law.inForce.slice(5, 7)) };
}
