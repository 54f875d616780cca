import { printedCellLink } from "#tables/links";
import type { QualityFlag } from "#domain/checks/quality-flag";
import type { BoundaryChange } from "#domain/report/boundary-changes";
import { editionFor, FIRST_YEAR } from "#domain/form/edition";
import { INDICATORS, type IndicatorCode, INDICATOR_CODES } from "#domain/indicators/indicators";
import { distributionOf, type Indicator } from "#domain/indicators/indicator";
import { isAcrossLaw } from "#domain/indicators/laws-between";
import { testTrend, TRENDS } from "#domain/statistics/trend";
import type { Interval } from "#domain/statistics/ratio";
import type { TableColumn } from "#tables/column";
import {
  flagOf,
  intervalOf,
  ratioOf,
  valueOf,
  whyNoValue,
  type DivisionYear,
} from "#domain/comparison/division-year";

/** One indicator of a division in one year. */
interface YearFigure {
  readonly year: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  /** Set where the report of the year fails checks. */
  readonly flag: QualityFlag | null;
  readonly interval: Interval | null;
  readonly cell: string | null;
  readonly why: string;
}

/** One indicator of a division through the years. */
export interface YearsRow {
  readonly code: IndicatorCode;
  readonly years: readonly YearFigure[];
  /** What its course says since the rules or the boundaries last changed, in words; null of a count. */
  readonly trend: string | null;
}

/** Every indicator of a division in each of some years; a year without a report has no value. */
export function yearsOf(
  reports: readonly DivisionYear[],
  years: readonly number[],
  boundaries: readonly BoundaryChange[] = [],
): YearsRow[] {
  return INDICATOR_CODES.map((code) => {
    const indicator = INDICATORS[code];
    const figures = years.map((year): YearFigure => {
      const report = reports.find((each) => each.year === year);
      const ratio = ratioOf(report, code);
      return {
        year,
        ...ratio,
        value: valueOf(indicator, ratio),
        flag: flagOf(report, code),
        interval: intervalOf(indicator, ratio),
        cell: printedCellLink(report, indicator.numerator),
        why: whyNoValue(indicator, code, report),
      };
    });
    return { code, years: figures, trend: formatTrend(indicator, figures, boundaries) };
  });
}

/** The trend of the years that no change of form, of law or of boundaries parts from the last. */
function formatTrend(
  indicator: Indicator,
  figures: readonly YearFigure[],
  boundaries: readonly BoundaryChange[],
): string | null {
  if (indicator.denominator === undefined) return null;
  const last = Math.max(...figures.map(({ year }) => year));
  const since = Math.max(FIRST_YEAR, ...boundaries.map(({ year }) => year));
  const alike = figures.flatMap(({ year, numerator, denominator }) =>
    year >= since &&
    editionFor(year) === editionFor(last) &&
    !isAcrossLaw(indicator, year, last) &&
    numerator !== null &&
    denominator !== null
      ? [{ year, numerator, denominator }]
      : [],
  );
  return TRENDS[testTrend(alike, distributionOf(indicator)).trend].name;
}

const TREND_COLUMN: TableColumn<YearsRow> = {
  id: "trend",
  header: "趋势",
  hint: "Cochran–Armitage χ²检验（99.8%），计入各年围绕趋势的波动：格式、法律和区划最近一次改变之后，有五年以上才判断",
  format: "text",
  value: (row) => row.trend,
};

/** A column a year, with a note in those in which boundaries changed. */
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
      value: ({ code }) => INDICATORS[code].name,
    },
    ...years.map((year): TableColumn<YearsRow> => ({
      id: `y${year}`,
      header: `${year}年${changed(year) ? "（区划调整）" : ""}`,
      format,
      value: (row) => figure(row, year)?.value ?? null,
      href: (row) => figure(row, year)?.cell ?? undefined,
      why: (row) => figure(row, year)?.why,
      flag: (row) => figure(row, year)?.flag,
    })),
    ...(format === "share" ? [TREND_COLUMN] : []),
  ];
}
