import { cellsIn, tableOf, type Cell } from "../form/cells";
import type { Edition } from "../form/edition";
import { wordingIn } from "../form/table";
import type { TableColumn } from "./column";
import { toReport } from "./division-year";

/** Printed counts and amounts of table 二, by the name of the cell; null where they are not stated. */
type Cells = Readonly<Record<string, number | null>>;

/** Table 二 over the reports of one year that print it in one edition. */
export interface YearOfProactive {
  readonly edition: Edition;
  readonly year: number;
  readonly reports: number;
  readonly cells: Cells;
}

/** Table 二 of one report. */
export interface BodyProactive {
  readonly edition: Edition;
  readonly report_id: string;
  readonly division_code: string;
  readonly division: string;
  readonly cells: Cells;
}

/**
 * Whether sums of a cell mean anything. The form prints no unit for 采购总金额: reports state 元 or
 * 万元 as they like.
 */
export function isSummable({ unit }: Cell): boolean {
  return unit !== "元";
}

/** A cell's label in its edition: 行政许可 本年处理决定数量（件）. */
function labelOf(cell: Cell, edition: Edition): string {
  const table = tableOf(cell.table);
  const line = table.lines.find(({ code }) => code === cell.line);
  const column = table.columns.find(({ code }) => code === cell.column);
  const name = line ? wordingIn(line.label, edition) : cell.line;
  const unit = isSummable(cell) ? cell.unit : "单位各异";
  return `${name} ${column?.label ?? cell.column}（${unit}）`;
}

/** The cells of table 二 in an edition, as columns of any rows that hold them. */
function cellColumns<Row extends { readonly cells: Cells }>(
  edition: Edition,
  more: (cell: Cell) => Pick<TableColumn<Row>, "href" | "why">,
): TableColumn<Row>[] {
  return cellsIn("proactive_disclosure", edition).map((cell) => ({
    id: cell.name,
    header: labelOf(cell, edition),
    format: "count",
    value: ({ cells }) => cells[cell.name] ?? null,
    ...more(cell),
  }));
}

/** Sums by year of the reports in one edition: the other's columns count other things. */
export function proactiveYearColumns(
  edition: Edition,
  toBodies?: (year: number) => string,
): TableColumn<YearOfProactive>[] {
  return [
    { id: "year", header: "年度", format: "text", value: ({ year }) => `${year}年` },
    { id: "reports", header: "报告份数", format: "count", value: ({ reports }) => reports },
    ...cellColumns<YearOfProactive>(edition, (cell) => ({
      href: ({ year }) => toBodies?.(year),
      why: () =>
        isSummable(cell)
          ? "没有报告填写该数字"
          : "表格未规定单位，各地填报元或万元，不作合计；见各地数字",
    })),
  ];
}

/** Body by body, each figure with the way to its printed cell. */
export function proactiveBodyColumns(edition: Edition): TableColumn<BodyProactive>[] {
  return [
    {
      id: "division",
      header: "地区",
      format: "text",
      value: ({ division }) => division,
      href: ({ division_code }) => `/districts/${division_code}`,
    },
    ...cellColumns<BodyProactive>(edition, (cell) => ({
      href: ({ report_id }) => toReport(report_id, cell.name),
      why: () => "报告未填写该数字",
    })),
  ];
}
