import type { ComparedBody } from "#domain/comparison/comparison";
import type { ApplicantType } from "#domain/form/requests";
import { allowsApplicant } from "#domain/indicators/indicator-text";
import type { Indicator } from "#domain/indicators/indicators";
import type { Quantity } from "#domain/indicators/quantity";
import type { RobustVerdict } from "#domain/statistics/robust-verdict";
import { isJudged, VERDICTS } from "#domain/statistics/verdict";
import type { TableColumn } from "#tables/column";
import {
  BODY_COLUMNS,
  countColumn,
  pastColumns,
  QUALITY_COLUMNS,
  rateColumns,
} from "#tables/comparison";
import { standardisedColumns } from "#tables/standardised";

/** The columns of a comparison of bodies by one indicator: of a rate, or of a count. */
export function comparisonColumns(
  indicator: Indicator,
  applicant: ApplicantType = "total",
): TableColumn<ComparedBody>[] {
  const { denominator } = indicator;
  const figure = denominator
    ? [
        ...rateColumns(indicator, denominator, applicant),
        ...placeColumns(indicator, denominator, applicant),
        ...pastColumns(indicator),
      ]
    : [countColumn(indicator, applicant)];
  return [...BODY_COLUMNS, ...figure, ...QUALITY_COLUMNS];
}

/** The place of a body among the others. */
function placeColumns(
  indicator: Indicator,
  denominator: Quantity,
  applicant: ApplicantType,
): TableColumn<ComparedBody>[] {
  const { alternatives } = indicator;
  return [
    {
      id: "rank",
      header: "位次（95%区间）",
      hint: "按经验贝叶斯估计的位次及其区间：区间重叠的地区不宜分先后",
      format: "text",
      value: ({ rank }) => (rank ? `${rank.rank}（${rank.lower}–${rank.upper}）` : null),
      why: () => "件数过少或没有其他地区可比，不排位次",
    },
    ...(alternatives === undefined ? [] : [robustColumn([denominator, ...alternatives])]),
    ...(applicant === "total" && allowsApplicant(indicator)
      ? standardisedColumns<ComparedBody>()
      : []),
  ];
}

function robustColumn(denominators: readonly Quantity[]): TableColumn<ComparedBody> {
  return {
    id: "robust",
    header: "分母口径",
    hint: `分别以${denominators.map(({ name }) => `“${name}”`).join("、")}为分母各判断一次，能作判断的几种中有几种${VERDICTS.high_998.name}`,
    format: "text",
    space: "short",
    value: ({ robust }) =>
      robust && robust.judged > 0
        ? `${robust.judged}种中${robust.high}种${VERDICTS.high_998.short}${dissent(robust, denominators)}`
        : null,
    why: () => "件数过少或没有其他地区可比，不作判断",
  };
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
