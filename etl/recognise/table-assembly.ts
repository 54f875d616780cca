import { columnsIn, linesIn, type TableCode, tableOf } from "#domain/form/cells";
import { type Edition, EDITIONS } from "#domain/form/edition";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import type { Table } from "#domain/form/table";
import type { PrintedCell } from "#domain/report/printed-cell";
import { readIssue, type ReadIssue } from "#domain/report/read-issue";
import { readRowCells } from "./cell-text";
import { refuseUnconfirmed } from "./confirmed-cells";
import { inferLines } from "./label-likeness";
import type { RowReading, TableReading } from "./table-reading";
import { findSumMismatches, findUnconfirmedLines, findUnusualBlanks } from "./table-warnings";

/** A statutory table with its cells and its possible editions. */
export interface AssembledTable {
  readonly cells: readonly PrintedCell[];
  /** Every edition whose lines are exactly those printed; none when something is missing. */
  readonly editions: readonly Edition[];
  readonly issues: readonly ReadIssue[];
}

/**
 * Turns the rows found of a table into cells: unknown labels are inferred from their neighbours or
 * refused, lines printed twice are refused, and an edition applies when exactly its lines and columns
 * are there.
 *
 * @param flattened whether the table was text, one cell a line, so that its sums must confirm it
 * @param blanksShow whether blank cells are visible in that text
 * @param recognised whether its text was recognised in a picture, so that its identities must confirm it
 */
export function assembleTable(
  code: TableCode,
  reading: TableReading,
  {
    flattened = false,
    blanksShow = true,
    recognised = false,
  }: {
    readonly flattened?: boolean;
    readonly blanksShow?: boolean;
    readonly recognised?: boolean;
  } = {},
): AssembledTable {
  const table = tableOf(code);
  const issues: ReadIssue[] = [];
  const rows = dropOrphans(code, inferUnknownRows(code, reading.rows, issues), issues);
  const { kept, repeated } = dropRepeats(code, rows, issues);
  issues.push(...findRowIssues(code, kept));
  const readable = kept.filter((row) => row.figures !== null && row.line !== null);
  const isComplete = readable.length === kept.length && repeated === 0;
  const editions = isComplete
    ? EDITIONS.filter((edition) => hasEdition(table, readable, edition))
    : [];
  const differences = editions.length === 0 ? findDifferences(table, kept) : undefined;
  if (differences) issues.push(readIssue("table_incomplete", { table: code, ...differences }));
  issues.push(...findMovedColumns(code, readable));
  const [edition] = editions;
  const extraRows = readable.filter(
    (row) => row.line !== null && differences?.extra.includes(row.line),
  );
  issues.push(...extraRows.map((row) => readIssue("row_not_of_edition", factsOf(code, row))));
  const read = readable
    .filter((row) => !extraRows.includes(row))
    .flatMap((row) => readRowCells(row, code, issues));
  const confirmed = recognised ? refuseUnconfirmed(code, edition, read) : undefined;
  const cells = confirmed?.cells ?? read;
  issues.push(...(confirmed?.issues ?? []));
  const isBlank = cells.length > 0 && cells.every(({ state }) => state === "blank");
  const location = cells[0]?.where ?? {};
  if (isBlank && edition !== undefined)
    issues.push(
      isOftenBlank(code)
        ? readIssue("cases_blank", { table: code, location })
        : readIssue("table_blank", { table: code, location }),
    );
  if (cells.length > 0 && cells.every(({ state }) => state === "dash"))
    issues.push(readIssue("table_dashed", { table: code, location }));
  return {
    cells,
    editions: isBlank && !isOftenBlank(code) ? [] : editions,
    issues: [
      ...reading.issues,
      ...issues,
      ...findUnusualBlanks(code, cells),
      ...(edition === undefined ? [] : findSumMismatches(code, edition, cells, flattened)),
      ...(edition === undefined || blanksShow ? [] : findUnconfirmedLines(code, edition, cells)),
    ],
  };
}

/**
 * Whether bodies leave the table blank where there was nothing to count. A blank one of the others was
 * not filled in, or its figures are where they cannot be read.
 */
function isOftenBlank(code: TableCode): boolean {
  return code === REVIEW_LITIGATION.code;
}

/** The facts of an issue of a row: its label, its location and, where it is known, its line. */
function factsOf(table: TableCode, { label, location, line }: RowReading) {
  return { table, label, location, ...(line === null ? {} : { line }) };
}

/** Gives rows with an unknown label the line that the rows around them leave as the only choice. */
function inferUnknownRows(
  code: TableCode,
  rows: readonly RowReading[],
  issues: ReadIssue[],
): RowReading[] {
  const result = [...rows];
  for (let from = 0; from < result.length; from += 1) {
    if (result[from]?.line !== null) continue;
    let to = from;
    while (to < result.length && result[to]?.line === null) to += 1;
    const labels = result.slice(from, to).map((row) => row.label);
    const lines = inferLines(
      tableOf(code),
      labels,
      result[from - 1]?.line ?? null,
      result[to]?.line ?? null,
    );
    lines?.forEach((line, i) => {
      const row = result[from + i];
      if (!row) return;
      result[from + i] = { ...row, line };
      issues.push(readIssue("row_label_inferred", { ...factsOf(code, row), line }));
    });
    from = to;
  }
  return result;
}

/** Drops rows that repeat a line where no header is: they belong to another list. */
function dropOrphans(
  code: TableCode,
  rows: readonly RowReading[],
  issues: ReadIssue[],
): RowReading[] {
  const headed = new Set(rows.flatMap((row) => (row.columns?.length ? [row.line] : [])));
  return rows.filter((row) => {
    const isOrphan = row.columns === null && row.line !== null && headed.has(row.line);
    if (isOrphan) issues.push(readIssue("row_without_header", factsOf(code, row)));
    return !isOrphan;
  });
}

/** Drops every row of a line that is printed more than once. */
function dropRepeats(
  code: TableCode,
  rows: readonly RowReading[],
  issues: ReadIssue[],
): { readonly kept: readonly RowReading[]; readonly repeated: number } {
  const times = new Map<string, number>();
  for (const { line } of rows) if (line !== null) times.set(line, (times.get(line) ?? 0) + 1);
  const repeats = rows.filter((row) => row.line !== null && (times.get(row.line) ?? 0) > 1);
  issues.push(...repeats.map((row) => readIssue("row_repeated", factsOf(code, row))));
  return { kept: rows.filter((row) => !repeats.includes(row)), repeated: repeats.length };
}

/** Rows under an unreadable header that have an issue each; more share one. */
const FEW_ROWS = 3;

function findRowIssues(code: TableCode, rows: readonly RowReading[]): readonly ReadIssue[] {
  const issues = rows.flatMap((row) => findRowIssue(code, row) ?? []);
  const unheaded = issues.filter((issue) => issue.code === "row_header_unreadable");
  const [first] = unheaded;
  if (!first || unheaded.length <= FEW_ROWS) return issues;
  const location = first.where;
  const facts = { table: code, rows: unheaded.length, ...(location && { location }) };
  return [
    readIssue("rows_header_unreadable", facts),
    ...issues.filter((issue) => !unheaded.includes(issue)),
  ];
}

/** The issue of a row whose figures are not read; undefined where they are. */
function findRowIssue(code: TableCode, row: RowReading): ReadIssue | undefined {
  const { line } = row;
  if (line === null) return readIssue("row_unknown", factsOf(code, row));
  if (!row.columns?.length)
    return readIssue("row_header_unreadable", { ...factsOf(code, row), line });
  return row.figures === null
    ? readIssue("row_cells_misplaced", { ...factsOf(code, row), line })
    : undefined;
}

/** An issue of each column that is not where the form has it: the header may be displaced. */
function findMovedColumns(code: TableCode, rows: readonly RowReading[]): ReadIssue[] {
  const table = tableOf(code);
  const moved = new Map<string, ReadIssue>();
  for (const { columns, location } of rows) {
    const due = table.columns.filter((column) => columns?.includes(column.code));
    due.forEach((column, i) => {
      if (columns?.[i] === column.code || moved.has(column.code)) return;
      const facts = { table: code, column: column.code, location };
      moved.set(column.code, readIssue("column_moved", facts));
    });
  }
  return [...moved.values()];
}

/** Whether exactly the lines and columns of an edition are there. */
function hasEdition(table: Table, rows: readonly RowReading[], edition: Edition): boolean {
  const lines = linesIn(table, edition);
  if (lines.length !== rows.length) return false;
  return lines.every((line) => {
    const printed = rows.find((row) => row.line === line.code)?.columns;
    const due = columnsIn(table, line, edition);
    return printed?.length === due.length && due.every((column) => printed.includes(column.code));
  });
}

interface Differences {
  readonly edition: Edition;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/**
 * The lines by which a table differs from the edition closest to it. Where both editions are as close,
 * every line that only one of them has counts as extra.
 */
function findDifferences(table: Table, rows: readonly RowReading[]): Differences | undefined {
  const found = rows.flatMap((row) => row.line ?? []);
  const faults = EDITIONS.map((edition) => {
    const due = linesIn(table, edition).map((line) => line.code);
    return {
      edition,
      missing: due.filter((line) => !found.includes(line)),
      extra: found.filter((line) => !due.includes(line)),
    };
  });
  const size = ({ missing, extra }: Differences): number => missing.length + extra.length;
  const least = Math.min(...faults.map(size));
  const [closest, ...tied] = faults.filter((fault) => size(fault) === least);
  return closest && { ...closest, extra: [closest, ...tied].flatMap(({ extra }) => extra) };
}
