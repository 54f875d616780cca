import { columnsIn, linesIn, tableOf, type Cell, type TableCode } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { PRINTED_CHECK } from "#domain/form/requests";
import { wordingIn, type Column, type Group, type Line, type Table } from "#domain/form/table";

/** A box of a printed table: words of the form, or the place of a figure. */
export interface Box {
  readonly text: string;
  /** Name of the cell whose figure stands here. */
  readonly figure?: string;
  readonly rows: number;
  readonly columns: number;
  /** May be set one character a line: a narrow label on the left. */
  readonly narrow?: true;
}

/** The boxes of a table, each in the row and in the order in which it begins. */
export type TableLayout = readonly (readonly Box[])[];

/** Words that the form prints in its tables though they name no line and no column. */
const CONTENT = "信息内容";
const APPLICANTS = "申请人情况";

const box = (text: string, columns = 1, rows = 1): Box => ({ text, columns, rows });

const figure = (line: Line, column: Column, columns = 1): Box => ({
  text: "",
  figure: `${line.code}_${column.code}` satisfies Cell["name"],
  rows: 1,
  columns,
});

/** Widths of one, two or three value columns that together fill three. */
const WIDTHS: Readonly<Record<number, readonly number[]>> = { 1: [3], 2: [1, 2], 3: [1, 1, 1] };

/** The header of a value column: money states its unit. */
function heading(column: Column): string {
  return column.unit === "万元" ? `${column.label}（单位：${column.unit}）` : column.label;
}

function disclosureLayout(table: Table, edition: Edition): TableLayout {
  return table.groups
    .filter((group) => !group.editions || group.editions.includes(edition))
    .flatMap((group) => {
      const lines = linesIn(table, edition).filter((line) => line.group === group.code);
      const [first] = lines;
      if (!first) return [];
      const columns = columnsIn(table, first, edition);
      const widths = WIDTHS[columns.length] ?? [];
      return [
        [box(group.label, 4)],
        [box(CONTENT), ...columns.map((column, i) => box(heading(column), widths[i]))],
        ...lines.map((line) => [
          box(wordingIn(line.label, edition)),
          ...columns.map((column, i) => figure(line, column, widths[i])),
        ]),
      ];
    });
}

function requestsLayout(table: Table, edition: Edition): TableLayout {
  const lines = linesIn(table, edition);
  const groupOf = (code: string | undefined): Group | undefined =>
    table.groups.find((group) => group.code === code);
  const inside = (line: Line, code: string): boolean =>
    line.group === code || groupOf(line.group)?.within === code;
  const opened = new Set<string>();
  const rows = lines.map((line) => {
    const boxes: Box[] = [];
    const around = [groupOf(groupOf(line.group)?.within), groupOf(line.group)];
    for (const group of around) {
      if (!group || opened.has(group.code)) continue;
      opened.add(group.code);
      const height = lines.filter((other) => inside(other, group.code)).length;
      boxes.push({ ...box(`${group.numeral ?? ""}${group.label}`, 1, height), narrow: true });
    }
    const depth = around.filter(Boolean).length;
    const label = `${line.numeral ?? ""}${wordingIn(line.label, edition)}`;
    boxes.push(box(label, 3 - depth));
    return [...boxes, ...table.columns.map((column) => figure(line, column))];
  });
  const shared = table.columns.filter((column) => column.heading);
  return [
    [box(PRINTED_CHECK, 3, 3), box(APPLICANTS, table.columns.length)],
    table.columns.flatMap((column) =>
      !column.heading
        ? [box(column.label, 1, 2)]
        : column === shared[0]
          ? [box(column.heading, shared.length)]
          : [],
    ),
    shared.map((column) => box(column.label)),
    ...rows,
  ];
}

function disputesLayout(table: Table): TableLayout {
  const width = table.columns.length;
  const results = (rows: number): Box[] =>
    table.columns.map((column) => box(column.label, 1, rows));
  const grouped = table.lines.filter((line) => line.group);
  const alone = table.lines.filter((line) => !line.group);
  return [
    [
      ...alone.map((line) => box(wordingIn(line.label, 2021), width)),
      ...table.groups.map((group) => box(group.label, width * grouped.length)),
    ],
    [
      ...alone.flatMap(() => results(2)),
      ...grouped.map((line) => box(wordingIn(line.label, 2021), width)),
    ],
    grouped.flatMap(() => results(1)),
    table.lines.flatMap((line) => table.columns.map((column) => figure(line, column))),
  ];
}

function layoutOf(code: TableCode, edition: Edition): TableLayout {
  const table = tableOf(code);
  if (code === "proactive_disclosure") return disclosureLayout(table, edition);
  return code === "requests" ? requestsLayout(table, edition) : disputesLayout(table);
}

const KNOWN = new Map<string, TableLayout>();

/** How the form prints a table of an edition. */
export function tableLayout(code: TableCode, edition: Edition): TableLayout {
  const key = `${code}-${edition}`;
  const layout = KNOWN.get(key) ?? layoutOf(code, edition);
  KNOWN.set(key, layout);
  return layout;
}
