import { printedCellLink } from "#tables/links";
import type { QualityFlag } from "#domain/checks/quality-flag";
import {
  type DivisionYear,
  flagOf,
  intervalOf,
  ratioOf,
  valueOf,
  whyNoValue,
} from "#domain/comparison/division-year";
import { formatFormula } from "#domain/indicators/indicator-text";
import { type IndicatorCode, INDICATORS, INDICATOR_CODES } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import { explainLawBreak } from "#domain/indicators/law-breaks";
import { type FiveNumbers, fiveNumbersOf } from "#domain/statistics/five-numbers";
import { explainGapBetween } from "#domain/comparison/year-strip";
import type { ComparedBody } from "#domain/comparison/judged-body";
import type { Interval } from "#domain/statistics/ratio";
import { RATE_FLOOR, type Verdict, VERDICTS } from "#domain/statistics/verdict";
import { FLAGGED_YEARS_MEANING, FLAGGED_YEARS_NAME } from "#domain/statistics/flagged-years";
import { TERMS } from "#domain/statistics/terms";
import { smallBodyColumns } from "#tables/small-bodies";
import { formatFlaggedYears, formatRank, formatRobustness } from "#tables/comparison";
import type { TableColumn } from "#tables/column";

/** One indicator of a division in a year, with last year's and that of its peers. */
export interface ProfileRow {
  readonly code: IndicatorCode;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  /** Set where the report fails checks. */
  readonly flag: QualityFlag | null;
  readonly interval: Interval | null;
  readonly last: number | null;
  readonly lastCell: string | null;
  readonly change: number | null;
  /** Why it must not be compared with last year; null where it may be. */
  readonly incomparable: string | null;
  /** The other divisions of the group that state it; null where none does. */
  readonly peers: FiveNumbers | null;
  readonly stating: number;
  /** Place of a count among the peers, the highest first; null where it has none, and of a rate. */
  readonly place: number | null;
  readonly placed: number;
  readonly verdict: Verdict | null;
  /** What the comparison of districts says of a rate, whichever peers are shown; null of a count. */
  readonly judged: ComparedBody | null;
  /** Address of the printed cell. */
  readonly cell: string | null;
  readonly denominatorCell: string | null;
  readonly why: string;
}

interface ProfileInput {
  readonly code: string;
  readonly own: DivisionYear | undefined;
  readonly last: DivisionYear | undefined;
  /** Why this year must not be compared with last year, such as other boundaries; null where it may be. */
  readonly incomparable: string | null;
  /** The peers of the year, the division itself among them. */
  readonly group: readonly DivisionYear[];
  /** The division as each rate's comparison judges it. */
  readonly positions: ReadonlyMap<IndicatorCode, ComparedBody>;
}

/** Every indicator of a division, compared with last year and with the group it belongs to. */
export function compareWithPeers(input: ProfileInput): ProfileRow[] {
  return INDICATOR_CODES.map((code) => profileRow(code, INDICATORS[code], input));
}

function profileRow(
  code: IndicatorCode,
  indicator: Indicator,
  { code: division, own, last, incomparable: otherGround, group, positions }: ProfileInput,
): ProfileRow {
  const incomparable =
    otherGround ?? (own ? explainLawBreak(indicator, own.year - 1, own.year) : null);
  const ratio = ratioOf(own, code);
  const value = valueOf(indicator, ratio);
  const before = valueOf(indicator, ratioOf(last, code));
  const others = group.filter((other) => other.division_code !== division);
  const stated = others.flatMap((other) => valueOf(indicator, ratioOf(other, code)) ?? []);
  const judged = positions.get(code) ?? null;
  return {
    code,
    ...ratio,
    value,
    flag: flagOf(own, code),
    interval: intervalOf(indicator, ratio),
    last: before,
    lastCell: printedCellLink(last, indicator.numerator),
    change: value === null || before === null || incomparable !== null ? null : value - before,
    incomparable,
    peers: fiveNumbersOf(stated),
    stating: stated.length,
    ...(indicator.denominator
      ? { place: null, placed: 0 }
      : placeOf(code, indicator, division, group)),
    verdict: judged?.verdict ?? null,
    judged,
    cell: printedCellLink(own, indicator.numerator),
    denominatorCell: indicator.denominator ? printedCellLink(own, indicator.denominator) : null,
    why: whyNoValue(indicator, code, own),
  };
}

function placeOf(
  code: IndicatorCode,
  indicator: Indicator,
  division: string,
  group: readonly DivisionYear[],
): { place: number | null; placed: number } {
  const values = group.flatMap((each) => {
    const value = valueOf(indicator, ratioOf(each, code));
    return value === null ? [] : [{ code: each.division_code, value }];
  });
  const own = values.find((each) => each.code === division);
  const above = own && values.filter(({ value }) => value > own.value).length;
  return { place: above === undefined ? null : above + 1, placed: values.length };
}

type Column = TableColumn<ProfileRow>;

const NO_PEERS = "没有可比较的同级地区";
const noLast = ({ incomparable, judged }: ProfileRow): string =>
  incomparable ?? explainGapBetween(judged);

/** Whether a row is a rate; counts have a table of their own. */
export function isRate({ code }: ProfileRow): boolean {
  return INDICATORS[code].denominator !== undefined;
}

function nameOf({ code }: ProfileRow): string {
  return INDICATORS[code].name;
}

function nameColumn(toComparison: (code: IndicatorCode) => string): Column {
  return {
    id: "indicator",
    header: "指标",
    hint: "点指标名，在区县比较中看同组各地",
    format: "text",
    value: nameOf,
    href: ({ code }) => toComparison(code),
  };
}

const place: Column = {
  id: "rank",
  header: "位次（高到低）",
  hint: "在同级地区中由高到低的位次和参加排序的个数",
  format: "text",
  value: (row) => (row.place === null || row.placed < 2 ? null : `${row.place}/${row.placed}`),
  why: (row) => (row.placed < 2 ? NO_PEERS : "没有数值，不排位次"),
};

const notJudged = ({ judged, ...row }: ProfileRow): string =>
  row.value === null || judged === null ? row.why : NO_PEERS;

/** How a rate is judged among all of its kind in the province, whichever peers are shown beside it. */
const JUDGED_COLUMNS: readonly Column[] = [
  {
    id: "verdict",
    header: "判断",
    hint: TERMS.verdict.meaning,
    format: "text",
    value: ({ verdict }) => (verdict === null ? null : VERDICTS[verdict].short),
    why: notJudged,
  },
  {
    id: "excess",
    header: "超出件数",
    hint: TERMS.excess.meaning,
    format: "decimal",
    value: ({ judged }) => judged?.excess ?? null,
    why: notJudged,
  },
  {
    id: "rank",
    header: "位次（95%区间）",
    hint: `在省内同级同类地区中由高到低的位次、参加排序的个数和位次的区间：区间重叠的地区不宜分先后；分母少于${RATE_FLOOR}件的不排`,
    format: "text",
    value: ({ judged }) => (judged?.rank ? `${formatRank(judged.rank)}/${judged.rank.of}` : null),
    why: (row) => (row.value === null ? row.why : `分母少于${RATE_FLOOR}件，不排位次`),
  },
  {
    id: "persistence",
    header: FLAGGED_YEARS_NAME,
    hint: FLAGGED_YEARS_MEANING,
    format: "text",
    space: "short",
    value: ({ judged }) => judged && formatFlaggedYears(judged),
    why: () => "近五年没有可判断的年度",
  },
  {
    id: "robust",
    header: TERMS.denominators.name,
    hint: TERMS.denominators.meaning,
    format: "text",
    space: "short",
    value: ({ code, judged }) => judged && formatRobustness(INDICATORS[code], judged.robust),
    why: ({ code }) =>
      INDICATORS[code].alternatives === undefined ? "该指标只有一种分母" : "件数过少，不作判断",
  },
];

const range: Column = {
  id: "range",
  header: "修正后范围",
  hint: TERMS.range.meaning,
  format: "text",
  value: ({ flag }) => (flag ? flag.range : ""),
  why: ({ flag }) => flag?.words,
};

const stating: Column = {
  id: "peers",
  header: "其余同级个数",
  hint: "填写了这项数字的同级地区个数，不含本地区；位次的个数含本地区",
  format: "count",
  value: (row) => row.stating,
};

/** The rates of a division and of its peers. */
export function rateColumns(toComparison: (code: IndicatorCode) => string): readonly Column[] {
  return [
    nameColumn(toComparison),
    {
      id: "value",
      header: "比率",
      format: "share",
      value: (row) => row.value,
      href: (row) => row.cell ?? undefined,
      why: (row) => row.why,
      flag: ({ flag }) => flag,
      bar: true,
    },
    {
      id: "numerator",
      header: "分子",
      format: "count",
      value: (row) => row.numerator,
      href: (row) => row.cell ?? undefined,
      why: (row) => row.why,
    },
    {
      id: "denominator",
      header: "分母（n）",
      format: "count",
      value: (row) => row.denominator,
      href: (row) => row.denominatorCell ?? undefined,
      why: (row) => row.why,
    },
    {
      id: "lower",
      header: "95%区间下限",
      hint: TERMS.interval.meaning,
      format: "share",
      value: (row) => row.interval?.lower ?? null,
      why: (row) => row.why,
    },
    {
      id: "upper",
      header: "95%区间上限",
      format: "share",
      value: (row) => row.interval?.upper ?? null,
      why: (row) => row.why,
    },
    {
      id: "change",
      header: "较上年",
      format: "points",
      value: (row) => row.change,
      href: (row) => row.lastCell ?? undefined,
      why: noLast,
    },
    {
      id: "median",
      header: "其余同级中位数",
      hint: "其余各同级地区比率的中位数，不含本地区，所以各地看到的略有不同；不是各地相加后的比率",
      format: "share",
      value: (row) => row.peers?.median ?? null,
      why: () => NO_PEERS,
    },
    {
      id: "gap",
      header: "与中位数之差",
      format: "points",
      value: ({ value, peers }) => (value === null || !peers ? null : value - peers.median),
      why: (row) => (row.value === null ? row.why : NO_PEERS),
    },
    ...JUDGED_COLUMNS,
    ...smallBodyColumns<ProfileRow>(({ judged }) => judged),
    stating,
    range,
  ];
}

/** How each rate is calculated, for files that leave the page. */
export const FORMULA_COLUMN: Column = {
  id: "formula",
  header: "算法",
  format: "text",
  value: ({ code }) => formulaOf(INDICATORS[code]),
};

/** The counts of a division and of its peers. */
export function countColumns(toComparison: (code: IndicatorCode) => string): readonly Column[] {
  return [
    nameColumn(toComparison),
    {
      id: "value",
      header: "件数",
      format: "count",
      value: (row) => row.value,
      href: (row) => row.cell ?? undefined,
      why: (row) => row.why,
      flag: ({ flag }) => flag,
    },
    {
      id: "last",
      header: "上年",
      format: "count",
      value: (row) => row.last,
      href: (row) => row.lastCell ?? undefined,
      why: noLast,
    },
    {
      id: "growth",
      header: "同比增减",
      hint: "本年比上年增减的百分比",
      format: "growth",
      value: ({ change, last }) => (change === null || !last ? null : change / last),
      why: (row) =>
        row.incomparable === null && row.last === 0 ? "上年为0，无法计算同比" : noLast(row),
    },
    {
      id: "median",
      header: "其余同级中位数",
      hint: "各同级地区件数的中位数，不含本地区",
      format: "decimal",
      value: (row) => row.peers?.median ?? null,
      why: () => NO_PEERS,
    },
    place,
    stating,
    range,
  ];
}

function formulaOf(indicator: Indicator | undefined): string {
  return indicator ? formatFormula(indicator) : "";
}
