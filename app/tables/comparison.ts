import { divisionLink, dueCellLink, reportLink } from "./links";
import { formatBoundaryBreak } from "#domain/report/boundary-changes";
import type { JudgedBody } from "#domain/comparison/judged-body";
import { explainGapBetween } from "#domain/comparison/year-strip";
import type { ApplicantType } from "#domain/form/requests";
import type { Indicator } from "#domain/indicators/indicator";
import type { Quantity } from "#domain/indicators/quantity";
import { explainLawBreak } from "#domain/indicators/law-breaks";
import { FLAGGED_YEARS_MEANING, FLAGGED_YEARS_NAME } from "#domain/statistics/flagged-years";
import type { Rank } from "#domain/statistics/rank";
import type { RobustVerdict } from "#domain/statistics/robust-verdict";
import { isJudged, VERDICTS } from "#domain/statistics/verdict";
import { TERMS } from "#domain/statistics/terms";
import type { TableColumn } from "./column";

const NOT_STATED = "报告未填写所需数字，或分母为0";
const whyNotJudged = ({ flag, value }: JudgedBody): string =>
  value === null ? (flag?.words ?? NOT_STATED) : "没有其他地区可比，不作判断";

/** Which body it is. */
export const BODY_COLUMNS: readonly [TableColumn<JudgedBody>, ...TableColumn<JudgedBody>[]] = [
  {
    id: "division",
    header: "地区",
    format: "text",
    value: (body) => body.division,
    href: (body) => divisionLink(body.division_code, body.year),
  },
  { id: "city", header: "所属市", format: "text", value: (body) => body.city ?? "" },
];

const explainFlag = ({ flag }: JudgedBody): string | undefined => flag?.words;

/** The errors of the body's report, and what the figure may be once they are put right. */
export const QUALITY_COLUMNS: readonly TableColumn<JudgedBody>[] = [
  {
    id: "errors",
    header: "差错",
    hint: "该份报告中数字对不上、或者缺少法定内容的项数。点击数字查看是哪几处。",
    format: "count",
    value: (body) => body.errors,
    href: (body) => reportLink(body.report_id, "findings"),
  },
  {
    id: "range",
    header: "修正后范围",
    hint: TERMS.range.meaning,
    format: "text",
    value: ({ flag }) => (flag ? flag.range : ""),
    why: explainFlag,
  },
];

/** 5年中3年, of a body whose boundaries changed 2年中1年（2024年区划调整后）; null where no year was judged. */
export function formatFlaggedYears({
  flaggedYears: past,
  boundary,
}: Pick<JudgedBody, "flaggedYears" | "boundary">): string | null {
  if (past === null || past.judged === 0) return null;
  const since = boundary === null ? "" : `（${boundary.year}年区划调整后）`;
  return `${past.judged}年中${past.outside}年${since}`;
}

/** Why a body has no figure: what the checks have against its report where that is why, else what is usual. */
const whyNotStated =
  (usual: string) =>
  ({ flag, value }: JudgedBody): string =>
    flag && value === null ? flag.words : usual;

const toCell =
  (quantity: Quantity, applicant: ApplicantType) =>
  (body: JudgedBody): string =>
    dueCellLink(body, quantity, applicant);

/** A count of a body. */
export function countColumn(
  { name, numerator }: Indicator,
  applicant: ApplicantType,
): TableColumn<JudgedBody> {
  return {
    id: "value",
    header: name,
    format: "count",
    value: (body) => body.value,
    href: toCell(numerator, applicant),
    flag: ({ flag }) => flag,
    why: whyNotStated("报告未填写该数字"),
  };
}

/** A rate of a body, what it is the rate of and how it is judged. */
export function rateColumns(
  { name, numerator }: Indicator,
  denominator: Quantity,
  applicant: ApplicantType,
): TableColumn<JudgedBody>[] {
  return [
    {
      id: "value",
      header: name,
      format: "share",
      value: (body) => body.value,
      href: toCell(numerator, applicant),
      flag: ({ flag }) => flag,
      why: whyNotStated(NOT_STATED),
      bar: true,
    },
    {
      id: "numerator",
      header: numerator.name,
      format: "count",
      value: (body) => body.numerator,
      href: toCell(numerator, applicant),
      why: whyNotStated("报告未填写该数字"),
    },
    {
      id: "denominator",
      header: denominator.name,
      hint: "计算比率时作分母的件数。",
      format: "count",
      value: (body) => body.denominator,
      href: toCell(denominator, applicant),
      why: whyNotStated("报告未填写该数字"),
    },
    {
      id: "lower",
      header: "95%区间下限",
      hint: TERMS.interval.meaning,
      format: "share",
      value: (body) => body.interval?.lower ?? null,
      why: whyNotStated(NOT_STATED),
    },
    {
      id: "upper",
      header: "上限",
      format: "share",
      value: (body) => body.interval?.upper ?? null,
      why: whyNotStated(NOT_STATED),
    },
    {
      id: "verdict",
      header: "判断",
      hint: TERMS.verdict.meaning,
      format: "text",
      value: (body) => (body.verdict ? VERDICTS[body.verdict].short : null),
      why: whyNotJudged,
    },
    {
      id: "excess",
      header: "比其余平均多（件）",
      hint: TERMS.excess.meaning,
      format: "excess",
      value: (body) => body.excess,
      why: whyNotJudged,
    },
  ];
}

/** The verdict of each loaded year; a page draws it as a strip. */
function historyColumn(): TableColumn<JudgedBody> {
  return {
    id: "history",
    header: "历年判断",
    hint: "自哪一年起突出：每年各与当年的其余各地比较；区划调整过的从调整后起",
    format: "text",
    value: ({ history }) =>
      history
        .flatMap(({ year, verdict }) => (verdict ? [`${year}${VERDICTS[verdict].short}`] : []))
        .join("、"),
  };
}

/** A rate compared with the years before. */
export function pastColumns(indicator: Indicator): TableColumn<JudgedBody>[] {
  const whyNoChange = ({ year, boundary, history }: JudgedBody): string =>
    formatBoundaryBreak(year, boundary) ??
    explainLawBreak(indicator, year - 1, year) ??
    explainGapBetween({ history, year });
  return [
    historyColumn(),
    {
      id: "persistence",
      header: FLAGGED_YEARS_NAME,
      hint: FLAGGED_YEARS_MEANING,
      format: "text",
      space: "short",
      value: formatFlaggedYears,
      why: ({ boundary }) =>
        boundary === null ? "近五年没有可判断的年度" : `${boundary.words}；此后没有可判断的年度`,
    },
    {
      id: "change",
      header: "较上年",
      hint: TERMS.change.meaning,
      format: "points",
      value: (body) => body.change?.change ?? null,
      why: whyNoChange,
    },
    {
      id: "change_lower",
      header: "较上年的95%区间下限",
      hint: "变化大致在这个范围内。区间含0的，升降可能只是偶然。",
      format: "points",
      value: (body) => body.change?.lower ?? null,
      why: whyNoChange,
    },
    {
      id: "change_upper",
      header: "较上年的上限",
      format: "points",
      value: (body) => body.change?.upper ?? null,
      why: whyNoChange,
    },
  ];
}

/** 第4位（可能2至7） */
export function formatRank({ rank, lower, upper }: Rank): string {
  return lower === upper ? `第${rank}位` : `第${rank}位（可能${lower}至${upper}）`;
}

/** Under how many of an indicator's denominators a body stands out; no column where it has only one. */
export function robustColumns(indicator: Indicator): TableColumn<JudgedBody>[] {
  const denominators = denominatorsOf(indicator);
  if (denominators.length < 2) return [];
  return [
    {
      id: "robust",
      header: TERMS.denominators.name,
      hint: TERMS.denominators.meaning,
      format: "text",
      space: "short",
      value: ({ robust }) => formatRobustness(indicator, robust),
      why: () => "件数过少或没有其他地区可比，不作判断",
    },
  ];
}

function denominatorsOf({ denominator, alternatives = [] }: Indicator): readonly Quantity[] {
  return denominator === undefined ? [] : [denominator, ...alternatives];
}

/** 4种中3种显著偏高（“无法提供”为偏高）; null where the body is not judged, or there is one denominator only. */
export function formatRobustness(
  indicator: Indicator,
  robust: RobustVerdict | null,
): string | null {
  return robust === null || robust.judged === 0
    ? null
    : `${robust.judged}种中${robust.high}种${VERDICTS.high_998.short}${dissent(robust, denominatorsOf(indicator))}`;
}

/** Which denominators speak otherwise than the others; nothing where they agree. */
function dissent({ verdicts, high, judged }: RobustVerdict, denominators: readonly Quantity[]) {
  if (high === 0 || high === judged) return "";
  const named = denominators.flatMap(({ name }, index) => {
    const verdict = verdicts[index];
    return verdict === undefined || !isJudged(verdict) ? [] : [{ name, verdict }];
  });
  if (high * 2 <= judged) {
    const only = named.filter(({ verdict }) => verdict === "high_998");
    return `（仅${only.map(({ name }) => `“${name}”`).join("、")}）`;
  }
  const other = named.filter(({ verdict }) => verdict !== "high_998");
  return `（“${other.map(({ name, verdict }) => `${name}”为${VERDICTS[verdict].short}`).join("、“")}）`;
}
