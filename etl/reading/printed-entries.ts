import { cellByName, cellsIn, type TableCode, TABLE_CODES } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import { type Edition, editionFor, EDITIONS } from "#domain/form/edition";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import { findDoubtfulCells, withoutSettledIssues } from "#domain/report/doubtful-cells";
import type { PrintedCell } from "#domain/report/printed-cell";
import { readIssue } from "#domain/report/read-issue";
import type { ReadReport } from "#domain/report/read-report";
import type { PrintedEntry } from "#domain/reviewed/corrections";
import { readCellText } from "#domain/report/read-cell-text";
import type { ReadingOf } from "../intake/ledger";

/** A reading with what people copied from the original, and why some of it was not taken. */
interface CompletedReading {
  readonly read: ReadReport;
  /** Null for an entry that applies. */
  readonly refusals: ReadonlyMap<PrintedEntry, string | null>;
}

/**
 * Puts what people copied from the original in the place of what the reader could not read. A cell that it read
 * without doubt can only be confirmed. A table that did not count counts once its cells are those of one edition.
 *
 * @param entries those of this report
 */
export function completeReading(
  read: ReadReport,
  entries: readonly PrintedEntry[],
): CompletedReading {
  if (entries.length === 0) return { read, refusals: new Map() };
  const doubtful = findDoubtfulCells(read);
  const found = new Map(read.cells.map((cell) => [nameOf(cell), cell]));
  const refusals = new Map<PrintedEntry, string | null>();
  const entered = new Map<string, PrintedCell>();
  for (const entry of entries) {
    const printed = found.get(entry.cell);
    const cell = enterCell(read, entry, printed, doubtful.has(entry.cell));
    refusals.set(entry, "refusal" in cell ? cell.refusal : null);
    if (!("refusal" in cell)) entered.set(entry.cell, cell.entered);
  }
  const cells = [
    ...read.cells.map((cell) => entered.get(nameOf(cell)) ?? cell),
    ...[...entered].flatMap(([name, cell]) => (found.has(name) ? [] : [cell])),
  ];
  const forms = { ...read.forms };
  const due = dueEdition(read);
  for (const table of TABLE_CODES)
    forms[table] ??= editionOf(table, cells, { found, entered, due });
  const names = new Set(entered.keys());
  return {
    read: {
      ...read,
      cells,
      forms,
      problems: [
        ...withoutSettledIssues({ cells, forms, problems: read.problems }, names).map((issue) =>
          issue.code === "document_unreadable" && TABLE_CODES.some((table) => forms[table] !== null)
            ? readIssue("document_typed", {})
            : issue,
        ),
        ...TABLE_CODES.flatMap((table) => {
          const count = [...entered.values()].filter((cell) => cell.table === table).length;
          return count === 0 ? [] : [readIssue("cells_entered", { table, cells: count })];
        }),
      ],
    },
    refusals,
  };
}

/** What the reader makes of documents, with what people copied from the originals. */
export function openCompletedReadings(
  readingOf: ReadingOf,
  entries: readonly PrintedEntry[],
): ReadingOf {
  const byReport = groupByReport(entries);
  return async (document) => {
    const read = await readingOf(document);
    const own = byReport.get(document.identity?.reportId ?? "");
    return own ? completeReading(read, own).read : read;
  };
}

export function groupByReport<Row extends { readonly report: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.report);
    if (group) group.push(row);
    else groups.set(row.report, [row]);
  }
  return groups;
}

function nameOf({ line, column }: Pick<PrintedCell, "line" | "column">): string {
  return cellName(line, column);
}

function enterCell(
  read: ReadReport,
  { cell: name, expected, printed: text }: PrintedEntry,
  printed: PrintedCell | undefined,
  isDoubtful: boolean,
): { readonly entered: PrintedCell } | { readonly refusal: string } {
  const cell = cellByName(name);
  if (!cell) return { refusal: "表格中没有这个单元格" };
  if ((printed?.raw ?? "") !== expected)
    return {
      refusal: `读取程序现在看到的是“${printed?.raw ?? ""}”，不是“${expected}”；请重新核对原件`,
    };
  const edition = read.forms[cell.table];
  if (!printed && edition !== null)
    return { refusal: `所在的表已按${edition}年格式读全，没有这一格` };
  // What was found in so many words is confirmed as it was read, with what is struck out in it.
  if (printed && text === printed.raw.trim() && printed.state !== "illegible")
    return { entered: printed };
  const { value, state, unit, note } = readCellText(text, cell, printed?.unit);
  if (state === "illegible")
    return { refusal: `“${text}”不像这一格会印的内容；应为数字、“/”、横线，或空着` };
  if (printed && printed.state === state && printed.value === value) return { entered: printed };
  if (printed && !isDoubtful)
    return {
      refusal: `读取程序已读到“${printed.raw}”，没有存疑；原件若印错了数字，请作为更正填写（kind 列空着）`,
    };
  const { table, line, column } = cell;
  const shown = unit ?? printed?.unit;
  return {
    entered: {
      table,
      line,
      column,
      value,
      state,
      raw: text,
      where: printed?.where ?? {},
      ...(shown !== undefined && shown !== cell.unit ? { unit: shown } : {}),
      ...(note === undefined ? {} : { note }),
    },
  };
}

/** The edition on which the tables that count agree, else that of the year. */
function dueEdition({ forms, year }: ReadReport): Edition {
  const agreed = new Set(TABLE_CODES.flatMap((table) => forms[table] ?? []));
  const [edition] = agreed;
  if (edition !== undefined && agreed.size === 1) return edition;
  return year === null ? 2021 : editionFor(year);
}

/**
 * The edition of a table that the reader did not take, where its cells are now exactly those of one. Where the reader
 * missed no cell it doubted the table as a whole, so that a person must have looked at each.
 */
function editionOf(
  table: TableCode,
  cells: readonly PrintedCell[],
  {
    found,
    entered,
    due,
  }: {
    readonly found: ReadonlyMap<string, PrintedCell>;
    readonly entered: ReadonlyMap<string, PrintedCell>;
    readonly due: Edition;
  },
): Edition | null {
  const own = cells.filter((cell) => cell.table === table);
  const names = new Set(own.map(nameOf));
  if (names.size !== own.length || own.length === 0) return null;
  const isAdded = [...entered].some(([name, cell]) => cell.table === table && !found.has(name));
  if (!isAdded && !own.every((cell) => entered.has(nameOf(cell)))) return null;
  if (table !== REVIEW_LITIGATION.code && own.every(({ state }) => state === "blank")) return null;
  const exact = EDITIONS.filter((edition) => {
    const prints = cellsIn(table, edition);
    return prints.length === names.size && prints.every((cell) => names.has(cell.name));
  });
  return exact.find((edition) => edition === due) ?? exact[0] ?? null;
}
