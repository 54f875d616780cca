import { divisionLink } from "#tables/links";
import { LEVELS, type ListedDivision } from "#domain/report/division";
import type { TableColumn } from "#tables/column";

/** The columns of the list of divisions. */
export const DIVISION_LIST_COLUMNS: readonly TableColumn<ListedDivision>[] = [
  {
    id: "division",
    header: "地区",
    format: "text",
    value: ({ name }) => name,
    href: ({ code, last_year }) => divisionLink(code, last_year),
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
