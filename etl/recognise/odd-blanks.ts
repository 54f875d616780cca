import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import { tableOf, type TableCode } from "#domain/form/cells";
import type { PrintedCell } from "#domain/report/printed-cell";
import type { Problem } from "#domain/report/read-report";
import { lineName, nameOf } from "./table-words";

/** Odd blanks in more lines than this are the manner of the report, said once. */
const FEW_LINES = 5;

/**
 * Warns of blank cells that the rest of the table makes odd, since a row that slipped by one cell
 * leaves a blank and may still add up: a blank in a column that elsewhere prints a sign for nothing,
 * a blank beside figures where no sum would notice, a blank beside an illegible cell. Table 四 is one
 * printed row, so that one blank casts doubt on all of it.
 */
export function oddBlanks(code: TableCode, cells: readonly PrintedCell[]): Problem[] {
  const table = tableOf(code);
  const hasSums = table.columns.some((column) => column.sumOf);
  const columnsWithSigns = new Set(cells.filter(saysNothing).map((cell) => cell.column));
  const isOdd = (cell: PrintedCell): boolean => {
    if (cell.state !== "blank") return false;
    const own = cells.filter((other) => other.line === cell.line);
    if (own.some((other) => other.state === "illegible")) return true;
    return hasSums
      ? columnsWithSigns.has(cell.column)
      : columnsWithSigns.size > 0 || own.some((other) => other.state !== "blank");
  };
  const odd = cells.filter(isOdd);
  const [first] = odd;
  const inOneRow = code === REVIEW_LITIGATION.code && first !== undefined;
  const lines = table.lines.filter(
    ({ code: line }) => inOneRow || odd.some((cell) => cell.line === line),
  );
  if (first && hasSums && lines.length > FEW_LINES)
    return [
      {
        severity: "warning",
        message: `${nameOf(table)}有${lines.length}行留有空白格，而同列别的格印有0或符号，空白按空白读取；请核对原件`,
        table: code,
        where: first.where,
      },
    ];
  return lines.map((line): Problem => {
    const own = odd.filter((cell) => cell.line === line.code);
    const names = own.map(
      (cell) => table.columns.find((column) => column.code === cell.column)?.label ?? cell.column,
    );
    const which = own.length > 0 ? `的“${names.join("”“")}”` : "所在的一行有的格";
    const message = `${nameOf(table)}“${lineName(table, line.code)}”${which}是空白，而别处印有数字或符号，可能错格或漏填；请核对原件`;
    const where = (own[0] ?? first)?.where;
    return { severity: "warning", message, table: code, line: line.code, ...(where && { where }) };
  });
}

function saysNothing({ state, value }: PrintedCell): boolean {
  return value === 0 || state === "slash" || state === "dash";
}
