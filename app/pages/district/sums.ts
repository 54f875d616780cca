import type { StatedRatio } from "#domain/statistics/ratio";
import { printedCellLink } from "#tables/links";
import { INDICATORS, type IndicatorCode, INDICATOR_CODES } from "#domain/indicators/indicators";
import type { TableColumn } from "#tables/column";
import { ratioOf, valueOf, type DivisionYear } from "#domain/comparison/division-year";

/** An indicator as a division reports it and as the divisions directly below it add up to it. */
export interface SumRow {
  readonly code: IndicatorCode;
  readonly own: number | null;
  /** Σ of the divisions below; for a rate Σ numerator / Σ denominator. */
  readonly below: number | null;
  readonly ratio: StatedRatio;
  /** How many divisions below state it, and how many exist. */
  readonly stating: number;
  readonly due: number;
  readonly cell: string | null;
}

/** Every indicator of a division with the sum over those below; only reports that state numerator and denominator count. */
export function compareWithSums(
  own: DivisionYear | undefined,
  below: readonly DivisionYear[],
  due: number,
): SumRow[] {
  return INDICATOR_CODES.map((code) => {
    const indicator = INDICATORS[code];
    const stated = below
      .map((each) => ratioOf(each, code))
      .filter(
        ({ numerator, denominator }) =>
          numerator !== null && (!indicator.denominator || denominator !== null),
      );
    const ratio: StatedRatio =
      stated.length === 0
        ? { numerator: null, denominator: null }
        : {
            numerator: sum(stated.map(({ numerator }) => numerator)),
            denominator: indicator.denominator
              ? sum(stated.map(({ denominator }) => denominator))
              : null,
          };
    return {
      code,
      own: valueOf(indicator, ratioOf(own, code)),
      below: valueOf(indicator, ratio),
      ratio,
      stating: stated.length,
      due,
      cell: printedCellLink(own, indicator.numerator),
    };
  });
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/**
 * Whether the two sides may be subtracted: the sum is of all divisions below, or is of some and already exceeds the
 * division's own count, which more of them would only add to.
 */
function isComparable(row: SumRow): row is SumRow & { own: number; below: number } {
  const { code, own, below, stating, due } = row;
  if (own === null || below === null) return false;
  return stating === due || (INDICATORS[code].denominator === undefined && own < below);
}

/** Columns for the rates or the counts; `toBelow` is the address of the comparison of the divisions below. */
export function sumColumns(
  kind: "rate" | "count",
  toBelow: (code: IndicatorCode) => string,
): readonly TableColumn<SumRow>[] {
  const isRate = kind === "rate";
  const format = isRate ? "share" : "count";
  return [
    {
      id: "indicator",
      header: "指标",
      format: "text",
      value: ({ code }) => INDICATORS[code].name,
    },
    {
      id: "own",
      header: "本级报告",
      format,
      value: ({ own }) => own,
      href: ({ own, cell }) => (own === null ? undefined : (cell ?? undefined)),
      why: () => "本级报告缺失或未填写",
    },
    {
      id: "below",
      header: isRate ? "所辖合计" : "所辖合计",
      hint: isRate ? "所辖各地分子之和除以分母之和" : "所辖各地全辖区报告之和",
      format,
      value: ({ below }) => below,
      href: ({ code }) => toBelow(code),
      why: () => "所辖各地没有可用的报告，或分母为0",
    },
    {
      id: "difference",
      header: isRate ? "相差" : "差额（本级减合计）",
      hint: "本级报告还包括本级部门和垂直管理部门，因此不必相等",
      format: isRate ? "points" : "count",
      value: (row) => (isComparable(row) ? row.own - row.below : null),
      why: ({ stating, due }) =>
        stating < due ? "所辖地区没有都填报，合计不全，不能相减" : "有一方缺失，无法相减",
    },
    {
      id: "stating",
      header: "填报个数/应报个数",
      format: "text",
      value: ({ stating, due }) => `${stating}/${due}`,
    },
  ];
}
