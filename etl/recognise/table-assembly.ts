import { columnsIn, linesIn, type TableCode, tableOf } from "#domain/form/cells";
import { type Edition, EDITION_FACTS, EDITIONS } from "#domain/form/edition";
import type { Table } from "#domain/form/table";
import type { PrintedCell } from "#domain/report/printed-cell";
import type { ReadIssue } from "#domain/report/read-report";
import { readRowCells } from "./cell-text";
import { inferLines } from "./label-likeness";
import {
  lineName,
  quoteLabel,
  type RowReading,
  tableName,
  type TableReading,
} from "./table-reading";
import { findSumMismatches, findUnconfirmedLines, findUnusualBlanks } from "./table-warnings";

/** A statutory table with its cells read and its edition judged. */
export interface AssembledTable {
  readonly cells: readonly PrintedCell[];
  /** Every edition whose lines are exactly those printed; none when something is missing. */
  readonly editions: readonly Edition[];
  readonly problems: readonly ReadIssue[];
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
  const problems: ReadIssue[] = [];
  const say = (severity: ReadIssue["severity"], row: RowReading, message: string): void => {
    const line = row.line === null ? {} : { line: row.line };
    problems.push({
      severity,
      message: `${tableName(table)}：${message}`,
      table: code,
      where: row.where,
      ...line,
    });
  };
  const { kept, twice } = dropRepeats(
    dropOrphans(inferUnknownRows(table, reading.rows, say), say),
    say,
  );
  for (const row of kept) reportUnreadRow(row, table, say);
  const whole = kept.filter((row) => row.figures !== null && row.line !== null);
  const faultless = whole.length === kept.length && twice === 0;
  const editions = faultless ? EDITIONS.filter((edition) => hasEdition(table, whole, edition)) : [];
  const differences = editions.length === 0 ? findDifferences(table, kept) : undefined;
  if (differences)
    problems.push({
      severity: "error",
      message: formatDifferences(table, differences),
      table: code,
    });
  problems.push(...findMovedColumns(code, whole));
  const [edition] = editions;
  const foreign = whole.filter((row) => row.line !== null && differences?.extra.includes(row.line));
  for (const row of foreign)
    say("error", row, `${quoteLabel(row.label)}不是该表格式的一行，未读取；请核对原件`);
  const cells = whole
    .filter((row) => !foreign.includes(row))
    .flatMap((row) => readRowCells(row, code, problems));
  return {
    cells,
    editions,
    problems: [
      ...reading.problems.map((problem) => ({ ...problem, table: code })),
      ...problems,
      ...findUnusualBlanks(code, cells),
      ...(edition === undefined ? [] : findSumMismatches(code, edition, cells, flattened)),
      ...(edition === undefined || blanksShow ? [] : findUnconfirmedLines(code, edition, cells)),
    ],
  };
}

type Say = (severity: ReadIssue["severity"], row: RowReading, message: string) => void;

function inferUnknownRows(table: Table, rows: readonly RowReading[], say: Say): RowReading[] {
  const result = [...rows];
  for (let from = 0; from < result.length; from += 1) {
    if (result[from]?.line !== null) continue;
    let to = from;
    while (to < result.length && result[to]?.line === null) to += 1;
    const labels = result.slice(from, to).map((row) => row.label);
    const codes = inferLines(
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
        `标题${quoteLabel(row.label)}文字不全，按上下各行只能是“${lineName(table, line)}”，已按此读取；请核对原件`,
      );
    });
    from = to;
  }
  return result;
}

/** A line met again where no header stands is another list, not the statutory table. */
function dropOrphans(rows: readonly RowReading[], say: Say): RowReading[] {
  const headed = new Set(rows.flatMap((row) => (row.columns?.length ? [row.line] : [])));
  return rows.filter((row) => {
    const isOrphan = row.columns === null && row.line !== null && headed.has(row.line);
    if (isOrphan)
      say("warning", row, `${quoteLabel(row.label)}在没有表头的另一处又出现，未采用；请核对原件`);
    return !isOrphan;
  });
}

function dropRepeats(
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
      `${quoteLabel(row.label)}一行印了不止一次，无法判断以哪一行为准，均未读取；请核对原件`,
    );
  return { kept: rows.filter((row) => !repeats.includes(row)), twice: repeats.length };
}

function reportUnreadRow(row: RowReading, table: Table, say: Say): void {
  if (row.line === null)
    say(
      "error",
      row,
      `多出一行或标题无法辨认：${row.label ? quoteLabel(row.label) : "（无标题）"}，未读取；请核对原件`,
    );
  else if (!row.columns?.length)
    say(
      "error",
      row,
      `${quoteLabel(lineName(table, row.line))}上方的表头缺列、多列或无法辨认，该行未读取；请核对原件`,
    );
  else if (row.figures === null)
    say(
      "error",
      row,
      `${quoteLabel(lineName(table, row.line))}一行的单元格与表头对不上（缺格、多格或合并有误），该行未读取；请核对原件`,
    );
}

/** Columns that stand elsewhere than in the form: read by their labels, but a header may have slipped. */
function findMovedColumns(code: TableCode, rows: readonly RowReading[]): ReadIssue[] {
  const table = tableOf(code);
  const moved = new Map<string, ReadIssue>();
  for (const { columns, where } of rows) {
    const due = table.columns.filter((column) => columns?.includes(column.code));
    due.forEach((column, i) => {
      if (columns?.[i] === column.code || moved.has(column.code)) return;
      const message = `${tableName(table)}的“${column.label}”一列不在格式规定的位置，已按表头读取；请核对表头是否错位`;
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

/** Whether exactly the lines and columns of an edition are there. */
export function hasEdition(table: Table, rows: readonly RowReading[], edition: Edition): boolean {
  const lines = linesIn(table, edition);
  if (lines.length !== rows.length) return false;
  return lines.every((line) => {
    const printed = rows.find((row) => row.line === line.code)?.columns;
    const due = columnsIn(table, line, edition);
    return printed?.length === due.length && due.every((column) => printed.includes(column.code));
  });
}

export interface Differences {
  readonly edition: Edition;
  readonly lacking: readonly string[];
  readonly extra: readonly string[];
}

/**
 * In what lines the table differs from the edition that it is closest to; where both are as close,
 * the lines that only one of them has are all too many.
 */
export function findDifferences(
  table: Table,
  rows: readonly RowReading[],
): Differences | undefined {
  const found = rows.flatMap((row) => row.line ?? []);
  const faults = EDITIONS.map((edition) => {
    const due = linesIn(table, edition).map((line) => line.code);
    return {
      edition,
      lacking: due.filter((line) => !found.includes(line)),
      extra: found.filter((line) => !due.includes(line)),
    };
  });
  const size = ({ lacking, extra }: Differences): number => lacking.length + extra.length;
  const least = Math.min(...faults.map(size));
  const [closest, ...tied] = faults.filter((fault) => size(fault) === least);
  return closest && { ...closest, extra: [closest, ...tied].flatMap(({ extra }) => extra) };
}

/** What is missing and what is too many, as one sentence. */
export function formatDifferences(table: Table, { edition, lacking, extra }: Differences): string {
  const words = (lines: readonly string[]): string =>
    lines.map((line) => `“${lineName(table, line)}”`).join("、");
  const parts = [
    lacking.length > 0 ? `缺少${words(lacking)}` : "",
    extra.length > 0 ? `多出${words(extra)}` : "",
  ].filter(Boolean);
  const what = parts.length > 0 ? parts.join("，") : "各行的列不属于同一格式，或有的行未能读取";
  return `${tableName(table)}不完整：${what}（对照${EDITION_FACTS[edition].name}）；该表不参与计算，请核对原件`;
}
