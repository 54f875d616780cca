import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { decimalsThatAdd, waterfallTitle } from "#charts/title";
import { waterfall } from "#charts/waterfall";
import { missingInWords, type Coverage } from "#domain/comparison/coverage";
import { bridgedBreaks } from "#domain/indicators/law-break";
import { percent, percentagePoints } from "#domain/indicators/format";
import { remarkOn } from "#domain/tables/change";
import type { ChangeAnswer } from "./question.server";

/** What brought about a change; none where the years are not compared. */
export function changeChart({
  page,
  indicator,
  change,
  coverages,
}: ChangeAnswer): PageChart | null {
  if (change.kind === "refused") return null;
  const { decomposition, bodies } = change;
  const { earlier, later, byRate, byShare, byEntered, byLeft } = decomposition;
  const byAllShares = byShare + byEntered + byLeft;
  const decimals = decimalsThatAdd(decomposition.change, [byRate, byAllShares]);
  const { base, year } = page.filters;
  const contributions = bodies.map((body) => ({
    code: body.code,
    name: body.division,
    href: `/districts/${body.code}`,
    note: remarkOn(body),
    presence: body.presence,
    byRate: body.byRate,
    byShare: body.byShare,
  }));
  return {
    id: "contributions",
    title: waterfallTitle(indicator.name, decomposition),
    subtitle: `由${base}年的${percent(earlier)}到${year}年的${percent(later)}，变化${percentagePoints(decomposition.change, decimals)}：各地比率变化影响${percentagePoints(byRate, decimals)}，件数占比变化影响${percentagePoints(byAllShares, decimals)}（Kitagawa分解）。`,
    source: REPORTS_AS_SOURCE,
    n: `${bodies.length}个地区`,
    missing: missingIn([base, year], coverages),
    notes: bridgedBreaks(indicator, base, year),
    plot: (size) =>
      waterfall(contributions, {
        ...size,
        from: { words: `${base}年`, rate: earlier },
        to: { words: `${year}年`, rate: later },
      }),
  };
}

/** Who is missing in either year, as what else a change comes from; undefined where all have reported. */
function missingIn(years: readonly number[], coverages: readonly Coverage[]): string | undefined {
  const told = coverages.flatMap((coverage, index) => {
    const words = missingInWords(coverage);
    return words === undefined ? [] : [`${years[index] ?? ""}年${words}`];
  });
  return told.length === 0
    ? undefined
    : `${told.join("，")}（只有一年有比率的，影响计入件数占比变化）`;
}
