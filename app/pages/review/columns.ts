import { divisionLink, reportLink } from "#tables/links";
import {
  countCases,
  correctionsOf,
  type FlaggedDisputes,
  type NotHeldGroup,
  type DisputesOfYear,
} from "#domain/comparison/disputes";
import { cellName } from "#domain/form/cell-name";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import {
  CASES,
  CORRECTION_BASES,
  type CaseKind,
  type CorrectionBase,
} from "#domain/indicators/correction-rates";
import { formatPercent } from "#domain/indicators/number-format";
import {
  CHANGE_KINDS_MEANING,
  compareGroups,
  formatGroupChange,
  groupInterval,
} from "#domain/indicators/group-change";
import type { Indicator } from "#domain/indicators/indicator";
import { INDICATORS } from "#domain/indicators/indicators";
import { explainLawBreak, formatCaveat } from "#domain/indicators/law-breaks";
import { classifySmallCount, rateOf, type Ratio, wilsonInterval } from "#domain/statistics/ratio";
import { RATE_FLOOR } from "#domain/statistics/verdict";
import { formatPlainValue } from "#export/plain-table";
import type { TableColumn } from "#tables/column";

const LINES = REVIEW_LITIGATION.lines;
const NOT_STATED = "没有报告填写该数字";

/** Reviews and lawsuits of one year with those of the year before. */
export interface DisputeYearRow extends DisputesOfYear {
  readonly before: DisputesOfYear | null;
}

export function pairWithYearBefore(years: readonly DisputesOfYear[]): DisputeYearRow[] {
  return years.map((each) => ({
    ...each,
    before: years.find(({ year }) => year === each.year - 1) ?? null,
  }));
}

/** Why a rate of the year is not compared with the year before. */
function whyNoChange(indicator: Indicator, { year, before }: DisputeYearRow): string | undefined {
  const broken = explainLawBreak(indicator, year - 1, year);
  if (broken !== null) return `不作比较：${broken}`;
  return before === null ? "没有上年数据" : "有一年的报告未填写";
}

type RateCode = keyof DisputesOfYear["rates"];

function rateColumns(code: RateCode, indicator: Indicator): TableColumn<DisputeYearRow>[] {
  return [
    {
      id: code,
      header: indicator.name,
      hint: indicator.meaning,
      format: "share",
      value: ({ rates }) => rates[code].value,
      why: () => NOT_STATED,
    },
    {
      id: `${code}_interval`,
      header: "95%区间",
      hint: "泊松区间除以办结件数",
      format: "text",
      value: ({ rates }) => {
        const interval = groupInterval(indicator, rates[code]);
        return interval && `${formatPercent(interval.lower)}–${formatPercent(interval.upper)}`;
      },
      why: () => NOT_STATED,
    },
    {
      id: `${code}_change`,
      header: "较上年",
      format: "points",
      value: ({ year, rates, before }) => {
        const [now, then] = [rates[code].value, before?.rates[code].value ?? null];
        const isBroken = explainLawBreak(indicator, year - 1, year) !== null;
        return isBroken || now === null || then === null ? null : now - then;
      },
      why: (row) => whyNoChange(indicator, row),
    },
    {
      id: `${code}_change_words`,
      header: "升降",
      hint: `较上年${CHANGE_KINDS_MEANING}`,
      format: "text",
      value: ({ year, rates, before }) => {
        if (explainLawBreak(indicator, year - 1, year) !== null) return null;
        const change = compareGroups(indicator, before?.rates[code], rates[code]);
        return change && formatGroupChange(change);
      },
      why: (row) => whyNoChange(indicator, row),
    },
  ];
}

const YEAR: TableColumn<DisputeYearRow> = {
  id: "year",
  header: "年度",
  format: "text",
  value: ({ year }) => `${year}年`,
};

/** The rates of a year with what is declared of them, which the page is handed: a browser does without all the others. */
type YearRates = Readonly<Record<(typeof YEAR_RATES)[number], Indicator>>;

const YEAR_RATES = ["review_rate", "lawsuit_rate", "dispute_rate"] as const;

export function yearRates(): YearRates {
  const { review_rate, lawsuit_rate, dispute_rate } = INDICATORS;
  return { review_rate, lawsuit_rate, dispute_rate };
}

/** Cases and rates by year, for files. A rate that the law made another one is not compared across that year. */
export function disputeYearColumns(): TableColumn<DisputeYearRow>[] {
  const rates = yearRates();
  return [
    ...caseYearColumns(rates),
    ...YEAR_RATES.flatMap((code) => rateColumns(code, rates[code])),
  ];
}

/** Cases and rates by year as a page has room for them: each rate with its interval, then its change. */
export function shownYearColumns(
  declared: YearRates,
  toBodies: (year: number) => string,
): TableColumn<DisputeYearRow>[] {
  const cases = caseYearColumns(declared, toBodies).map((column): TableColumn<DisputeYearRow> =>
    column.id === "year" || column.id === "reports"
      ? column
      : {
          ...column,
          group: { name: "件数", head: column.id === "cases_change" ? "较上年" : column.header },
        },
  );
  return [
    ...cases,
    ...YEAR_RATES.flatMap((code): TableColumn<DisputeYearRow>[] => {
      const indicator = declared[code];
      const { name, meaning } = indicator;
      return [
        {
          id: code,
          header: `${name}（95%区间）`,
          group: { name, head: "比率（95%区间）" },
          hint: `${meaning}；泊松区间除以办结件数`,
          format: "text",
          space: "short",
          value: ({ rates }) => {
            const { value } = rates[code];
            const interval = groupInterval(indicator, rates[code]);
            if (value === null) return null;
            const range =
              interval && `（${formatPercent(interval.lower)}–${formatPercent(interval.upper)}）`;
            return `${formatPercent(value)}${range ?? ""}`;
          },
          why: () => NOT_STATED,
        },
        {
          id: `${code}_change`,
          header: "较上年（百分点）",
          group: { name, head: "较上年（百分点）" },
          hint: "括号内为变化的95%区间；含0的，为基本持平",
          format: "text",
          space: "short",
          value: ({ year, rates, before }) => {
            if (explainLawBreak(indicator, year - 1, year) !== null) return null;
            const change = compareGroups(indicator, before?.rates[code], rates[code]);
            if (change === null) return null;
            const { lower, upper } = change.interval ?? { lower: null, upper: null };
            const moved = formatPlainValue(change.value, "points");
            return `${moved}（${formatPlainValue(lower, "points")}至${formatPlainValue(upper, "points")}）`;
          },
          why: (row) => whyNoChange(indicator, row),
        },
      ];
    }),
  ];
}

/** Cases by year. */
function caseYearColumns(
  declared: YearRates,
  toBodies?: (year: number) => string,
): TableColumn<DisputeYearRow>[] {
  return [
    YEAR,
    { id: "reports", header: "报告份数", format: "count", value: ({ reports }) => reports },
    ...LINES.map(({ code, label }): TableColumn<DisputeYearRow> => ({
      id: code,
      header: label,
      format: "count",
      value: ({ cells }) => cells[cellName(code, "total")] ?? null,
      href: ({ year }) => toBodies?.(year),
      why: () => NOT_STATED,
    })),
    {
      id: "cases",
      header: "合计",
      hint: `行政复议与行政诉讼之和。${formatCaveat(declared.dispute_rate)}`,
      format: "count",
      value: ({ cells }) => countCases(cells),
      why: () => NOT_STATED,
    },
    {
      id: "cases_change",
      header: "合计较上年",
      format: "growth",
      hint: "按两年都有数字的地区计",
      value: ({ like }) =>
        like && like.before > 0 ? (like.after - like.before) / like.before : null,
      why: ({ before }) => (before === null ? "没有上年数据" : "上年为0，或没有两年都有数字的地区"),
    },
  ];
}

/** What became of the cases of one kind in one year. */
export interface CorrectionRow {
  readonly year: number;
  readonly kind: CaseKind;
  readonly of: DisputesOfYear;
}

/** A share with its interval, or its two counts where there are too few: 8件中纠正3件. */
export function formatCorrectedShare(share: Ratio | null): string | null {
  const shown = share === null ? null : classifySmallCount(share);
  if (shown === null || shown.kind === "none") return null;
  if (shown.kind === "counts") return `${shown.denominator}件中纠正${shown.numerator}件`;
  const { lower, upper } = shown.interval;
  return `${formatPercent(shown.rate)}（${formatPercent(lower)}–${formatPercent(upper)}）`;
}

function shareOf({ of, kind }: CorrectionRow, base: CorrectionBase): Ratio | null {
  const { numerator, denominator } = of.corrections[kind][base];
  return numerator === null || denominator === null ? null : { numerator, denominator };
}

/** Outcomes by kind of case, with the corrected share on both bases. */
export const CORRECTION_COLUMNS: readonly TableColumn<CorrectionRow>[] = [
  { id: "kind", header: "类别", format: "text", value: ({ kind }) => CASES[kind].name },
  ...REVIEW_LITIGATION.columns.map(({ code, label }): TableColumn<CorrectionRow> => ({
    id: code,
    header: label,
    group: { name: "件数（填写完整的报告合计）", head: label },
    format: "count",
    value: ({ kind, of }) => of.kinds[kind][code] ?? null,
    why: () => NOT_STATED,
  })),
  ...(["concluded", "all"] as const).map((base): TableColumn<CorrectionRow> => ({
    id: base,
    header: `纠错率（${CORRECTION_BASES[base].name}口径）`,
    group: { name: "纠错率（95%区间）", head: `${CORRECTION_BASES[base].name}口径` },
    hint: `${CORRECTION_BASES[base].words}，括号内为95%区间；不足${RATE_FLOOR}件的只列件数`,
    format: "text",
    space: "short",
    value: (row) => formatCorrectedShare(shareOf(row, base)),
    why: () => "总计为0，或报告未填写",
  })),
];

const ofBody =
  (code: string) =>
  ({ cells }: FlaggedDisputes) =>
    cells[code] ?? null;

/** The rate of a body that handled enough cases to have one. */
function disputeRate({ cells, handled }: FlaggedDisputes): number | null {
  const cases = countCases(cells);
  return cases === null || handled === null || handled < RATE_FLOOR ? null : cases / handled;
}

/** Reviews and lawsuits body by body. */
export function bodyDisputeColumns({
  dispute_rate: { name },
}: Pick<YearRates, "dispute_rate">): readonly TableColumn<FlaggedDisputes>[] {
  return [
    {
      id: "division",
      header: "地区",
      format: "text",
      value: ({ division }) => division,
      href: ({ division_code }) => divisionLink(division_code),
    },
    ...LINES.map(({ code, label }): TableColumn<FlaggedDisputes> => ({
      id: code,
      header: label,
      group: { name: "件数", head: label },
      format: "count",
      value: ofBody(cellName(code, "total")),
      href: ({ report_id }) => reportLink(report_id, cellName(code, "total")),
      why: () => "报告未填写该数字",
    })),
    {
      id: "cases",
      header: "合计",
      group: { name: "件数", head: "合计" },
      format: "count",
      value: ({ cells }) => countCases(cells),
      why: () => "报告未填写复议诉讼件数",
    },
    {
      id: "handled",
      header: "办结件数",
      group: { name: "占办结件数", head: "办结件数" },
      format: "count",
      value: ({ handled }) => handled,
      href: ({ report_id }) => reportLink(report_id, cellName("handled_total", "total")),
      why: () => "报告未填写该数字",
    },
    {
      id: "dispute_rate",
      header: name,
      group: { name: "占办结件数", head: name },
      hint: `复议诉讼合计÷办结件数；办理不足${RATE_FLOOR}件的不列比率`,
      format: "share",
      value: disputeRate,
      flag: (body) => (disputeRate(body) === null ? null : body.flags.disputes),
      why: () => `办理不足${RATE_FLOOR}件，或报告未填写`,
      bar: true,
    },
    ...(["corrected", "pending"] as const).map((code): TableColumn<FlaggedDisputes> => ({
      id: code,
      header: code === "corrected" ? "其中结果纠正" : "尚未审结",
      group: { name: "审理结果", head: code === "corrected" ? "结果纠正" : "尚未审结" },
      format: "count",
      value: ({ cells }) =>
        LINES.reduce<number | null>((sum, line) => {
          const count = cells[cellName(line.code, code)] ?? null;
          return sum === null || count === null ? null : sum + count;
        }, 0),
      href: ({ report_id }) => reportLink(report_id, cellName("review", code)),
      why: () => "报告未填写该数字",
    })),
    {
      id: "share",
      header: "纠错（已审结口径）",
      group: { name: "审理结果", head: "纠错率（已审结口径）" },
      hint: `复议诉讼合计；不足${RATE_FLOOR}件的只列件数`,
      format: "text",
      space: "short",
      value: (body) => formatCorrectedShare(correctionsOf(body)),
      flag: ({ flags }) => flags.corrections,
      why: () => "已审结为0，或报告未填写",
    },
    {
      id: "range",
      header: `${name}修正后范围`,
      hint: "报告数字有差错时，改动最少的格使勾稽关系成立，复议诉讼率可能取到的数值（含印出的数值）",
      format: "text",
      value: (body) =>
        disputeRate(body) !== null && body.flags.disputes ? body.flags.disputes.range : "",
      why: ({ flags }) => flags.disputes?.words,
    },
  ];
}

/** Bodies grouped by their 不掌握率 of the year before, with what became of the cases after. */
export const LINK_COLUMNS: readonly TableColumn<NotHeldGroup>[] = [
  { id: "group", header: "上年不掌握率", format: "text", value: ({ name }) => name },
  { id: "bodies", header: "机关个数", format: "count", value: ({ bodies }) => bodies },
  {
    id: "not_held",
    header: "上年不掌握率（合计）",
    format: "share",
    value: ({ notHeld }) => rateOf(notHeld),
  },
  {
    id: "concluded",
    header: "当年已审结",
    group: { name: "当年复议诉讼", head: "已审结" },
    format: "count",
    value: ({ corrections: { denominator } }) => denominator,
  },
  {
    id: "corrected",
    header: "其中纠正",
    group: { name: "当年复议诉讼", head: "其中纠正" },
    format: "count",
    value: ({ corrections: { numerator } }) => numerator,
  },
  {
    id: "share",
    header: "纠错率",
    group: { name: "当年复议诉讼", head: "纠错率" },
    format: "share",
    value: ({ corrections: share }) => rateOf(share),
    why: () => "没有已审结的案件",
    bar: true,
  },
  {
    id: "lower",
    header: "95%区间下限",
    group: { name: "当年复议诉讼", head: "95%区间下限" },
    format: "share",
    value: ({ corrections: share }) => wilsonInterval(share)?.lower ?? null,
    why: () => "没有已审结的案件",
  },
  {
    id: "upper",
    header: "上限",
    group: { name: "当年复议诉讼", head: "上限" },
    format: "share",
    value: ({ corrections: share }) => wilsonInterval(share)?.upper ?? null,
    why: () => "没有已审结的案件",
  },
];
