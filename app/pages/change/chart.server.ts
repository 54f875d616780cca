import { divisionLink } from "#tables/links";
import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { formatMove, plotWaterfall, waterfallTitle } from "#charts/waterfall";
import type { RelabelledChange } from "#domain/comparison/change";
import { formatMissing, NAMED_AT_MOST, type Coverage } from "#domain/comparison/coverage";
import type { Indicator } from "#domain/indicators/indicator";
import { explainBridgedBreaks } from "#domain/indicators/laws-between";
import { compareGroups, formatChangeInterval } from "#domain/indicators/group-change";
import { formatPercent, formatPercentagePoints } from "#domain/indicators/number-format";
import { bodyNoun } from "#domain/report/body";
import { contributionRemark } from "./columns";
import { loadChange, type ChangeData } from "./data.server";
import type { LoadCharts } from "../downloads/page-files";

export const loadCharts: LoadCharts = async ({ request }) => {
  const data = await loadChange(request);
  const { inWords, dataset, absence } = data.page;
  return { charts: absence === null ? [changeChart(data)] : [], inWords, dataset };
};

/** What brought about a change; none where the years are not compared. */
export function changeChart({
  page,
  indicator,
  change,
  coverages,
  isSplit,
}: ChangeData): PageChart | null {
  if (change.kind === "refused") return null;
  const { decomposition, bodies } = change;
  const noun = bodyNoun(page.filters.kind);
  const { earlier, later } = decomposition;
  const { base, year } = page.filters;
  const { sums } = decomposition;
  const whole = compareGroups(indicator, sums.earlier, sums.later);
  const contributions = bodies.map((body) => ({
    code: body.code,
    name: body.division,
    href: divisionLink(body.division_code, year),
    note: contributionRemark(body),
    isInOneYear: body.presence !== "stayed",
    byRate: body.byRate,
    byShare: body.byShare,
  }));
  return {
    id: "contributions",
    title: [
      waterfallTitle(indicator.name, decomposition, whole?.kind),
      formatRelabelled(indicator, change.relabelled, noun),
    ].join(""),
    subtitle: `由${base}年的${formatPercent(earlier)}到${year}年的${formatPercent(later)}${whole?.interval ? `（变化的${formatChangeInterval(whole.interval)}个百分点）` : ""}；每条一个${noun}，相加等于总变化。`,
    source: REPORTS_AS_SOURCE,
    n: `${bodies.length}个${noun}`,
    missing: formatMissingInEither([base, year], coverages),
    notes: explainBridgedBreaks(indicator, base, year),
    plot: (size) =>
      plotWaterfall(contributions, {
        ...size,
        isSplit,
        concern: indicator.concern,
        from: { words: `${base}年`, rate: earlier },
        to: { words: `${year}年`, rate: later },
      }),
  };
}

/**
 * What of a change may be no change at all: ；屿川区（−0.50个百分点）办理结果归类可能有变化，不计该地区，不掌握率下降0.4个百分点.
 * Empty where no body is suspected.
 */
export function formatRelabelled(
  indicator: Indicator,
  relabelled: RelabelledChange | null,
  noun: ReturnType<typeof bodyNoun> = "地区",
): string {
  if (relabelled === null) return "";
  const { names, effect, without } = relabelled;
  const who = names.length > NAMED_AT_MOST ? `${names.length}个${noun}` : names.join("、");
  const suspected = `；${who}（${formatPercentagePoints(effect, 2)}）办理结果归类可能有变化`;
  if (without === null) return `${suspected}，没有其他${noun}可以计算变化`;
  const { kind = "moved" } =
    compareGroups(indicator, without.sums.earlier, without.sums.later) ?? {};
  return `${suspected}，不计${names.length === 1 ? `该${noun}` : `这些${noun}`}，${indicator.name}${formatMove(without.change, kind)}`;
}

/** Who is missing in either year, as what else a change comes from; undefined where all have reported. */
function formatMissingInEither(
  years: readonly number[],
  coverages: readonly Coverage[],
): string | undefined {
  const missing = coverages.flatMap((coverage, index) => {
    const words = formatMissing(coverage);
    return words === undefined ? [] : [`${years[index] ?? ""}年${words}`];
  });
  return missing.length === 0
    ? undefined
    : `${missing.join("，")}（只有一年有数字的，影响单独列出）`;
}
