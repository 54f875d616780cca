import { tableOf, type Cell } from "./cells";
import { EDITIONS } from "./edition";
import { wordingIn } from "./table";

/**
 * A cell in the form's own words: 表三“1.本机关不掌握相关政府信息”·总计.
 * Where the editions differ, the newest that prints the cell is quoted.
 */
export function cellInWords(cell: Cell): string {
  const table = tableOf(cell.table);
  const line = table.lines.find((candidate) => candidate.code === cell.line);
  const column = table.columns.find((candidate) => candidate.code === cell.column);
  const edition = EDITIONS.findLast((candidate) => cell.editions.includes(candidate)) ?? 2021;
  const label = line ? `${line.numeral ?? ""}${wordingIn(line.label, edition)}` : cell.line;
  return `表${table.numeral}“${label}”·${column?.label ?? cell.column}`;
}
