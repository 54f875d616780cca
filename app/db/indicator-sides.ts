import type { Stratum } from "#domain/comparison/strata";
import type { Applicant } from "#domain/form/requests";
import type { Indicator } from "#domain/indicators/indicators";
import { at } from "./column-schema";
import type { Figures, FlatList } from "./flat-list";
import { indicatorSql } from "./indicator-sql";

/** Where both sides of an indicator stand in a flat list. */
export interface Sides {
  readonly numerator: number;
  readonly denominator: number;
}

export function sidesIn(list: FlatList, indicator: Indicator, applicant: Applicant): Sides {
  const { numerator, denominator } = indicatorSql(indicator, applicant);
  return { numerator: list.place(numerator), denominator: list.place(denominator) };
}

/** Both sides of one row. */
export function sidesOf({ numerator, denominator }: Sides, figures: Figures, row: number): Stratum {
  return {
    numerator: at(at(figures, numerator), row),
    denominator: at(at(figures, denominator), row),
  };
}
