import type { YearOfFigures } from "#db/series.server";
import { searchWith } from "#domain/filters/address";
import type { FilterValues } from "#domain/filters/filters";
import { changeInWords } from "#domain/indicators/change";
import { HEADLINE } from "#domain/indicators/headline";
import { indicatorOf, type IndicatorCode } from "#domain/indicators/indicators";

/** A headline figure with its change on last year and its course over the years. */
export interface Headline {
  readonly code: IndicatorCode;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly reports: number;
  readonly change: string | null;
  /** Reports of last year; null where the figure is not known. */
  readonly reportsBefore: number | null;
  readonly course: readonly { readonly year: number; readonly value: number | null }[];
  /** Where the bodies behind the figure stand. */
  readonly href: string;
}

export function headlinesOf(series: readonly YearOfFigures[], filters: FilterValues): Headline[] {
  const now = series.find(({ year }) => year === filters.year);
  const before = series.find(({ year }) => year === filters.year - 1);
  return HEADLINE.flatMap((code) => {
    const indicator = indicatorOf(code);
    if (!indicator) return [];
    const [figure, earlier] = [now?.figures[code], before?.figures[code]];
    return {
      code,
      value: figure?.value ?? null,
      numerator: figure?.numerator ?? null,
      denominator: figure?.denominator ?? null,
      reports: figure ? figure.reports : 0,
      change: changeInWords(indicator, earlier?.value, figure?.value),
      reportsBefore: earlier?.reports ?? null,
      course: series.map(({ year, figures }) => ({ year, value: figures[code]?.value ?? null })),
      href: `/compare${searchWith(filters, { indicator: code })}`,
    };
  });
}
