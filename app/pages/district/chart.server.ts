import { formatEvent, LAWS_IN_ORDER } from "#domain/laws/laws";
import { applicantOutcomeTitle, plotApplicantOutcomes } from "#charts/applicant-outcome";
import { plotOutcomeMix } from "#charts/outcome-mix";
import { type PageChart, REPORTS_AS_SOURCE } from "#charts/page-chart";
import { type Panel, plotSmallMultiples } from "#charts/small-multiples";
import { plotSpine, type SpineRow } from "#charts/spine";
import { BREAKS, FORM_CHANGE } from "#charts/year-marks";
import { INDICATORS, OUTCOME_MIX, quantityOfOutcome } from "#domain/indicators/indicators";
import { formatPercent } from "#domain/indicators/number-format";
import { groupRelated } from "#domain/indicators/related-indicators";
import { isJudged, LEAST_JUDGED, VERDICTS } from "#domain/statistics/verdict";
import { formatFilters } from "#request/filter-bar";
import { loadDistrict, type DistrictData } from "./data.server";
import type { LoadCharts } from "../downloads/page-files";
import { isRate, type ProfileRow } from "./profile";

export const loadCharts: LoadCharts = async ({ request, params }) => {
  const data = await loadDistrict(request, params["code"] ?? "");
  const { self } = data.related;
  return {
    charts: Object.values(chartsOf(data)),
    inWords: `${self.name} · ${formatFilters(data.controls)}`,
    dataset: self.dataset,
  };
};

/** Least number of peers that a spread is drawn of. */
const FEWEST_PEERS = 4;

/** The charts of a division's page; null where there is nothing to draw. */
export function chartsOf(data: DistrictData) {
  return {
    spine: spineChart(data),
    years: yearsChart(data),
    mix: mixChart(data),
    cross: crossChart(data),
  };
}

function spineChart({ profile, reports, current, peers, related }: DistrictData): PageChart | null {
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
      "每行一项比率：点为本地区，中线为同级中位数，深灰为中间一半地区，浅灰为全部地区的范围；各行比例尺不同。",
    source: REPORTS_AS_SOURCE,
    n: `${peers.name}${peers.divisions.filter(({ code }) => code !== related.self.code).length}个`,
    plot: (size) => plotSpine(rates, size),
  };
}

/** 2024年行政复议法修订施行、2025年6月法释〔2025〕8号施行 */
const LAW_EVENTS = LAWS_IN_ORDER.map(formatEvent).join("、");

function yearsChart(data: DistrictData): PageChart | null {
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
    subtitle: `实线为本地区，阴影为95%区间，虚线为${peers.name}的中位数；竖线为${FORM_CHANGE.year}年报告格式改变、${LAW_EVENTS}${adjusted.map(({ words }) => `、${words}`).join("")}。未载入的年份留空，以“—”标出。`,
    source: REPORTS_AS_SOURCE,
    plot: (size) =>
      plotSmallMultiples(panels(series, medians), {
        ...size,
        shared: false,
        breaks: [...BREAKS, ...adjusted].toSorted((a, b) => a.year - b.year),
      }),
  };
}

function mixChart({ mix }: DistrictData): PageChart | null {
  if (mix.length === 0) return null;
  return {
    id: "mix",
    title: mixTitle(mix),
    subtitle: "各类办理结果占办结件数的比重",
    source: REPORTS_AS_SOURCE,
    plot: (size) =>
      plotOutcomeMix(
        mix.map(({ year, handled, outcomes }) => ({
          label: `${year}年`,
          total: handled,
          counts: outcomes,
        })),
        size,
      ),
  };
}

function crossChart({ cross, current, filters }: DistrictData): PageChart | null {
  if (current === undefined) return null;
  return {
    id: "cross",
    title: applicantOutcomeTitle(cross),
    subtitle: "每行合计为100%：该类申请人的各种办理结果占其办结件数的比重，下方为件数。",
    source: `${filters.year}年度报告表三`,
    plot: (size) => plotApplicantOutcomes(cross, { ...size, shareOf: "applicant" }),
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
  series: DistrictData["series"],
  medians: DistrictData["medians"],
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

type JudgedRow = Pick<ProfileRow, "code" | "verdict">;

/** In what a division stands out among all of its kind in the province, in a sentence: each thing counted once. */
export function summarizeVerdicts(name: string, rows: readonly JudgedRow[]): string {
  const verdicts = rows.flatMap(({ verdict }) => verdict ?? []);
  const judged = verdicts.filter(isJudged).length;
  if (judged === 0)
    return verdicts.includes("group_too_small")
      ? `${name}：组内可判断的地区不足${LEAST_JUDGED}个，各项比率无法比较`
      : `${name}各项比率的件数过少，不作判断`;
  const found = rows.filter(({ verdict }) => verdict === "high_998" || verdict === "low_998");
  if (found.length === 0) return `${name}${judged}项可判断的比率中，没有显著偏高或者偏低的`;
  const things = groupRelated(found);
  const said = things.map((thing) => thing.map(formatVerdictOf).join("、"));
  const merged = things.length < found.length ? "（互相包含或者此消彼长的比率只算一种情况）" : "";
  return `${name}${judged}项可判断的比率中，有${things.length}种情况显著：${said.join("；")}${merged}`;
}

function formatVerdictOf({ code, verdict }: JudgedRow): string {
  return `${INDICATORS[code].name}${verdict === null ? "" : VERDICTS[verdict].short}`;
}

/** The largest outcome of the last year, in a sentence. */
export function mixTitle(mix: DistrictData["mix"]): string {
  const last = mix.at(-1);
  if (!last || !last.handled) return "历年办理结果构成";
  const { year, handled, outcomes } = last;
  const [largest] = OUTCOME_MIX.map((outcome) => ({
    name: quantityOfOutcome(outcome).name,
    count: outcomes[outcome] ?? 0,
  })).toSorted((a, b) => b.count - a.count);
  if (!largest) return "历年办理结果构成";
  return `${year}年办理结果中，“${largest.name}”最多，占${formatPercent(largest.count / handled)}`;
}
