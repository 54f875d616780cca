import { printedCellLink } from "#tables/links";
import type { QualityFlag } from "#domain/checks/quality-flag";
import { formatFormula } from "#domain/indicators/indicator-text";
import type { JudgedBody } from "#domain/comparison/judged-body";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { distributionOf, type Indicator } from "#domain/indicators/indicator";
import { compareRates, type RateChange } from "#domain/statistics/rate-interval";
import type { Interval, StatedRatio } from "#domain/statistics/ratio";
import type { TableColumn } from "#tables/column";
import {
  flagOf,
  intervalOf,
  ratioOf,
  valueOf,
  whyNoValue,
  type DivisionYear,
} from "#domain/comparison/division-year";

/** One indicator of one of several divisions. */
export interface SideBySideFigure extends StatedRatio {
  readonly code: string;
  readonly division: string;
  readonly value: number | null;
  /** Set where the report fails checks. */
  readonly flag: QualityFlag | null;
  readonly interval: Interval | null;
  /** How it is judged among all of its kind in the province; null of a count and where there is no report. */
  readonly position: SideBySidePosition | null;
  /** How a rate differs from the first division's, with its 95% interval; null of a count, and of the first. */
  readonly difference: RateChange | null;
  readonly cell: string | null;
  readonly why: string;
}

/** A division as a comparison judges it, and what it is judged against. */
export interface SideBySidePosition {
  readonly body: JudgedBody;
  readonly yardstick: string;
}

/** One indicator over several divisions, in the order of the address. */
export interface SideBySide {
  readonly code: IndicatorCode;
  /** All of the first division's level in its province together. */
  readonly province: StatedRatio & { readonly value: number | null };
  readonly figures: readonly SideBySideFigure[];
}

/** One division's place in a row. */
export function sideBySideFigure(
  { code, name }: { readonly code: string; readonly name: string },
  indicatorCode: IndicatorCode,
  report: DivisionYear | undefined,
  position: SideBySidePosition | null,
  first: DivisionYear | undefined,
): SideBySideFigure {
  const indicator = INDICATORS[indicatorCode];
  const ratio = ratioOf(report, indicatorCode);
  return {
    code,
    division: name,
    ...ratio,
    value: valueOf(indicator, ratio),
    flag: flagOf(report, indicatorCode),
    interval: intervalOf(indicator, ratio),
    position,
    difference: differ(indicator, ratioOf(first, indicatorCode), ratio),
    cell: printedCellLink(report, indicator.numerator),
    why: whyNoValue(indicator, indicatorCode, report),
  };
}

function differ(indicator: Indicator, first: StatedRatio, own: StatedRatio): RateChange | null {
  if (indicator.denominator === undefined) return null;
  const [one, other] = [statedBoth(first), statedBoth(own)];
  return one && other && compareRates(one, other, distributionOf(indicator));
}

function statedBoth({ numerator, denominator }: StatedRatio) {
  return numerator === null || denominator === null ? null : { numerator, denominator };
}

/** A figure with its indicator, for files: one row a division and indicator. */
export interface SideBySideLine {
  readonly indicator: IndicatorCode;
  readonly figure: SideBySideFigure;
}

/** The columns of a side-by-side comparison as a list; a count has no denominator. */
export const SIDE_BY_SIDE_COLUMNS: readonly TableColumn<SideBySideLine>[] = [
  {
    id: "indicator",
    header: "指标",
    format: "text",
    value: ({ indicator }) => INDICATORS[indicator].name,
  },
  { id: "code", header: "区划代码", format: "text", value: ({ figure }) => figure.code },
  { id: "division", header: "地区", format: "text", value: ({ figure }) => figure.division },
  {
    id: "value",
    header: "数值（比率为0至1）",
    format: "decimal",
    value: ({ figure }) => figure.value,
  },
  { id: "numerator", header: "分子", format: "count", value: ({ figure }) => figure.numerator },
  {
    id: "denominator",
    header: "分母（n）",
    format: "count",
    value: ({ figure }) => figure.denominator,
  },
  {
    id: "lower",
    header: "95%区间下限",
    format: "share",
    value: ({ figure }) => figure.interval?.lower ?? null,
  },
  {
    id: "upper",
    header: "95%区间上限",
    format: "share",
    value: ({ figure }) => figure.interval?.upper ?? null,
  },
  {
    id: "difference",
    header: "与第一个地区之差",
    format: "points",
    value: ({ figure }) => figure.difference?.change ?? null,
  },
  {
    id: "difference_lower",
    header: "差的95%区间下限",
    format: "points",
    value: ({ figure }) => figure.difference?.lower ?? null,
  },
  {
    id: "difference_upper",
    header: "差的95%区间上限",
    format: "points",
    value: ({ figure }) => figure.difference?.upper ?? null,
  },
  {
    id: "doubt",
    header: "存疑",
    format: "text",
    value: ({ figure }) => figure.flag?.words ?? "",
  },
  {
    id: "why",
    header: "无数值的原因",
    format: "text",
    value: ({ figure }) => (figure.value === null ? figure.why : ""),
  },
  {
    id: "formula",
    header: "算法",
    format: "text",
    value: ({ indicator }) => {
      const declared = INDICATORS[indicator];
      return declared ? formatFormula(declared) : "";
    },
  },
];
