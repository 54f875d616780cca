import { divisionLink, reportLink } from "#tables/links";
import { cellsIn, tableOf, type Cell } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { wordingIn } from "#domain/form/table";
import { formatValue } from "#domain/indicators/number-format";
import type { ColumnFlag, TableColumn } from "#tables/column";
import {
  isSummable,
  type BodyProactive,
  type ProactiveCells,
  type YearOfProactive,
} from "#domain/comparison/proactive";

/** A cell's labels in its edition: its line, 行政许可, and its column with the unit, 本年处理决定数量（件）. */
function labelsOf(cell: Cell, edition: Edition): { line: string; column: string } {
  const table = tableOf(cell.table);
  const line = table.lines.find(({ code }) => code === cell.line);
  const column = table.columns.find(({ code }) => code === cell.column);
  const unit = isSummable(cell) ? cell.unit : "单位各异";
  return {
    line: line ? wordingIn(line.label, edition) : cell.line,
    column: `${column?.label ?? cell.column}（${unit}）`,
  };
}

/** Line and column without the unit: 行政许可, 本年处理决定数量. */
export function shortLabelsOf(cell: Cell, edition: Edition): { line: string; column: string } {
  const column = tableOf(cell.table).columns.find(({ code }) => code === cell.column);
  return {
    line: labelsOf(cell, edition).line,
    column: column?.short ?? column?.label ?? cell.column,
  };
}

/** The flag of a sum that holds uncertain amounts, with the sum without them. */
function flagOfSum({ cells, uncertain }: YearOfProactive, { name, unit }: Cell): ColumnFlag | null {
  const doubtful = uncertain.filter(({ cell }) => cell === name);
  const sum = cells[name] ?? null;
  if (doubtful.length === 0 || sum === null) return null;
  const said = doubtful.map(
    ({ division, value }) => `${division}${formatValue(value, "count")}${unit}`,
  );
  const rest = doubtful.reduce((left, { value }) => left - value, sum);
  const without = rest === 0 ? "没有其他金额" : `合计为${formatValue(rest, "count")}${unit}`;
  return {
    words: `合计含单位存疑的金额：${said.join("、")}；不含则${without}`,
    moves: true,
  };
}

function flagOfBody({ uncertain }: BodyProactive, { name }: Cell): ColumnFlag | null {
  const found = uncertain.find(({ cell }) => cell === name);
  return found ? { words: found.message, moves: true } : null;
}

/** What is doubtful in a row, in one cell of a file; a page flags each figure instead. */
export const FLAG_COLUMN: TableColumn<YearOfProactive | BodyProactive> = {
  id: "doubt",
  header: "存疑",
  format: "text",
  value: (row) => flagsIn(row).join("；"),
};

/** Every doubt about the figures of a row, in words. */
export function flagsIn(row: YearOfProactive | BodyProactive): string[] {
  return cellsIn("proactive_disclosure", row.edition).flatMap((cell) => {
    const doubt = "report_id" in row ? flagOfBody(row, cell) : flagOfSum(row, cell);
    return doubt ? [doubt.words] : [];
  });
}

/** The cells of table 二 in an edition, as columns of any rows that hold them. */
function cellColumns<Row extends { readonly cells: ProactiveCells }>(
  edition: Edition,
  more: (cell: Cell) => Pick<TableColumn<Row>, "href" | "why" | "flag">,
): TableColumn<Row>[] {
  return cellsIn("proactive_disclosure", edition).map((cell) => {
    const { line, column } = labelsOf(cell, edition);
    return {
      id: cell.name,
      header: `${line} ${column}`,
      group: { name: line, head: column },
      format: "count",
      value: ({ cells }) => cells[cell.name] ?? null,
      ...more(cell),
    };
  });
}

/** The cells of table 二 in an edition, of years and bodies alike. */
export function proactiveCellColumns(
  edition: Edition,
): TableColumn<YearOfProactive | BodyProactive>[] {
  return cellColumns(edition, () => ({}));
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
      flag: (row) => flagOfSum(row, cell),
      why: () =>
        isSummable(cell)
          ? "没有报告填写该数字"
          : "表格未规定单位，各地填报元或万元，不作合计；见各地数字",
    })),
  ];
}

/** Body by body, each figure linked to its printed cell. */
export function proactiveBodyColumns(edition: Edition): TableColumn<BodyProactive>[] {
  return [
    {
      id: "division",
      header: "地区",
      format: "text",
      value: ({ division }) => division,
      href: ({ division_code }) => divisionLink(division_code),
    },
    ...cellColumns<BodyProactive>(edition, (cell) => ({
      href: ({ report_id }) => reportLink(report_id, cell.name),
      flag: (row) => flagOfBody(row, cell),
      why: () => "报告未填写该数字",
    })),
  ];
}
