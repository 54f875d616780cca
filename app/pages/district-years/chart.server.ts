import { LAWS_IN_ORDER } from "#domain/laws/laws";
import { formatEvent } from "#domain/laws/law";
import { type PageChart, REPORTS_AS_SOURCE } from "#charts/page-chart";
import { type Panel, plotSmallMultiples } from "#charts/small-multiples";
import { plotSpine, type SpineRow } from "#charts/spine";
import { BREAKS, FORM_CHANGE } from "#charts/year-marks";
import { INDICATORS } from "#domain/indicators/indicators";
import { formatFilters } from "#request/filter-bar";
import { isRate, type ProfileRow } from "../district/profile";
import { summarizeVerdicts } from "../district/summary";
import { loadYears, type YearsData } from "../district/years-data.server";
import type { LoadCharts } from "../downloads/page-files";

export const loadCharts: LoadCharts = async ({ request, params }) => {
  const data = await loadYears(request, params["code"] ?? "");
  const { self } = data.related;
  return {
    charts: Object.values(chartsOf(data)),
    inWords: `${self.name} · ${formatFilters(data.controls)}`,
    dataset: self.dataset,
  };
};

/** Least number of peers that a spread is drawn of. */
const FEWEST_PEERS = 4;

/** The charts of a division's years; null where there is nothing to draw. */
export function chartsOf(data: YearsData) {
  return { spine: spineChart(data), years: yearsChart(data) };
}

function spineChart({ profile, reports, current, peers, related }: YearsData): PageChart | null {
  const failing = reports.some(({ id, errors }) => id === current?.report_id && errors > 0);
  const rates = profile.filter(isRate).map((row) => spineRow(row, failing));
  if (
    current === undefined ||
    rates.every(({ own, peers: spread }) => own === null || spread === null)
  )
    return null;
  return {
    id: "spine",
    title: summarizeVerdicts(related.self.name, profile.filter(isRate)),
    subtitle:
      "每行一项比率：点为本地区，中线为其余同级地区（不含本地区）的中位数，深灰为中间一半地区，浅灰为全部地区的范围；各行比例尺不同。",
    source: REPORTS_AS_SOURCE,
    n: `${peers.name}${peers.divisions.filter(({ code }) => code !== related.self.code).length}个`,
    plot: (size) => plotSpine(rates, size),
  };
}

/** 2024年行政复议法修订施行、2025年6月法释〔2025〕8号施行 */
const LAW_EVENTS = LAWS_IN_ORDER.map(formatEvent).join("、");

function yearsChart(data: YearsData): PageChart | null {
  const { series, medians, years, boundaries, related, peers } = data;
  const adjusted = boundaries
    .filter(({ year }) => year > Math.min(...years))
    .map(({ year }) => ({ year, words: `${year}年区划调整` }));
  const reported = years.filter((year) =>
    series.some((row) => row.years.some((each) => each.year === year && each.value !== null)),
  );
  if (reported.length === 0) return null;
  return {
    id: "years",
    title: `${related.self.name}${reported.length}个年度的各项指标（${reported[0] ?? ""}至${reported.at(-1) ?? ""}年）`,
    subtitle: `实线为本地区，阴影为95%区间，虚线为${peers.name}（不含本地区）的中位数；竖线为${FORM_CHANGE.year}年报告格式改变、${LAW_EVENTS}${adjusted.map(({ words }) => `、${words}`).join("")}。未载入的年份留空，以“—”标出。`,
    source: REPORTS_AS_SOURCE,
    plot: (size) =>
      plotSmallMultiples(panels(series, medians), {
        ...size,
        shared: false,
        breaks: [...BREAKS, ...adjusted].toSorted((a, b) => a.year - b.year),
      }),
  };
}

function spineRow(row: ProfileRow, failing: boolean): SpineRow {
  const indicator = INDICATORS[row.code];
  return {
    name: indicator?.name ?? row.code,
    format: indicator?.format ?? "share",
    ...(row.cell === null || row.value === null ? {} : { href: row.cell }),
    own: row.value,
    peers: row.stating >= FEWEST_PEERS ? row.peers : null,
    verdict: row.verdict ?? "too_few",
    failing,
  };
}

function panels(series: YearsData["series"], medians: YearsData["medians"]): readonly Panel[] {
  return series.flatMap(({ code, years }): Panel[] => {
    const indicator = INDICATORS[code];
    if (!indicator) return [];
    return [
      {
        name: indicator.name,
        format: indicator.format,
        points: years.map(({ year, value, interval, numerator, denominator, cell, why }) => ({
          year,
          href: cell ?? undefined,
          value,
          interval,
          note:
            value === null ? why : denominator === null ? "" : `${numerator ?? ""}/${denominator}`,
        })),
        reference: years.map(({ year }) => ({
          year,
          value: medians.find((each) => each.year === year)?.medians[code] ?? null,
        })),
      },
    ];
  });
}
