import { cellAt, tableOf, type TableCode } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { sumsIn, type Sum } from "#domain/form/sums";
import { placeInWords } from "#domain/report/place";
import type { PrintedCell } from "#domain/report/printed-cell";
import type { Problem } from "#domain/report/read-report";
import { lineName, nameOf } from "./table-words";

/** Totals without a figure in more lines than this are the manner of the report, not a slip. */
const FEW = 3;

/**
 * Sums of the form that a slipped row would break and that the checks of a finished report do not
 * evaluate: those with a dash among them, which is no number, and totals left without a figure. Of a
 * table flattened to text every sum across is confirmed.
 */
export function sumDoubts(
  code: TableCode,
  edition: Edition,
  cells: readonly PrintedCell[],
  flattened: boolean,
): Problem[] {
  if (!flattened && cells.every((cell) => cell.state === "number")) return [];
  const printed = new Map(cells.map((cell) => [cellAt(cell.line, cell.column), cell]));
  const withoutTotal: PrintedCell[] = [];
  const doubts: Problem[] = [];
  for (const sum of sumsIn(code, edition)) {
    const total = printed.get(sum.total);
    if (!total) continue;
    const parts = sum.parts.flatMap((part) => printed.get(part) ?? []);
    const expected = parts.reduce((running, part) => running + (part.value ?? 0), 0);
    const isAcross = sum.direction === "across";
    if (total.state !== "number") {
      if (isAcross && expected > 0) withoutTotal.push(total);
    } else if ((flattened && isAcross) || parts.some(isDash)) {
      if (expected !== total.value) doubts.push(mismatch(sum, total, expected));
    }
  }
  return withoutTotal.length > FEW
    ? doubts
    : [...doubts, ...withoutTotal.map((total) => lacking(code, total))];
}

function isDash({ state }: PrintedCell): boolean {
  return state === "dash";
}

function mismatch({ table, direction }: Sum, total: PrintedCell, expected: number): Problem {
  const place = placeInWords(total.where);
  const which = direction === "across" ? { line: total.line } : { column: total.column };
  return {
    severity: "warning",
    message: `${nameOf(tableOf(table))}${place}的总计印作${total.value ?? ""}，各部分之和是${expected}，可能错格或丢了单元格；请核对原件`,
    table,
    ...which,
    where: total.where,
  };
}

function lacking(table: TableCode, total: PrintedCell): Problem {
  const declared = tableOf(table);
  return {
    severity: "warning",
    message: `${nameOf(declared)}“${lineName(declared, total.line)}”各列有数而总计没有数字，可能错格或漏填；请核对原件`,
    table,
    line: total.line,
    where: total.where,
  };
}
