import { cellByName, tableOf, type Cell } from "./cells";
import { wordingIn, type Line, type Table } from "./table";

const withoutRemark = (label: string): string => label.replace(/（[^（）]*）$/, "");

function lineLabelWithGroup(table: Table, line: Line, cell: Cell): string {
  const edition = cell.editions.at(-1) ?? 2021;
  const group = table.groups.find((candidate) => candidate.code === line.group);
  const own = (line.numeral ?? "") + withoutRemark(wordingIn(line.label, edition));
  if (!group) return own;
  const numeral = group.numeral ?? "";
  return numeral === "" ? `${group.label}·${own}` : `${numeral}${group.label}${own}`;
}

/** A cell in words, from the form: 表三“（四）无法提供1.本机关不掌握相关政府信息”总计. Unknown names stay as they are. */
export function formatCellLabel(name: string): string {
  const cell = cellByName(name);
  if (!cell) return name;
  const table = tableOf(cell.table);
  return `表${table.numeral}“${formatLineLabel(name)}”${formatColumnLabel(name)}`;
}

/** The line of a cell in words. */
export function formatLineLabel(name: string): string {
  const cell = cellByName(name);
  if (!cell) return name;
  const table = tableOf(cell.table);
  const line = table.lines.find((candidate) => candidate.code === cell.line);
  return line ? lineLabelWithGroup(table, line, cell) : cell.line;
}

/** The column of a cell in words. */
export function formatColumnLabel(name: string): string {
  const cell = cellByName(name);
  if (!cell) return name;
  const table = tableOf(cell.table);
  return table.columns.find((candidate) => candidate.code === cell.column)?.label ?? cell.column;
}
