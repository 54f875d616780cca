import type { ComparedBody } from "#domain/comparison/judged-body";
import type { ApplicantType } from "#domain/form/requests";
import { allowsApplicant } from "#domain/indicators/quantity";
import type { Indicator } from "#domain/indicators/indicator";
import type { bodyNoun } from "#domain/report/body";
import { TERMS } from "#domain/statistics/terms";
import type { NamedTable, TableColumn } from "#tables/column";
import {
  BODY_COLUMNS,
  countColumn,
  pastColumns,
  QUALITY_COLUMNS,
  formatRank,
  rateColumns,
  robustColumns,
} from "#tables/comparison";
import { smallBodyColumns } from "#tables/small-bodies";
import { standardisedColumns } from "#tables/standardised";

/** The columns of a comparison of bodies by one indicator: of a rate, or of a count; `noun` heads their names. */
export function comparisonColumns(
  indicator: Indicator,
  applicant: ApplicantType = "total",
  noun: ReturnType<typeof bodyNoun> = "地区",
): TableColumn<ComparedBody>[] {
  const { denominator } = indicator;
  const [name, ...others] = BODY_COLUMNS;
  const figure = denominator
    ? [
        ...rateColumns(indicator, denominator, applicant),
        ...placeColumns(indicator, applicant),
        ...pastColumns(indicator),
      ]
    : [countColumn(indicator, applicant)];
  return [{ ...name, header: noun }, ...others, ...figure, ...QUALITY_COLUMNS];
}

/** The columns that the page opens with; the file has all. */
const FIRST_COLUMNS: readonly string[] = [
  "division",
  "city",
  "value",
  "denominator",
  "excess",
  "verdict",
  "history",
  "rank",
];

/** The parameter of the address that names columns to show: `cols=change&cols=robust`. */
export const COLUMNS_PARAMETER = "cols";

/** Which of the columns an address chooses, in their own order; the first ones where it names none that there is. */
export function chooseColumns<Row>(
  columns: readonly TableColumn<Row>[],
  parameters: URLSearchParams,
): readonly TableColumn<Row>[] {
  const [name, ...others] = columns;
  if (name === undefined) return columns;
  const named = parameters.getAll(COLUMNS_PARAMETER);
  const chosen = others.filter(({ id }) => named.includes(id));
  if (chosen.length > 0) return [name, ...chosen];
  const isRate = columns.some(({ id }) => id === "verdict");
  return isRate ? columns.filter(({ id }) => FIRST_COLUMNS.includes(id)) : columns;
}

/** Most bodies that the page lists under the columns for small ones; the file has all. */
export const SMALL_BODIES_AT_MOST = 50;

/** The columns of bodies that have too few cases in a year to be judged. */
export function smallBodiesTable(
  indicator: Indicator,
  bodies: readonly ComparedBody[],
): NamedTable<ComparedBody> {
  const figures = indicator.denominator
    ? rateColumns(indicator, indicator.denominator, "total")
    : [];
  const known: readonly string[] = ["value", "numerator", "denominator"];
  return {
    name: "件数过少的地区",
    columns: [
      ...BODY_COLUMNS,
      ...figures.filter(({ id }) => known.includes(id)),
      ...smallBodyColumns<ComparedBody>((body) => body),
    ],
    rows: bodies
      .filter(({ verdict }) => verdict === "too_few")
      .toSorted((one, other) => pooledCases(other) - pooledCases(one)),
  };
}

function pooledCases({ pooled }: ComparedBody): number {
  return pooled?.denominator ?? 0;
}

/** The place of a body among the others. */
function placeColumns(indicator: Indicator, applicant: ApplicantType): TableColumn<ComparedBody>[] {
  return [
    {
      id: "rank",
      header: "位次",
      hint: TERMS.rank.meaning,
      format: "text",
      value: ({ rank }) => rank && formatRank(rank),
      why: () => "件数过少或没有其他地区可比，不排位次",
    },
    ...robustColumns(indicator),
    ...(applicant === "total" && allowsApplicant(indicator)
      ? standardisedColumns<ComparedBody>()
      : []),
  ];
}
