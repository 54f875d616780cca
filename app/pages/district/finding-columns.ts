import type { ReportFinding } from "#domain/report/report-finding";
import { SEVERITIES } from "#domain/report/severity";
import type { TableColumn } from "#tables/column";
import { reportLink } from "#tables/links";

/** A finding with the year of its report. */
export interface DivisionFinding extends ReportFinding {
  readonly year: number;
}

/** The findings of a division's reports as a list. */
export const DIVISION_FINDING_COLUMNS: readonly TableColumn<DivisionFinding>[] = [
  { id: "year", header: "年度", format: "text", value: ({ year }) => `${year}年` },
  {
    id: "severity",
    header: "类别",
    format: "text",
    value: ({ severity }) => SEVERITIES[severity].name,
  },
  { id: "check", header: "规则", format: "text", value: ({ check_id }) => check_id },
  {
    id: "message",
    header: "说明",
    format: "text",
    value: ({ message }) => message,
    href: ({ report_id, cells: [head = "findings"] }) => reportLink(report_id, head),
  },
  {
    id: "left",
    header: "报告印的数",
    format: "count",
    value: ({ left_value, cells }) => (cells.length === 0 ? null : left_value),
    why: () => "这项规则不比较数值，或该数值缺失",
  },
  {
    id: "right",
    header: "应有或对照的数",
    format: "count",
    value: ({ right_value, cells }) => (cells.length === 0 ? null : right_value),
    why: () => "这项规则不比较数值，或该数值缺失",
  },
];
