import type { ComparedBody } from "#domain/comparison/judged-body";
import { formatYears } from "#domain/filters/year-runs";
import { formatPercent } from "#domain/indicators/number-format";
import type { PooledYears } from "#domain/statistics/pooled-years";
import { rateOf } from "#domain/statistics/ratio";
import type { ShrunkenRate } from "#domain/statistics/shrunken-rate";
import { VERDICTS } from "#domain/statistics/verdict";
import type { TableColumn } from "./column";

/** 12/85＝14.1%（2019至2025年） */
function formatPooled(pooled: PooledYears): string | null {
  const rate = rateOf(pooled);
  return rate === null
    ? null
    : `${pooled.numerator}/${pooled.denominator}＝${formatPercent(rate)}（${formatYears(pooled.years)}年）`;
}

/** 18.2%（12.0%–25.1%） */
function formatShrunken({ rate, lower, upper }: ShrunkenRate): string {
  return `${formatPercent(rate)}（${formatPercent(lower)}–${formatPercent(upper)}）`;
}

const POOLED_MEANING =
  "已载入各年（区划调整过的从调整后起）的分子、分母分别相加；应有件数按每年其余地区的合计比率逐年计算后相加";
const NOT_POOLED = "没有可以相加的年度";
const NOT_SHRUNKEN = "各地比率没有超出偶然的差异，或没有件数：只有比较组的合计比率可用";

/**
 * What can be said of a body that has too few cases in a year: all its years together, and its rate drawn towards the
 * group's.
 */
export function smallBodyColumns<Row>(
  bodyOf: (row: Row) => ComparedBody | null,
): TableColumn<Row>[] {
  return [
    {
      id: "pooled",
      header: "历年合计",
      hint: `${POOLED_MEANING}。件数少的地区，一年不能判断的，看历年合计`,
      format: "text",
      space: "short",
      value: (row) => {
        const pooled = bodyOf(row)?.pooled;
        return pooled ? formatPooled(pooled) : null;
      },
      why: () => NOT_POOLED,
    },
    {
      id: "pooled_verdict",
      header: "历年合计的判断",
      hint: "把历年的件数加起来再判断，标准与单个年度相同。",
      format: "text",
      space: "short",
      value: (row) => {
        const verdict = bodyOf(row)?.pooled?.verdict;
        return verdict ? VERDICTS[verdict].short : null;
      },
      why: () => NOT_POOLED,
    },
    {
      id: "shrunken",
      header: "收缩估计（95%区间）",
      hint: "件数少的地区，比率容易忽高忽低；这里把它向比较组的平均水平靠拢，件数越少靠得越近。只供参考，不作判断。",
      format: "text",
      space: "short",
      value: (row) => {
        const shrunken = bodyOf(row)?.shrunken;
        return shrunken ? formatShrunken(shrunken) : null;
      },
      why: () => NOT_SHRUNKEN,
    },
  ];
}

/** The same as numbers, for files. */
export function smallBodyFigures<Row>(
  bodyOf: (row: Row) => ComparedBody | null,
): TableColumn<Row>[] {
  const figure = (
    id: string,
    header: string,
    format: TableColumn<Row>["format"],
    value: (body: ComparedBody) => number | undefined | null,
  ): TableColumn<Row> => ({
    id,
    header,
    format,
    value: (row) => {
      const body = bodyOf(row);
      return (body && value(body)) ?? null;
    },
  });
  return [
    ...[
      figure("pooled_numerator", "历年分子", "count", ({ pooled }) => pooled?.numerator),
      figure("pooled_denominator", "历年分母", "count", ({ pooled }) => pooled?.denominator),
      figure("pooled_expected", "历年应有件数", "decimal", ({ pooled }) => pooled?.expected),
    ].map((column) => ({ ...column, ofOtherYears: true as const })),
    figure("shrunken_rate", "收缩估计", "share", ({ shrunken }) => shrunken?.rate),
    figure("shrunken_lower", "收缩估计下限", "share", ({ shrunken }) => shrunken?.lower),
    figure("shrunken_upper", "收缩估计上限", "share", ({ shrunken }) => shrunken?.upper),
  ];
}
