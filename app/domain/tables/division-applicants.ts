import { REQUESTS } from "../form/requests";
import { cellName } from "../form/cells";
import { INDICATORS } from "../indicators/indicators";
import type { TableColumn } from "./column";
import { sidesOf, toReport, valueOf, type DivisionYear } from "./division-year";

const TYPES = REQUESTS.columns.filter(({ code }) => code !== "total");

/** Who applied, year by year: shares of the requests received in the year. */
export const APPLICANT_COLUMNS: readonly TableColumn<DivisionYear>[] = [
  { id: "year", header: "年度", format: "text", value: ({ year }) => `${year}年` },
  ...TYPES.map(({ code, label }): TableColumn<DivisionYear> => {
    const indicator = INDICATORS[`share_${code}`];
    const cell = cellName("new_requests", code);
    return {
      id: code,
      header: label,
      format: "share",
      value: (row) => (indicator ? valueOf(indicator, sidesOf(row, `share_${code}`)) : null),
      href: (row) => toReport(row.report_id, cell),
      why: () => "报告未填写该类申请人，或本年新收为0",
      hint: indicator?.meaning ?? "",
      bar: true,
    };
  }),
  {
    id: "total",
    header: "本年新收（件）",
    format: "count",
    value: (row) => sidesOf(row, "new_requests").numerator,
    href: (row) => toReport(row.report_id, cellName("new_requests", "total")),
    why: () => "报告未填写本年新收",
  },
];
