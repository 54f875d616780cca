import { ACCEPTANCES } from "#domain/checks/check-rule";
import { SEVERITIES } from "#domain/report/severity";
import type { FindingRow, HotSpot } from "#domain/checks/finding-row";
import type { TableColumn } from "./column";
import { divisionLink, reportLink } from "./links";

const toCell = ({ report_id, cell }: FindingRow): string =>
  reportLink(report_id, cell ?? "findings");

const nothing = (): string => "本项不是单元格数字之间的比较";

/** One finding a row: who, what, the two values, whether it is accepted. */
export const findingColumns: readonly TableColumn<FindingRow>[] = [
  {
    id: "division",
    header: "地区",
    format: "text",
    value: ({ division }) => division,
    href: ({ division_code, year }) => divisionLink(division_code, year),
  },
  { id: "body", header: "报告机关", format: "text", value: ({ body }) => body },
  {
    id: "year",
    header: "年度",
    format: "text",
    space: "short",
    value: ({ year }) => `${year}年`,
  },
  {
    id: "severity",
    header: "程度",
    format: "text",
    space: "short",
    value: ({ severity }) => SEVERITIES[severity].name,
  },
  {
    id: "check",
    header: "核查项",
    format: "text",
    value: ({ check_id, check }) => `${check.name}（${check_id}）`,
    href: ({ check_id }) => `/method#${check_id}`,
  },
  {
    id: "message",
    header: "发现",
    format: "text",
    space: "wide",
    value: ({ message }) => message,
    href: toCell,
  },
  {
    id: "left",
    header: "报告印的数",
    format: "count",
    value: ({ left_value, cell }) => (cell === null ? null : left_value),
    href: toCell,
    why: nothing,
  },
  {
    id: "right",
    header: "应有或对照的数",
    hint: "按勾稽关系由其他数字算出的，或者另一处、上年印出的数字",
    format: "count",
    value: ({ right_value, cell }) => (cell === null ? null : right_value),
    href: ({ right_cell: at }) => (at ? reportLink(at.report_id, at.cell) : undefined),
    why: nothing,
  },
  {
    id: "difference",
    header: "相差",
    format: "count",
    value: ({ difference, cell }) => (cell === null ? null : difference),
    why: nothing,
  },
  {
    id: "state",
    header: "处理",
    hint: "经人核对后接受的发现不再要求说明；谁、何时、为什么接受，见工作台的记录",
    format: "text",
    space: "short",
    value: ({ acceptance }) => ACCEPTANCES[acceptance].name,
  },
];

/** Why a finding was accepted, by whom and when. */
const reason: TableColumn<FindingRow> = {
  id: "reason",
  header: "接受理由",
  format: "text",
  value: ({ accepted_reason: why, accepted_by: by, accepted_on: on }) =>
    why === null ? "" : `${why}（${by ?? ""}，${on ?? ""}）`,
};

/** The findings with the reasons of those that were accepted. */
export const acceptedColumns: readonly TableColumn<FindingRow>[] = [...findingColumns, reason];

/** The list of requests to send: the findings with the request to the body and the rule's basis. */
export const requestColumns: readonly TableColumn<FindingRow>[] = [
  ...acceptedColumns,
  { id: "question", header: "请说明", format: "text", value: ({ request }) => request },
  {
    id: "basis",
    header: "依据",
    format: "text",
    value: ({ check }) => check.basis,
  },
  {
    id: "fingerprint",
    header: "问题编号",
    format: "text",
    value: ({ fingerprint }) => fingerprint,
  },
  {
    id: "values",
    header: "数值编号",
    hint: "与问题编号一起认定一条发现；报告的数字变了，它也变，接受过的要重新接受",
    format: "text",
    value: ({ values_hash }) => values_hash,
  },
];

/** How often each check failed, a column a year; `link` leads to the findings of a check in a year. */
export function hotSpotColumns(
  years: readonly number[],
  link: (year: number, check: string) => string,
): TableColumn<HotSpot>[] {
  return [
    {
      id: "check",
      header: "核查项",
      format: "text",
      value: ({ check_id, check }) => `${check.name}（${check_id}）`,
    },
    {
      id: "severity",
      header: "程度",
      format: "text",
      value: ({ severity }) => SEVERITIES[severity].name,
    },
    ...years.map((year): TableColumn<HotSpot> => ({
      id: `year_${year}`,
      header: `${year}年`,
      hint: "发现的条数",
      format: "count",
      value: (spot) => spot.years.find((one) => one.year === year)?.findings ?? null,
      href: (spot) =>
        spot.years.some((one) => one.year === year) ? link(year, spot.check_id) : undefined,
      why: () => "没有发现",
    })),
  ];
}
