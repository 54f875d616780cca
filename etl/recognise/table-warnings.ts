import { cellAt, type Sum, sumsIn, type TableCode, tableOf } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import type { PrintedCell } from "#domain/report/printed-cell";
import { readIssue, type ReadIssue } from "#domain/report/read-issue";

/** Unusual blanks in more lines than this are the habit of the report and make one issue. */
const FEW_LINES = 5;

/**
 * Blank cells that are unusual for their table: a row displaced by one cell leaves a blank and may still
 * add up. Unusual is a blank in a column that elsewhere prints a sign for none, beside figures that no
 * sum covers, or beside an illegible cell. Table 四 is one printed row, so that one blank makes all of
 * it uncertain.
 */
export function findUnusualBlanks(code: TableCode, cells: readonly PrintedCell[]): ReadIssue[] {
  const table = tableOf(code);
  const hasSums = table.columns.some((column) => column.sumOf);
  const columnsWithSigns = new Set(cells.filter(isSignForNone).map((cell) => cell.column));
  const isUnusual = (cell: PrintedCell): boolean => {
    if (cell.state !== "blank") return false;
    const own = cells.filter((other) => other.line === cell.line);
    if (own.some((other) => other.state === "illegible")) return true;
    return hasSums
      ? columnsWithSigns.has(cell.column)
      : columnsWithSigns.size > 0 || own.some((other) => other.state !== "blank");
  };
  const unusual = cells.filter(isUnusual);
  const [first] = unusual;
  const inOneRow = code === REVIEW_LITIGATION.code && first !== undefined;
  const lines = table.lines.filter(
    ({ code: line }) => inOneRow || unusual.some((cell) => cell.line === line),
  );
  if (first && hasSums && lines.length > FEW_LINES)
    return [
      readIssue("blank_cells_in_many_rows", {
        table: code,
        rows: lines.length,
        location: first.where,
      }),
    ];
  return lines.map(({ code: line }) => {
    const own = unusual.filter((cell) => cell.line === line);
    const columns = own.map(({ column }) => column);
    const location = (own[0] ?? first)?.where;
    return readIssue("blank_cells_in_row", {
      table: code,
      line,
      columns,
      ...(location && { location }),
    });
  });
}

function isSignForNone({ state, value }: PrintedCell): boolean {
  return value === 0 || state === "slash" || state === "dash";
}

/**
 * The lines that no sum across confirms, in a text where blank cells are lost: as many numbers as
 * columns may be one figure too few and the number of a page or note instead.
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
    return [readIssue("row_unconfirmed", { table: code, line, location: first.where })];
  });
}

/** Totals without a figure in more lines than this are the habit of the report, not an error. */
const FEW_MISSING_TOTALS = 3;

/**
 * Sums that a displaced row would break and that the checks of a loaded report do not evaluate: those
 * with a dash among their parts, and totals without a figure. In a table flattened to text, every sum
 * across.
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
  const mismatches: ReadIssue[] = [];
  for (const sum of sumsIn(code, edition)) {
    const total = printed.get(sum.total);
    if (!total) continue;
    const parts = sum.parts.flatMap((part) => printed.get(part) ?? []);
    const expected = parts.reduce((running, part) => running + (part.value ?? 0), 0);
    const isAcross = sum.direction === "across";
    if (total.value === null) {
      if (isAcross && expected > 0) withoutTotal.push(total);
    } else if ((flattened && isAcross) || parts.some(isDash)) {
      if (expected !== total.value)
        mismatches.push(totalMismatch(sum, total, total.value, expected));
    }
  }
  return withoutTotal.length > FEW_MISSING_TOTALS
    ? mismatches
    : [
        ...mismatches,
        ...withoutTotal.map(({ line, where: location }) =>
          readIssue("total_missing", { table: code, line, location }),
        ),
      ];
}

function isDash({ state }: PrintedCell): boolean {
  return state === "dash";
}

function totalMismatch(
  { table, direction }: Sum,
  { line, column, where: location }: PrintedCell,
  total: number,
  expected: number,
): ReadIssue {
  const which = direction === "across" ? { line } : { column };
  return readIssue("total_mismatch", { table, ...which, location, total, expected });
}
