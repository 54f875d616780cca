import type { Applicant } from "#domain/form/requests";
import type { Indicator } from "#domain/indicators/indicators";
import { quantityColumn } from "#domain/indicators/reckoned";

/** Numerator and denominator as columns of `figures`; a count has no denominator. */
export interface SidesSql {
  readonly numerator: string;
  readonly denominator: string | null;
}

export function indicatorSql(indicator: Indicator, applicant: Applicant = "total"): SidesSql {
  return {
    numerator: quantityColumn(indicator.numerator, applicant),
    denominator: indicator.denominator ? quantityColumn(indicator.denominator, applicant) : null,
  };
}
