import type { Standardised } from "#domain/statistics/standardisation";
import type { TableColumn } from "./column";

/** Why a rate is not standardised. */
export const NO_STRATA = "分申请人的数字未填全，或相加不等于总计，不作标准化";

type Row = { readonly standardised: Standardised | null };

/** What the mix of applicants explains of a rate, as columns of any table of rates. */
export function standardisedColumns<Each extends Row>(): TableColumn<Each>[] {
  return [
    {
      id: "ratio",
      header: "实际/应有",
      hint: "按申请人类型标准化：实际件数除以各类申请人都按其余地区同类比率办理时应有的件数；大于1为多于应有件数",
      format: "ratio",
      value: ({ standardised }) => standardised?.ratio ?? null,
      why: () => NO_STRATA,
    },
    {
      id: "ratio_interval",
      header: "可能的范围",
      hint: "按偶然因素和各地一向就有的差异，这个倍数可能在的范围；含1时，申请人构成相同的条件下不能说高低",
      format: "text",
      value: ({ standardised }) =>
        standardised?.interval
          ? `${standardised.interval.lower.toFixed(2)}–${standardised.interval.upper.toFixed(2)}`
          : null,
      why: () => NO_STRATA,
    },
    {
      id: "mix",
      header: "申请人构成的影响",
      hint: "与其余地区合计比率的差距中，由申请人构成不同带来的百分点",
      format: "points",
      value: ({ standardised }) => standardised?.mixPoints ?? null,
      why: () => NO_STRATA,
    },
  ];
}
