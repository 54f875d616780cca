import type { ComparedBody } from "../comparison/comparison";
import type { Indicator } from "../indicators/indicators";
import { VERDICTS } from "../statistics/verdict";
import type { TableColumn } from "./column";

const NOT_STATED = "报告未填写所需数字，或分母为0";

/** The columns of a comparison of bodies by one indicator: of a rate, or of a count. */
export function comparisonColumns(indicator: Indicator): TableColumn<ComparedBody>[] {
  return indicator.denominator ? rateColumns(indicator) : countColumns(indicator);
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

const quality: TableColumn<ComparedBody> = {
  id: "errors",
  header: "错误",
  hint: "该份报告中勾稽关系或法定要求不符的项数",
  format: "count",
  value: (body) => body.errors,
  href: (body) => `/reports/${body.report_id}#findings`,
};

const toReport = (body: ComparedBody): string => `/reports/${body.report_id}#requests`;

function countColumns({ name }: Indicator): TableColumn<ComparedBody>[] {
  return [
    ...place,
    {
      id: "value",
      header: name,
      format: "count",
      value: (body) => body.value,
      href: toReport,
      why: () => "报告未填写该数字",
    },
    quality,
  ];
}

function rateColumns({ name, numerator, denominator }: Indicator): TableColumn<ComparedBody>[] {
  return [
    ...place,
    {
      id: "value",
      header: name,
      format: "share",
      value: (body) => body.value,
      href: toReport,
      why: () => NOT_STATED,
      bar: true,
    },
    {
      id: "numerator",
      header: numerator.name,
      format: "count",
      value: (body) => body.numerator,
      href: toReport,
      why: () => "报告未填写该数字",
    },
    {
      id: "denominator",
      header: denominator?.name ?? "",
      hint: "比率的分母",
      format: "count",
      value: (body) => body.denominator,
      href: toReport,
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
      hint: "与全组合计比率相比，是否超出随机波动和机关间固有差异",
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
      id: "persistence",
      header: "偏高年数",
      hint: "近五个可判断年度中高于99.8%控制上限的年数",
      format: "text",
      value: ({ persistence: past }) =>
        past && past.judged > 0 ? `${past.outside}/${past.judged}` : null,
      why: () => "近五年没有可判断的年度",
    },
    {
      id: "change",
      header: "较上年",
      hint: "百分点",
      format: "points",
      value: (body) => body.change?.change ?? null,
      why: () => "上年报告缺失或无法计算",
    },
    quality,
  ];
}
