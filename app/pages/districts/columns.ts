import { LEVELS, type Level } from "#domain/report/division";
import type { TableColumn } from "#tables/column";

/** A division of which reports are loaded. */
export interface ListedDivision {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Name of the city around it; null where the province stands directly above. */
  readonly city: string | null;
  readonly reports: number;
  readonly first_year: number;
  readonly last_year: number;
}

/** The columns of the list of divisions. */
export const DIVISION_LIST_COLUMNS: readonly TableColumn<ListedDivision>[] = [
  {
    id: "division",
    header: "地区",
    format: "text",
    value: ({ name }) => name,
    href: ({ code, last_year }) => `/districts/${code}?year=${last_year}`,
  },
  { id: "code", header: "区划代码", format: "text", value: ({ code }) => code },
  { id: "level", header: "层级", format: "text", value: ({ level }) => LEVELS[level] },
  { id: "city", header: "所属市", format: "text", value: ({ city }) => city ?? "" },
  { id: "reports", header: "报告份数", format: "count", value: ({ reports }) => reports },
  {
    id: "years",
    header: "年度",
    format: "text",
    value: ({ first_year: first, last_year: last }) =>
      first === last ? `${last}年` : `${first}至${last}年`,
  },
];
