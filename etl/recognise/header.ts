import { EDITIONS } from "#domain/form/edition";
import { columnsIn } from "#domain/form/cells";
import type { Column, Table } from "#domain/form/table";
import type { GridCell } from "../read/document";
import type { FormLabels, Label } from "./form-labels";
import { inferColumns } from "./label-likeness";

interface HeaderCell {
  readonly cell: GridCell;
  readonly labels: readonly Label[];
}

/** A column of the grid that the header names. */
export interface HeaderColumn {
  readonly code: string;
  readonly line?: string;
  /** Index of the first slot, and of the slot after the last. */
  readonly from: number;
  readonly to: number;
  readonly unit?: string;
}

/** A damaged label, and the column that it must be. */
export interface InferredColumn {
  readonly text: string;
  readonly column: Column;
}

interface HeaderReading {
  readonly columns: readonly HeaderColumn[];
  readonly inferred: readonly InferredColumn[];
}

/** The unit of money that a label prints, if any. */
export function findUnit(text: string): string | undefined {
  return /亿元|万元|元/.exec(text)?.[0];
}

/** The rows of labels above the figures, gathered row by row. */
export class Header {
  readonly cells: HeaderCell[] = [];
  /** Whether rows of figures have followed, so that the next row of labels starts another header. */
  closed = false;
  /** First slot under a recognised column. */
  firstSlot = Infinity;
  /** Number of its labels that are lines of the form. */
  private lineLabels = 0;
  private reading:
    { readonly after: number; readonly header: HeaderReading | undefined } | undefined;

  constructor(private readonly labels: FormLabels) {}

  add(cell: GridCell, labels: readonly Label[]): void {
    this.cells.push({ cell, labels });
    this.reading = undefined;
    if (labels.some(isColumn)) this.firstSlot = Math.min(this.firstSlot, cell.column);
    else if (labels.some(isLine)) this.lineLabels += 1;
  }

  /** Whether the header names lines too, as where table 四 is printed in one row. */
  get namesLines(): boolean {
    return this.lineLabels > 1;
  }

  /**
   * The columns to the right of the label cells.
   *
   * @param after index of the slot after the last label cell
   * @returns undefined where they are not exactly the columns of a line of the form
   */
  columnsAfter(after: number): HeaderReading | undefined {
    if (this.reading?.after !== after) this.reading = { after, header: this.resolve(after) };
    return this.reading.header;
  }

  private resolve(after: number): HeaderReading | undefined {
    const leaves = this.leavesFrom(after);
    const known = leaves.map(({ cell, labels }) => {
      const label = labels.find(isColumn);
      return label ? { code: label.code } : { text: cell.text };
    });
    const sets = columnSets(this.labels.table);
    const codes = known.flatMap((column) => ("code" in column ? [column.code] : []));
    const whole =
      codes.length === known.length &&
      sets.find((set) => set.length === codes.length && set.every((c) => codes.includes(c.code)));
    const columns = whole
      ? codes.flatMap((code) => whole.find((column) => column.code === code) ?? [])
      : inferColumns(sets, known);
    if (!columns || new Set(columns).size !== leaves.length) return undefined;
    return {
      columns: leaves.flatMap(({ cell }, i) => {
        const code = columns[i]?.code;
        if (code === undefined) return [];
        const unit = findUnit(cell.text);
        const from = cell.column;
        return { code, from, to: from + cell.columnSpan, ...(unit ? { unit } : {}) };
      }),
      inferred: leaves.flatMap(({ cell }, i) => {
        const column = columns[i];
        const found = known[i];
        return column && found && "text" in found ? { text: cell.text, column } : [];
      }),
    };
  }

  /** The lowest label above each slot, left to right. */
  private leavesFrom(after: number): HeaderCell[] {
    const lowest: HeaderCell[] = [];
    for (const held of this.cells) {
      const { cell } = held;
      for (let slot = cell.column; slot < cell.column + cell.columnSpan; slot += 1)
        lowest[slot] = held;
    }
    return [...new Set(lowest.slice(after))].filter(
      (held) => held !== undefined && (held.cell.column >= after || held.labels.some(isColumn)),
    );
  }

  /** All columns of all lines of a header that names lines too; undefined where one is missing. */
  get acrossColumns(): readonly HeaderColumn[] | undefined {
    const { table } = this.labels;
    const lines = this.coverage("line");
    const leaves = this.coverage("column");
    const columns: HeaderColumn[] = [];
    leaves.forEach((leaf, slot) => {
      const line = lines[slot]?.labels.find(isLine)?.code;
      const code = leaf?.labels.find(isColumn)?.code;
      if (line === undefined || code === undefined) return;
      const last = columns.at(-1);
      if (last && last.line === line && last.code === code && leaf === leaves[slot - 1])
        columns[columns.length - 1] = { ...last, to: slot + 1 };
      else columns.push({ code, line, from: slot, to: slot + 1 });
    });
    const names = new Set(columns.map((column) => `${column.line} ${column.code}`));
    const all = table.lines.length * table.columns.length;
    return columns.length === all && names.size === all ? columns : undefined;
  }

  /**
   * The lowest label of a kind above each slot. A label whose merged cell was taken apart covers
   * the blanks after it.
   */
  private coverage(kind: Label["kind"]): (HeaderCell | undefined)[] {
    const over: (HeaderCell | undefined)[] = [];
    for (const held of this.cells) {
      if (!held.labels.some((label) => label.kind === kind)) continue;
      const { cell } = held;
      let end = cell.column + cell.columnSpan;
      if (kind === "line" && cell.columnSpan === 1)
        while (
          this.isBlankAt(cell.row, end) &&
          end - cell.column < this.labels.table.columns.length
        )
          end += 1;
      for (let slot = cell.column; slot < end; slot += 1) over[slot] = held;
    }
    return over;
  }

  private isBlankAt(row: number, slot: number): boolean {
    return this.blanks.has(`${row} ${slot}`);
  }

  private readonly blanks = new Set<string>();

  /** Adds a blank cell of a header row; it may be part of a merged cell that was taken apart. */
  addBlank(cell: GridCell): void {
    this.blanks.add(`${cell.row} ${cell.column}`);
  }
}

function isLine(label: Label): boolean {
  return label.kind === "line";
}

function isColumn(label: Label): boolean {
  return label.kind === "column";
}

const SETS = new Map<Table, readonly (readonly Column[])[]>();

/** The distinct sets of columns that lines of a table have. */
export function columnSets(table: Table): readonly (readonly Column[])[] {
  const known = SETS.get(table);
  if (known) return known;
  const sets = new Map<string, readonly Column[]>();
  for (const edition of EDITIONS)
    for (const line of table.lines) {
      const columns = columnsIn(table, line, edition);
      if (columns.length > 0) sets.set(columns.map((column) => column.code).join(), columns);
    }
  SETS.set(table, [...sets.values()]);
  return [...sets.values()];
}
