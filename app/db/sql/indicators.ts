import { z } from "zod";
import type { StatedRatio } from "#domain/statistics/ratio";
import type { ApplicantType } from "#domain/form/requests";
import type { GroupRatio } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import { applicantCounted } from "#domain/indicators/quantity";
import { quantityColumn } from "#domain/indicators/stored-sums";
import { mapValues } from "#domain/records";
import { rateOf } from "#domain/statistics/ratio";
import { numbers, numbersOrNull, valueAt } from "../engine/columns";

/** What is fetched of a report: a quantity, or a quantity per another, of all applicants or of one type. */
export interface Measure extends Pick<Indicator, "numerator" | "denominator"> {
  readonly applicant?: ApplicantType;
}

/**
 * Columns of `figures` that hold both sides of a measure; a count has no denominator. Both are of the same
 * applicants: of all where one side is not told apart by them.
 */
function columnsOf({ numerator, denominator, applicant = "total" }: Measure) {
  const counted = applicantCounted({ numerator, denominator }, applicant);
  return {
    numerator: quantityColumn(numerator, counted),
    denominator: denominator ? quantityColumn(denominator, counted) : null,
  };
}

/**
 * From how many columns on they are fetched as one list a report. Of thousands of reports a column each is
 * quicker to fetch; of many columns one list is quicker to plan.
 */
const LISTED_FROM = 24;

/** The columns that some measures of single reports are read from, each different one once. */
export class RatioColumns {
  readonly #columns: readonly string[];
  readonly #places: readonly { readonly numerator: number; readonly denominator: number | null }[];

  constructor(measures: readonly Measure[]) {
    const places = new Map<string, number>();
    const placeOf = (column: string): number => {
      const place = places.get(column) ?? places.size;
      places.set(column, place);
      return place;
    };
    this.#places = measures.map((measure) => {
      const { numerator, denominator } = columnsOf(measure);
      return {
        numerator: placeOf(numerator),
        denominator: denominator === null ? null : placeOf(denominator),
      };
    });
    this.#columns = [...places.keys()];
  }

  get #isListed(): boolean {
    return this.#columns.length >= LISTED_FROM;
  }

  /** For the SELECT list of a query over `figures`. */
  get sql(): string {
    if (this.#isListed) return `CAST([${this.#columns.join(", ")}] AS DOUBLE[]) AS listed`;
    return this.#columns.map((column, place) => `${column} AS value_${place}`).join(", ");
  }

  /**
   * Reads the answer to such a query.
   * @returns the ratio of a measure, by its index, in a row; null on a side that the report does not state
   */
  read(answer: Readonly<Record<string, unknown>>): (measure: number, row: number) => StatedRatio {
    const valueOf = this.#isListed ? readList(answer) : this.#readColumns(answer);
    return (measure, row) => {
      const { numerator, denominator } = valueAt(this.#places, measure);
      return {
        numerator: valueOf(numerator, row),
        denominator: denominator === null ? null : valueOf(denominator, row),
      };
    };
  }

  #readColumns(answer: Readonly<Record<string, unknown>>): ReadValue {
    const columns = this.#columns.map((_, place) => numbersOrNull.parse(answer[`value_${place}`]));
    return (place, row) => valueAt(valueAt(columns, place), row);
  }
}

type ReadValue = (place: number, row: number) => number | null;

function readList(answer: Readonly<Record<string, unknown>>): ReadValue {
  const lists = z.array(numbersOrNull).parse(answer["listed"]);
  return (place, row) => valueAt(valueAt(lists, row), place);
}

/** What the reports of a year come to; `reports` counts them whether they state a measure or not. */
export interface GroupYear<Name extends string> {
  readonly year: number;
  readonly reports: number;
  readonly figures: Readonly<Record<Name, GroupRatio>>;
}

/**
 * SQL of the sums of some measures over the reports of each year, one row a year. A report enters a ratio
 * only if it states both sides, so that a blank on one side never weighs on the other. (CASE, as the
 * engine evaluates a FILTER of its own for every sum.)
 */
export function groupRatiosSql(
  measures: Readonly<Record<string, Measure>>,
  condition: string,
  from = "figures",
): string {
  const sums = Object.values(measures).map((measure, index) => {
    const { numerator, denominator } = columnsOf(measure);
    return denominator === null
      ? `sum(${numerator}) AS numerator_${index}, CAST(count(${numerator}) AS INTEGER) AS reports_${index}`
      : `sum(CASE WHEN ${denominator} IS NOT NULL THEN ${numerator} END) AS numerator_${index},
         sum(CASE WHEN ${numerator} IS NOT NULL THEN ${denominator} END) AS denominator_${index},
         CAST(count(${numerator} + ${denominator}) AS INTEGER) AS reports_${index}`;
  });
  return `SELECT ${["year", "CAST(count(*) AS INTEGER) AS reports", ...sums].join(", ")}
    FROM ${from} WHERE ${condition} GROUP BY year ORDER BY year`;
}

/** SQL of the medians of some measures over the reports of each year, one row a year; a 0/0 enters none. */
export function mediansSql(measures: Readonly<Record<string, Measure>>, condition: string): string {
  const medians = Object.values(measures).map((measure, index) => {
    const { numerator, denominator } = columnsOf(measure);
    const value = denominator === null ? numerator : `${numerator} / nullif(${denominator}, 0)`;
    return `median(${value}) AS median_${index}`;
  });
  return `SELECT ${["year", "CAST(count(*) AS INTEGER) AS reports", ...medians].join(", ")}
    FROM figures WHERE ${condition} GROUP BY year ORDER BY year`;
}

/** The answer to `groupRatiosSql` or `mediansSql` by columns. */
export const yearsSchema = z.looseObject({ year: numbers, reports: numbers });
type Years = z.infer<typeof yearsSchema>;

/** Reads the answer to `groupRatiosSql` of the same measures. */
export function readGroupRatios<Name extends string>(
  answer: Years,
  measures: Readonly<Record<Name, Measure>>,
): GroupYear<Name>[] {
  const ratiosOf = mapValues(measures, (measure: Measure, index) => {
    const isRate = measure.denominator !== undefined;
    const numerators = numbersOrNull.parse(answer[`numerator_${index}`]);
    const denominators = isRate ? numbersOrNull.parse(answer[`denominator_${index}`]) : null;
    const reports = numbers.parse(answer[`reports_${index}`]);
    return (row: number): GroupRatio => {
      const numerator = valueAt(numerators, row);
      const denominator = denominators && valueAt(denominators, row);
      const value = isRate ? rateOrNull(numerator, denominator) : numerator;
      return { numerator, denominator, value, reports: valueAt(reports, row) };
    };
  });
  return answer.year.map((year, row) => ({
    year,
    reports: valueAt(answer.reports, row),
    figures: mapValues(ratiosOf, (ratioIn) => ratioIn(row)),
  }));
}

function rateOrNull(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null ? null : rateOf({ numerator, denominator });
}

/** The median of each measure over the reports of a year; null where none states it. */
export interface MedianYear<Name extends string> {
  readonly year: number;
  readonly reports: number;
  readonly medians: Readonly<Record<Name, number | null>>;
}

/** Reads the answer to `mediansSql` of the same measures. */
export function readMedians<Name extends string>(
  answer: Years,
  measures: Readonly<Record<Name, Measure>>,
): MedianYear<Name>[] {
  const mediansOf = mapValues(measures, (_: Measure, index) =>
    numbersOrNull.parse(answer[`median_${index}`]),
  );
  return answer.year.map((year, row) => ({
    year,
    reports: valueAt(answer.reports, row),
    medians: mapValues(mediansOf, (medians) => valueAt(medians, row)),
  }));
}

/** Whether a report states every one of some counts, as a condition of `figures`. */
export function isEveryStated(counts: readonly Measure[]): string {
  return counts
    .map(({ numerator, applicant }) => `${quantityColumn(numerator, applicant)} IS NOT NULL`)
    .join(" AND ");
}
