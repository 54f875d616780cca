import { columnsIn, linesIn, tableOf, type TableCode } from "./cells";
import { cellName } from "./cell-name";
import { EDITIONS, type Edition } from "./edition";
import { PRINTED_CHECK } from "./requests";
import { UNITS, wordingIn, type Column, type Group, type Line, type Table } from "./table";

/** A box of a printed table: words of the form, or the place of a figure. */
export interface LayoutBox {
  readonly text: string;
  /** Name of the cell whose figure stands here. */
  readonly cell?: string;
  readonly rows: number;
  readonly columns: number;
  /** What the words head: the boxes below, those to the right, or several rows to the right. */
  readonly heads?: "column" | "row" | "rowgroup";
}

/** The boxes of a table, each in the row and in the order in which it begins. */
export type LayoutRows = readonly (readonly LayoutBox[])[];

export interface TableLayout {
  /** How many of the first rows are repeated on every page. */
  readonly headerRows: number;
  readonly rows: LayoutRows;
}

/** Words that the form prints in its tables though they name no line and no column. */
const CONTENT = "信息内容";
const APPLICANTS = "申请人情况";

const columnHead = (text: string, columns = 1, rows = 1): LayoutBox => ({
  text,
  columns,
  rows,
  heads: "column",
});
const rowHead = (text: string, columns = 1): LayoutBox => ({
  text,
  columns,
  rows: 1,
  heads: "row",
});
const groupHead = (text: string, rows: number): LayoutBox => ({
  text,
  columns: 1,
  rows,
  heads: "rowgroup",
});
const cellBox = (line: Line, column: Column, columns = 1): LayoutBox => ({
  text: "",
  cell: cellName(line.code, column.code),
  rows: 1,
  columns,
});

/** Widths of one, two or three value columns that together fill three. */
const WIDTHS: Readonly<Record<number, readonly number[]>> = { 1: [3], 2: [1, 2], 3: [1, 1, 1] };

/** The header of a value column: money states its unit. */
function headingOf(column: Column): string {
  return UNITS[column.unit].isPrinted ? `${column.label}（单位：${column.unit}）` : column.label;
}

function layOutDisclosure(table: Table, edition: Edition): LayoutBox[][] {
  return table.groups.flatMap((group) => {
    const lines = linesIn(table, edition).filter((line) => line.group === group.code);
    const [first] = lines;
    if (!first) return [];
    const columns = columnsIn(table, first, edition);
    const widths = WIDTHS[columns.length] ?? [];
    return [
      [columnHead(group.label, 4)],
      [
        columnHead(CONTENT),
        ...columns.map((column, i) => columnHead(headingOf(column), widths[i])),
      ],
      ...lines.map((line) => [
        rowHead(wordingIn(line.label, edition)),
        ...columns.map((column, i) => cellBox(line, column, widths[i])),
      ]),
    ];
  });
}

/** The groups round a line, the outermost first. */
function groupsAround(table: Table, line: Line): Group[] {
  const named = (code: string | undefined): Group[] =>
    table.groups.filter((group) => group.code === code);
  const [own] = named(line.group);
  return own ? [...named(own.within), own] : [];
}

function layOutRequests(table: Table, edition: Edition): LayoutBox[][] {
  const lines = linesIn(table, edition);
  const opened = new Set<Group>();
  const body = lines.map((line) => {
    const round = groupsAround(table, line);
    const opening = round.filter((group) => !opened.has(group));
    for (const group of opening) opened.add(group);
    return [
      ...opening.map((group) =>
        groupHead(
          `${group.numeral ?? ""}${group.label}`,
          lines.filter((other) => groupsAround(table, other).includes(group)).length,
        ),
      ),
      rowHead(`${line.numeral ?? ""}${wordingIn(line.label, edition)}`, 3 - round.length),
      ...table.columns.map((column) => cellBox(line, column)),
    ];
  });
  const shared = table.columns.filter((column) => column.heading);
  const [firstShared] = shared;
  return [
    [columnHead(PRINTED_CHECK, 3, 3), columnHead(APPLICANTS, table.columns.length)],
    table.columns.flatMap((column) => {
      if (!column.heading) return [columnHead(column.label, 1, 2)];
      return column === firstShared ? [columnHead(column.heading, shared.length)] : [];
    }),
    shared.map((column) => columnHead(column.label)),
    ...body,
  ];
}

function layOutDisputes(table: Table, edition: Edition): LayoutBox[][] {
  const width = table.columns.length;
  const results = (rows: number): LayoutBox[] =>
    table.columns.map((column) => columnHead(column.label, 1, rows));
  const alone = table.lines.filter((line) => !line.group);
  const grouped = table.lines.filter((line) => line.group);
  const named = (line: Line): LayoutBox => columnHead(wordingIn(line.label, edition), width);
  return [
    [
      ...alone.map(named),
      ...table.groups.map((group) => columnHead(group.label, width * grouped.length)),
    ],
    [...alone.flatMap(() => results(2)), ...grouped.map(named)],
    grouped.flatMap(() => results(1)),
    [...alone, ...grouped].flatMap((line) => table.columns.map((column) => cellBox(line, column))),
  ];
}

/** Whether both editions print a table alike: the table of a report then does not show its edition. */
export function isAlikeInEditions(code: TableCode): boolean {
  const [first, ...others] = EDITIONS.map((edition) => JSON.stringify(layoutOf(code, edition)));
  return others.every((other) => other === first);
}

/** How the form prints a table of an edition, made from the declaration. */
export function layoutOf(code: TableCode, edition: Edition): TableLayout {
  const table = tableOf(code);
  switch (code) {
    case "proactive_disclosure":
      return { headerRows: 0, rows: layOutDisclosure(table, edition) };
    case "requests":
      return { headerRows: 3, rows: layOutRequests(table, edition) };
    case "review_litigation":
      return { headerRows: 3, rows: layOutDisputes(table, edition) };
  }
}
