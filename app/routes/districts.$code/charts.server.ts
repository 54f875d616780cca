import { applicantOutcome } from "#charts/applicant-outcome";
import { BREAKS } from "#charts/breaks";
import { outcomeMix } from "#charts/outcome-mix";
import { REPORTS_AS_SOURCE, type PageChart } from "#charts/page-chart";
import { smallMultiples, type Panel } from "#charts/small-multiples";
import { spine, type SpineRow } from "#charts/spine";
import { applicantOutcomeTitle } from "#charts/title";
import { INDICATORS } from "#domain/indicators/indicators";
import type { ProfileRow } from "#domain/tables/division-profile";
import { isRate } from "#domain/tables/division-profile-columns";
import { largestIn, standing } from "./chart-titles";
import type { DivisionAnswer } from "./question.server";

/** Least number of peers that a spread is drawn of. */
const FEWEST_PEERS = 4;

/** The charts of a division's page; null where there is nothing to draw. */
export function chartsOf(answer: DivisionAnswer) {
  return {
    spine: spineChart(answer),
    years: yearsChart(answer),
    mix: mixChart(answer),
    cross: crossChart(answer),
  };
}

function spineChart({
  profile,
  reports,
  current,
  peers,
  related,
}: DivisionAnswer): PageChart | null {
  const failing = reports.some(({ id, errors }) => id === current?.report_id && errors > 0);
  const rates = profile.filter(isRate).map((row) => spineRow(row, failing));
  if (
    current === undefined ||
    rates.every(({ own, peers: spread }) => own === null || spread === null)
  )
    return null;
  return {
    id: "spine",
    title: standing(related.self.name, profile.filter(isRate)),
    subtitle:
      "每行一项比率：点为本地区，中线为同级中位数，深灰为中间一半地区，浅灰为全部地区的范围；各行比例尺不同。",
    source: REPORTS_AS_SOURCE,
    n: `${peers.name}${peers.divisions.filter(({ code }) => code !== related.self.code).length}个`,
    plot: (size) => spine(rates, size),
  };
}

function yearsChart(answer: DivisionAnswer): PageChart | null {
  const { series, medians, years, boundaries, related, peers } = answer;
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
    subtitle: `实线为本地区，阴影为95%区间，虚线为${peers.name}的中位数；竖线为2021年报告格式改变、2024年行政复议法修订施行${adjusted.map(({ words }) => `、${words}`).join("")}。缺报年份留空，以“—”标出。`,
    source: REPORTS_AS_SOURCE,
    plot: (size) =>
      smallMultiples(panels(series, medians), {
        ...size,
        shared: false,
        breaks: [...BREAKS, ...adjusted].toSorted((a, b) => a.year - b.year),
      }),
  };
}

function mixChart({ mix }: DivisionAnswer): PageChart | null {
  if (mix.length === 0) return null;
  return {
    id: "mix",
    title: largestIn(mix),
    subtitle: "各类办理结果占办理结果总计的比重",
    source: REPORTS_AS_SOURCE,
    plot: (size) =>
      outcomeMix(
        mix.map(({ year, handled, outcomes }) => ({
          label: `${year}年`,
          total: handled,
          counts: outcomes,
        })),
        size,
      ),
  };
}

function crossChart({ cross, current, filters }: DivisionAnswer): PageChart | null {
  if (current === undefined) return null;
  return {
    id: "cross",
    title: applicantOutcomeTitle(cross),
    subtitle: "每行合计为100%：该类申请人的各种办理结果占其办理结果总计的比重，下方为件数。",
    source: `${filters.year}年度报告表三`,
    plot: (size) => applicantOutcome(cross, { ...size, shareOf: "applicant" }),
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

function panels(
  series: DivisionAnswer["series"],
  medians: DivisionAnswer["medians"],
): readonly Panel[] {
  return series.flatMap(({ code, years }): Panel[] => {
    const indicator = INDICATORS[code];
    if (!indicator) return [];
    return [
      {
        name: indicator.name,
        format: indicator.format,
        points: years.map(({ year, value, interval, numerator, denominator, why }) => ({
          year,
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
