import { completeStrataOf, type Stratum } from "#domain/comparison/comparison";
import { allowsApplicant } from "#domain/indicators/indicator-text";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { standardise, type Standardised } from "#domain/statistics/standardisation";
import type { TableColumn } from "./column";
import { statedRatio, type DivisionYear } from "#domain/comparison/division-year";

/** The rates that can be standardised: those whose both sides the form tells apart by applicant. */
export const STANDARDISABLE: readonly IndicatorCode[] = INDICATOR_CODES.filter((code) => {
  const indicator = INDICATORS[code];
  return indicator?.denominator !== undefined && allowsApplicant(indicator);
});

/** The two sides of each rate by type of applicant, of one division in one year. */
export interface DivisionStrata {
  readonly division_code: string;
  readonly strata: Readonly<Record<IndicatorCode, readonly Stratum[]>>;
}

/** One rate of a division with what its mix of applicants explains; null where it cannot be told. */
export interface StandardisedRow {
  readonly code: IndicatorCode;
  readonly standardised: Standardised | null;
}

/** Standardises every rate of a division at the rates of its group by type of applicant. */
export function standardisedRates(
  division: string,
  group: readonly DivisionYear[],
  strata: readonly DivisionStrata[],
): StandardisedRow[] {
  const strataOf = new Map(strata.map((each) => [each.division_code, each.strata]));
  return STANDARDISABLE.map((code) => {
    const tallies = group.flatMap((report) =>
      completeStrataOf({
        code: report.division_code,
        ...statedRatio(report, code),
        strata: strataOf.get(report.division_code)?.[code] ?? [],
      }),
    );
    const [own] = standardise(tallies, { only: division });
    return { code, standardised: own ?? null };
  });
}

/** Why a rate is not standardised. */
export const NO_STRATA = "分申请人的数字未填全，或相加不等于总计，不作标准化";

type Row = { readonly standardised: Standardised | null };

/** What the mix of applicants explains, beside any rate. */
export function standardisedColumns<Each extends Row>(): TableColumn<Each>[] {
  return [
    {
      id: "ratio",
      header: "实际/应有",
      hint: "按申请人类型标准化：实际件数除以各类申请人都按全组同类比率办理时应有的件数；大于1为多于应有件数",
      format: "ratio",
      value: ({ standardised }) => standardised?.ratio ?? null,
      why: () => NO_STRATA,
    },
    {
      id: "ratio_interval",
      header: "其95%区间",
      hint: "件数的精确泊松区间除以应有件数；含1时，申请人构成相同的条件下不能说高低",
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
      hint: "与全组合计比率的差距中，由申请人构成不同带来的百分点",
      format: "points",
      value: ({ standardised }) => standardised?.mixPoints ?? null,
      why: () => NO_STRATA,
    },
  ];
}

/** The rates of a division, standardised. */
export const STANDARDISED_COLUMNS: readonly TableColumn<StandardisedRow>[] = [
  {
    id: "indicator",
    header: "指标",
    format: "text",
    value: ({ code }) => INDICATORS[code]?.name ?? code,
  },
  {
    id: "observed",
    header: "实际件数",
    format: "count",
    value: ({ standardised }) => standardised?.observed ?? null,
    why: () => NO_STRATA,
  },
  {
    id: "expected",
    header: "应有件数",
    hint: "各类申请人都按全组同类比率办理时应有的件数",
    format: "decimal",
    value: ({ standardised }) => standardised?.expected ?? null,
    why: () => NO_STRATA,
  },
  ...standardisedColumns<StandardisedRow>(),
  {
    id: "own",
    header: "其余差距",
    hint: "与全组合计比率的差距减去申请人构成的影响：同类申请人办理结果的不同",
    format: "points",
    value: ({ standardised }) => standardised?.ownPoints ?? null,
    why: () => NO_STRATA,
  },
];
