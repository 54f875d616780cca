import { cellAt, type Sum, sumsIn, type TableCode, tableOf } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import { formatLocation } from "#domain/report/cell-text";
import type { PrintedCell } from "#domain/report/printed-cell";
import type { ReadIssue } from "#domain/report/read-report";
import { lineName, tableName } from "./table-reading";

/** Odd blanks in more lines than this are the manner of the report, said once. */
const FEW_LINES = 5;

/**
 * Warns of blank cells that the rest of the table makes odd, since a row that slipped by one cell
 * leaves a blank and may still add up: a blank in a column that elsewhere prints a sign for nothing,
 * a blank beside figures where no sum would notice, a blank beside an illegible cell. Table 四 is one
 * printed row, so that one blank casts doubt on all of it.
 */
export function findUnusualBlanks(code: TableCode, cells: readonly PrintedCell[]): ReadIssue[] {
  const table = tableOf(code);
  const hasSums = table.columns.some((column) => column.sumOf);
  const columnsWithSigns = new Set(cells.filter(isSignForNone).map((cell) => cell.column));
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
        message: `${tableName(table)}有${lines.length}行留有空白格，而同列别的格印有0或符号，空白按空白读取；请核对原件`,
        table: code,
        where: first.where,
      },
    ];
  return lines.map((line): ReadIssue => {
    const own = odd.filter((cell) => cell.line === line.code);
    const names = own.map(
      (cell) => table.columns.find((column) => column.code === cell.column)?.label ?? cell.column,
    );
    const which = own.length > 0 ? `的“${names.join("”“")}”` : "所在的一行有的格";
    const message = `${tableName(table)}“${lineName(table, line.code)}”${which}是空白，而别处印有数字或符号，可能错格或漏填；请核对原件`;
    const where = (own[0] ?? first)?.where;
    return { severity: "warning", message, table: code, line: line.code, ...(where && { where }) };
  });
}

function isSignForNone({ state, value }: PrintedCell): boolean {
  return value === 0 || state === "slash" || state === "dash";
}

/**
 * Warns of each line that no sum across confirms, of a text in which a blank cell leaves nothing: as
 * many numbers as columns may there be one too few and a page's or a note's number in its place.
 */
export function findUnconfirmedLines(
  code: TableCode,
  edition: Edition,
  cells: readonly PrintedCell[],
): ReadIssue[] {
  const confirmed = new Set(
    sumsIn(code, edition).flatMap(({ direction, total }) =>
      direction === "across" ? [total.line] : [],
    ),
  );
  const firsts = new Map(cells.toReversed().map((cell) => [cell.line, cell]));
  const table = tableOf(code);
  return table.lines.flatMap(({ code: line }): ReadIssue[] => {
    const first = firsts.get(line);
    if (!first || confirmed.has(line)) return [];
    const message = `${tableName(table)}“${lineName(table, line)}”一行的文本看不出空白格，也没有合计可以核对，页码等多出的数字可能占了空白格的位置；请核对原件`;
    return [{ severity: "warning", message, table: code, line, where: first.where }];
  });
}

/** Totals without a figure in more lines than this are the manner of the report, not a slip. */
const FEW_MISSING_TOTALS = 3;

/**
 * Sums of the form that a slipped row would break and that the checks of a finished report do not
 * evaluate: those with a dash among them, which is no number, and totals left without a figure. Of a
 * table flattened to text every sum across is confirmed.
 */
export function findSumMismatches(
  code: TableCode,
  edition: Edition,
  cells: readonly PrintedCell[],
  flattened: boolean,
): ReadIssue[] {
  if (!flattened && cells.every((cell) => cell.state === "number")) return [];
  const printed = new Map(cells.map((cell) => [cellAt(cell.line, cell.column), cell]));
  const withoutTotal: PrintedCell[] = [];
  const doubts: ReadIssue[] = [];
  for (const sum of sumsIn(code, edition)) {
    const total = printed.get(sum.total);
    if (!total) continue;
    const parts = sum.parts.flatMap((part) => printed.get(part) ?? []);
    const expected = parts.reduce((running, part) => running + (part.value ?? 0), 0);
    const isAcross = sum.direction === "across";
    if (total.state !== "number") {
      if (isAcross && expected > 0) withoutTotal.push(total);
    } else if ((flattened && isAcross) || parts.some(isDash)) {
      if (expected !== total.value) doubts.push(sumMismatch(sum, total, expected));
    }
  }
  return withoutTotal.length > FEW_MISSING_TOTALS
    ? doubts
    : [...doubts, ...withoutTotal.map((total) => missingTotal(code, total))];
}

function isDash({ state }: PrintedCell): boolean {
  return state === "dash";
}

function sumMismatch({ table, direction }: Sum, total: PrintedCell, expected: number): ReadIssue {
  const place = formatLocation(total.where);
  const which = direction === "across" ? { line: total.line } : { column: total.column };
  return {
    severity: "warning",
    message: `${tableName(tableOf(table))}${place}的总计印作${total.value ?? ""}，各部分之和是${expected}，可能错格或丢了单元格；请核对原件`,
    table,
    ...which,
    where: total.where,
  };
}

function missingTotal(table: TableCode, total: PrintedCell): ReadIssue {
  const declared = tableOf(table);
  return {
    severity: "warning",
    message: `${tableName(declared)}“${lineName(declared, total.line)}”各列有数而总计没有数字，可能错格或漏填；请核对原件`,
    table,
    line: total.line,
    where: total.where,
  };
}
