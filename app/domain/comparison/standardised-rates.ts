import { allowsApplicant } from "../indicators/indicator-text";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "../indicators/indicators";
import type { StatedRatio } from "../statistics/ratio";
import { standardise, type Standardised } from "../statistics/standardisation";
import { completeStrataOf } from "./comparison";
import { ratioOf, type DivisionYear } from "./division-year";

/** The rates that can be standardised: those whose both sides the form tells apart by applicant. */
export const STANDARDISABLE: readonly IndicatorCode[] = INDICATOR_CODES.filter((code) => {
  const indicator = INDICATORS[code];
  return indicator.denominator !== undefined && allowsApplicant(indicator);
});

/** The two sides of each rate by type of applicant, of one division in one year. */
export interface DivisionStrata {
  readonly division_code: string;
  readonly strata: Readonly<Record<IndicatorCode, readonly StatedRatio[]>>;
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
        ...ratioOf(report, code),
        strata: strataOf.get(report.division_code)?.[code] ?? [],
      }),
    );
    const [own] = standardise(tallies, { only: division });
    return { code, standardised: own ?? null };
  });
}
