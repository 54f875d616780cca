import { incomparableWithLast } from "../comparison/boundary";
import type { ComparedBody } from "../comparison/comparison";
import type { Applicant } from "../form/requests";
import { lawBreak } from "../indicators/law-break";
import { allowsApplicant } from "../indicators/formula";
import type { Indicator } from "../indicators/indicators";
import type { Quantity } from "../indicators/quantity";
import { PERSISTENCE_MEANING, PERSISTENCE_NAME } from "../statistics/persistence";
import { verdictInWords, VERDICTS } from "../statistics/verdict";
import type { TableColumn } from "./column";
import { toCellOf } from "./division-year";
import { standardisedColumns } from "./standardised";

const NOT_STATED = "报告未填写所需数字，或分母为0";

/** The columns of a comparison of bodies by one indicator: of a rate, or of a count. */
export function comparisonColumns(
  indicator: Indicator,
  applicant: Applicant = "total",
): TableColumn<ComparedBody>[] {
  return indicator.denominator
    ? rateColumns(indicator, indicator.denominator, applicant)
    : countColumns(indicator, applicant);
}

const place: TableColumn<ComparedBody>[] = [
  {
    id: "division",
    header: "地区",
    format: "text",
    value: (body) => body.division,
    href: (body) => `/districts/${body.division_code}?year=${body.year}`,
  },
  { id: "city", header: "所属市", format: "text", value: (body) => body.city ?? "" },
];

const doubt = ({ mark }: ComparedBody): string | undefined => mark?.words;

/** The errors of the body's report, and what the figure may be once they are put right. */
const quality: readonly TableColumn<ComparedBody>[] = [
  {
    id: "errors",
    header: "差错",
    hint: "该份报告中数字不符合勾稽关系或法定要求的项数",
    format: "count",
    value: (body) => body.errors,
    href: (body) => `/reports/${body.report_id}#findings`,
  },
  {
    id: "range",
    header: "修正后范围",
    hint: "报告数字有差错时，改动最少的格使勾稽关系成立，本指标可能取到的数值（含印出的数值）",
    format: "text",
    value: ({ mark }) => (mark ? mark.range : ""),
    why: doubt,
  },
];

/** 3/5, of a body whose boundaries changed 1/2（2024年区划调整后）; null where no year was judged. */
export function persistenceInWords({
  persistence: past,
  boundary,
}: Pick<ComparedBody, "persistence" | "boundary">): string | null {
  if (past === null || past.judged === 0) return null;
  const since = boundary === null ? "" : `（${boundary.year}年区划调整后）`;
  return `${past.outside}/${past.judged}${since}`;
}

const toCell =
  (quantity: Quantity, applicant: Applicant) =>
  (body: ComparedBody): string =>
    toCellOf(body, quantity, applicant);

function countColumns(
  { name, numerator }: Indicator,
  applicant: Applicant,
): TableColumn<ComparedBody>[] {
  return [
    ...place,
    {
      id: "value",
      header: name,
      format: "count",
      value: (body) => body.value,
      href: toCell(numerator, applicant),
      mark: ({ mark }) => mark,
      why: () => "报告未填写该数字",
    },
    ...quality,
  ];
}

function robustColumn(denominators: readonly Quantity[]): TableColumn<ComparedBody> {
  return {
    id: "robust",
    header: "分母口径",
    hint: `分别以${denominators.map(({ name }) => `“${name}”`).join("、")}为分母各判断一次，能作判断的几种中有几种${VERDICTS.high_998.name}`,
    format: "text",
    value: ({ robust }) =>
      robust && robust.judged > 0
        ? `${robust.judged}种中${robust.high}种${VERDICTS.high_998.short}`
        : null,
    why: () => "件数过少，不作判断",
  };
}

function rateColumns(
  indicator: Indicator,
  denominator: Quantity,
  applicant: Applicant,
): TableColumn<ComparedBody>[] {
  const { name, numerator, alternatives } = indicator;
  return [
    ...place,
    {
      id: "value",
      header: name,
      format: "share",
      value: (body) => body.value,
      href: toCell(numerator, applicant),
      mark: ({ mark }) => mark,
      why: () => NOT_STATED,
      bar: true,
    },
    {
      id: "numerator",
      header: numerator.name,
      format: "count",
      value: (body) => body.numerator,
      href: toCell(numerator, applicant),
      why: () => "报告未填写该数字",
    },
    {
      id: "denominator",
      header: denominator.name,
      hint: "比率的分母",
      format: "count",
      value: (body) => body.denominator,
      href: toCell(denominator, applicant),
      why: () => "报告未填写该数字",
    },
    {
      id: "lower",
      header: "95%区间下限",
      hint: "Wilson区间：件数越少，区间越宽",
      format: "share",
      value: (body) => body.interval?.lower ?? null,
      why: () => NOT_STATED,
    },
    {
      id: "upper",
      header: "上限",
      format: "share",
      value: (body) => body.interval?.upper ?? null,
      why: () => NOT_STATED,
    },
    {
      id: "verdict",
      header: "判断",
      hint: `与全组合计比率相比，是否超出随机波动和机关间固有差异；${verdictInWords("high_998")}，${verdictInWords("high_95")}`,
      format: "text",
      value: (body) => (body.verdict ? VERDICTS[body.verdict].short : null),
      why: () => NOT_STATED,
    },
    {
      id: "excess",
      header: "超出件数",
      hint: "实际件数减去按全组合计比率应有的件数，即建议抽查的案卷数",
      format: "decimal",
      value: (body) => body.excess,
      why: () => NOT_STATED,
    },
    {
      id: "rank",
      header: "位次（95%区间）",
      hint: "按经验贝叶斯估计的位次及其区间：区间重叠的地区不宜分先后",
      format: "text",
      value: ({ rank }) => (rank ? `${rank.rank}（${rank.lower}–${rank.upper}）` : null),
      why: () => "件数过少，不排位次",
    },
    ...(alternatives === undefined ? [] : [robustColumn([denominator, ...alternatives])]),
    ...(applicant === "total" && allowsApplicant(indicator)
      ? standardisedColumns<ComparedBody>()
      : []),
    {
      id: "persistence",
      header: PERSISTENCE_NAME,
      hint: PERSISTENCE_MEANING,
      format: "text",
      value: persistenceInWords,
      why: ({ boundary }) =>
        boundary === null ? "近五年没有可判断的年度" : `${boundary.words}；此后没有可判断的年度`,
    },
    {
      id: "change",
      header: "较上年",
      hint: "百分点",
      format: "points",
      value: (body) => body.change?.change ?? null,
      why: ({ year, boundary }) =>
        incomparableWithLast(year, boundary) ??
        lawBreak(indicator, year - 1, year) ??
        "上年报告缺失或无法计算",
    },
    ...quality,
  ];
}
