import { tableOf, type TableCode } from "#domain/form/cells";
import { EDITIONS, type Edition } from "#domain/form/edition";
import type { Table } from "#domain/form/table";
import type { PrintedCell } from "#domain/report/printed-cell";
import type { Problem } from "#domain/report/read-report";
import { differencesInWords, differencesOf, holds } from "./edition-fit";
import { lostBlanks } from "./lost-blanks";
import { nearLines } from "./near-label";
import { oddBlanks } from "./odd-blanks";
import { cellsOf } from "./row-cells";
import { quoted, type RowReading, type TableReading } from "./row-reading";
import { sumDoubts } from "./sum-doubts";
import { lineName, nameOf } from "./table-words";

/** A statutory table with its cells read and its edition judged. */
export interface AssembledTable {
  readonly cells: readonly PrintedCell[];
  /** Every edition whose lines are exactly those printed; none when something is missing. */
  readonly editions: readonly Edition[];
  readonly problems: readonly Problem[];
}

/**
 * Judges the rows found of a table: unknown labels are resolved by their neighbours or refused,
 * lines printed twice are refused, an edition holds when exactly its lines and columns are there.
 *
 * @param flattened whether the table was text, one cell a line, so that its sums must confirm it
 * @param blanksShow whether a blank cell of that text left something to see
 */
export function assembleTable(
  code: TableCode,
  reading: TableReading,
  {
    flattened = false,
    blanksShow = true,
  }: { readonly flattened?: boolean; readonly blanksShow?: boolean } = {},
): AssembledTable {
  const table = tableOf(code);
  const problems: Problem[] = [];
  const say = (severity: Problem["severity"], row: RowReading, message: string): void => {
    const line = row.line === null ? {} : { line: row.line };
    problems.push({
      severity,
      message: `${nameOf(table)}：${message}`,
      table: code,
      where: row.where,
      ...line,
    });
  };
  const { kept, twice } = withoutRepeats(
    withoutOrphans(resolved(table, reading.rows, say), say),
    say,
  );
  for (const row of kept) explain(row, table, say);
  const whole = kept.filter((row) => row.figures !== null && row.line !== null);
  const faultless = whole.length === kept.length && twice === 0;
  const editions = faultless ? EDITIONS.filter((edition) => holds(table, whole, edition)) : [];
  const differences = editions.length === 0 ? differencesOf(table, kept) : undefined;
  if (differences)
    problems.push({
      severity: "error",
      message: differencesInWords(table, differences),
      table: code,
    });
  problems.push(...movedColumns(code, whole));
  const [edition] = editions;
  const foreign = whole.filter((row) => row.line !== null && differences?.extra.includes(row.line));
  for (const row of foreign)
    say("error", row, `${quoted(row.label)}不是该表格式的一行，未读取；请核对原件`);
  const cells = whole
    .filter((row) => !foreign.includes(row))
    .flatMap((row) => cellsOf(row, code, problems));
  return {
    cells,
    editions,
    problems: [
      ...reading.problems.map((problem) => ({ ...problem, table: code })),
      ...problems,
      ...oddBlanks(code, cells),
      ...(edition === undefined ? [] : sumDoubts(code, edition, cells, flattened)),
      ...(edition === undefined || blanksShow ? [] : lostBlanks(code, edition, cells)),
    ],
  };
}

type Say = (severity: Problem["severity"], row: RowReading, message: string) => void;

function resolved(table: Table, rows: readonly RowReading[], say: Say): RowReading[] {
  const result = [...rows];
  for (let from = 0; from < result.length; from += 1) {
    if (result[from]?.line !== null) continue;
    let to = from;
    while (to < result.length && result[to]?.line === null) to += 1;
    const labels = result.slice(from, to).map((row) => row.label);
    const codes = nearLines(
      table,
      labels,
      result[from - 1]?.line ?? null,
      result[to]?.line ?? null,
    );
    codes?.forEach((line, i) => {
      const row = result[from + i];
      if (!row) return;
      const named = { ...row, line };
      result[from + i] = named;
      say(
        "warning",
        named,
        `标题${quoted(row.label)}文字不全，按上下各行只能是“${lineName(table, line)}”，已按此读取；请核对原件`,
      );
    });
    from = to;
  }
  return result;
}

/** A line met again where no header stands is another list, not the statutory table. */
function withoutOrphans(rows: readonly RowReading[], say: Say): RowReading[] {
  const headed = new Set(rows.flatMap((row) => (row.columns?.length ? [row.line] : [])));
  return rows.filter((row) => {
    const isOrphan = row.columns === null && row.line !== null && headed.has(row.line);
    if (isOrphan)
      say("warning", row, `${quoted(row.label)}在没有表头的另一处又出现，未采用；请核对原件`);
    return !isOrphan;
  });
}

function withoutRepeats(
  rows: readonly RowReading[],
  say: Say,
): { readonly kept: readonly RowReading[]; readonly twice: number } {
  const times = new Map<string, number>();
  for (const { line } of rows) if (line !== null) times.set(line, (times.get(line) ?? 0) + 1);
  const repeats = rows.filter((row) => row.line !== null && (times.get(row.line) ?? 0) > 1);
  for (const row of repeats)
    say(
      "error",
      row,
      `${quoted(row.label)}一行印了不止一次，无法判断以哪一行为准，均未读取；请核对原件`,
    );
  return { kept: rows.filter((row) => !repeats.includes(row)), twice: repeats.length };
}

function explain(row: RowReading, table: Table, say: Say): void {
  if (row.line === null)
    say(
      "error",
      row,
      `多出一行或标题无法辨认：${row.label ? quoted(row.label) : "（无标题）"}，未读取；请核对原件`,
    );
  else if (!row.columns?.length)
    say(
      "error",
      row,
      `${quoted(lineName(table, row.line))}上方的表头缺列、多列或无法辨认，该行未读取；请核对原件`,
    );
  else if (row.figures === null)
    say(
      "error",
      row,
      `${quoted(lineName(table, row.line))}一行的单元格与表头对不上（缺格、多格或合并有误），该行未读取；请核对原件`,
    );
}

/** Columns that stand elsewhere than in the form: read by their labels, but a header may have slipped. */
function movedColumns(code: TableCode, rows: readonly RowReading[]): Problem[] {
  const table = tableOf(code);
  const moved = new Map<string, Problem>();
  for (const { columns, where } of rows) {
    const due = table.columns.filter((column) => columns?.includes(column.code));
    due.forEach((column, i) => {
      if (columns?.[i] === column.code || moved.has(column.code)) return;
      const message = `${nameOf(table)}的“${column.label}”一列不在格式规定的位置，已按表头读取；请核对表头是否错位`;
      moved.set(column.code, {
        severity: "warning",
        message,
        table: code,
        column: column.code,
        where,
      });
    });
  }
  return [...moved.values()];
}
