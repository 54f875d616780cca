import { tableOf, type TableCode } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { sumsIn } from "#domain/form/sums";
import type { PrintedCell } from "#domain/report/printed-cell";
import type { Problem } from "#domain/report/read-report";
import { lineName, nameOf } from "./table-words";

/**
 * Warns of each line that no sum across confirms, of a text in which a blank cell leaves nothing: as
 * many numbers as columns may there be one too few and a page's or a note's number in its place.
 */
export function lostBlanks(
  code: TableCode,
  edition: Edition,
  cells: readonly PrintedCell[],
): Problem[] {
  const confirmed = new Set(
    sumsIn(code, edition).flatMap(({ direction, total }) =>
      direction === "across" ? [total.line] : [],
    ),
  );
  const firsts = new Map(cells.toReversed().map((cell) => [cell.line, cell]));
  const table = tableOf(code);
  return table.lines.flatMap(({ code: line }): Problem[] => {
    const first = firsts.get(line);
    if (!first || confirmed.has(line)) return [];
    const message = `${nameOf(table)}“${lineName(table, line)}”一行的文本看不出空白格，也没有合计可以核对，页码等多出的数字可能占了空白格的位置；请核对原件`;
    return [{ severity: "warning", message, table: code, line, where: first.where }];
  });
}
