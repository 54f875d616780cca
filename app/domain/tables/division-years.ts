import type { FigureMark } from "../checks/figure-mark";
import type { BoundaryChange } from "../comparison/boundary";
import { INDICATORS, type IndicatorCode } from "../indicators/indicators";
import { wilson, type Interval } from "../statistics/wilson";
import type { TableColumn } from "./column";
import {
  markIn,
  sidesOf,
  toPrintedCell,
  valueOf,
  whyNoValue,
  type DivisionYear,
} from "./division-year";

/** One indicator of a division in one year. */
export interface YearFigure {
  readonly year: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  /** Set where the report of the year fails checks. */
  readonly mark: FigureMark | null;
  readonly interval: Interval | null;
  readonly cell: string | null;
  readonly why: string;
}

/** One indicator of a division through the years. */
export interface YearsRow {
  readonly code: IndicatorCode;
  readonly years: readonly YearFigure[];
}

/** Every indicator of a division in each of some years; a year without a report has no value. */
export function throughTheYears(
  reports: readonly DivisionYear[],
  years: readonly number[],
): YearsRow[] {
  return Object.entries(INDICATORS).map(([code, indicator]) => ({
    code,
    years: years.map((year): YearFigure => {
      const report = reports.find((each) => each.year === year);
      const sides = sidesOf(report, code);
      const { numerator, denominator } = sides;
      const isShare = numerator !== null && denominator !== null && numerator <= denominator;
      return {
        year,
        ...sides,
        value: valueOf(indicator, sides),
        mark: markIn(report, code),
        interval: isShare ? wilson({ numerator, denominator }) : null,
        cell: toPrintedCell(report, indicator.numerator),
        why: whyNoValue(indicator, sides, report !== undefined),
      };
    }),
  }));
}

/** A column a year, those in which boundaries changed marked; rates and counts stand in tables of their own. */
export function yearsColumns(
  years: readonly number[],
  format: "share" | "count",
  boundaries: readonly BoundaryChange[] = [],
): readonly TableColumn<YearsRow>[] {
  const changed = (year: number) => boundaries.some((change) => change.year === year);
  const figure = (row: YearsRow, year: number) => row.years.find((each) => each.year === year);
  return [
    {
      id: "indicator",
      header: "指标",
      format: "text",
      value: ({ code }) => INDICATORS[code]?.name ?? code,
    },
    ...years.map((year): TableColumn<YearsRow> => ({
      id: `y${year}`,
      header: `${year}年${changed(year) ? "（区划调整）" : ""}`,
      format,
      value: (row) => figure(row, year)?.value ?? null,
      href: (row) => figure(row, year)?.cell ?? undefined,
      why: (row) => figure(row, year)?.why,
      mark: (row) => figure(row, year)?.mark,
    })),
  ];
}
