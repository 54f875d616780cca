import { columnInWords, lineInWords } from "../form/wording";
import { cellNamed, tableOf } from "../form/cells";
import { SHOWN_STATES } from "../report/cell-state";
import type { TableColumn } from "./column";
import type { ShownCell } from "./report-cells";

/** The columns of a report as a list, one row a printed cell. */
export const REPORT_CELL_COLUMNS: readonly TableColumn<ShownCell>[] = [
  { id: "cell", header: "单元格代码", format: "text", value: (cell) => cell.name },
  { id: "table", header: "表", format: "text", value: tableInWords },
  { id: "line", header: "行", format: "text", value: (cell) => lineInWords(cell.name) },
  { id: "column", header: "列", format: "text", value: (cell) => columnInWords(cell.name) },
  { id: "unit", header: "单位", format: "text", value: (cell) => cellNamed(cell.name)?.unit ?? "" },
  { id: "raw", header: "原文", format: "text", value: (cell) => cell.raw },
  {
    id: "state",
    header: "状态",
    format: "text",
    value: (cell) => SHOWN_STATES[cell.state].name,
  },
  { id: "value", header: "印出数值", format: "decimal", value: (cell) => cell.value },
  {
    id: "used",
    header: "采用数值",
    hint: "已采纳的更正，否则印出数值，否则空白合计由分项算出",
    format: "decimal",
    value: (cell) => cell.used,
  },
  {
    id: "total",
    header: "分项合计",
    hint: "与印出的总计不同，或总计空白时由分项算出",
    format: "text",
    value: (cell) => cell.totals?.map(({ value }) => value).join("、") ?? "",
  },
  {
    id: "correction",
    header: "更正理由",
    format: "text",
    value: (cell) => cell.correction?.reason ?? "",
  },
  { id: "place", header: "原件位置", format: "text", value: (cell) => cell.place },
  { id: "note", header: "格内文字", format: "text", value: (cell) => cell.note ?? "" },
];

function tableInWords({ name }: ShownCell): string {
  const cell = cellNamed(name);
  if (!cell) return "";
  const { numeral, title } = tableOf(cell.table);
  return `表${numeral}　${title}`;
}
