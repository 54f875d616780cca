import { EDITIONS } from "#domain/form/edition";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import { columnsIn } from "#domain/form/cells";
import type { Column, Table } from "#domain/form/table";
import type { GridCell } from "../read/document";
import { LOST_CHARACTER } from "../read/encoding";
import type { FormLabels, Label } from "./form-labels";
import { inferColumns } from "./label-likeness";
import { isRatioLabel } from "./ratios";
import type { HeaderColumn } from "./row-figures";

interface HeaderCell {
  readonly cell: GridCell;
  /** The text of the cell, after those of the cells above it that begin its label. */
  readonly text: string;
  readonly labels: readonly Label[];
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

/** A unit of which a character is lost: 万元 may have stood there. */
const LOST_UNIT = /\uFFFD\s*元|[(（]单位[^)）]*\uFFFD/;

/** The unit of money that a label prints, if any; {@link LOST_CHARACTER} where it cannot be made out. */
export function findUnit(text: string): string | undefined {
  if (LOST_UNIT.test(text)) return LOST_CHARACTER;
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

  add(cell: GridCell, own: readonly Label[]): void {
    const held = this.joinWithAbove(cell, own);
    this.cells.push(held);
    this.reading = undefined;
    if (held.labels.some(isColumn)) this.firstSlot = Math.min(this.firstSlot, cell.column);
    else if (held.labels.some(isLine)) this.lineLabels += 1;
  }

  /** Whether the header names lines too, as where table 四 is printed in one row. */
  get namesLines(): boolean {
    const isAcross = this.labels.table.code === REVIEW_LITIGATION.code;
    return this.lineLabels > (isAcross ? 0 : 1);
  }

  /** Whether a cell without a label of its own stands under one of the header's. */
  continuesIn(cell: GridCell): boolean {
    const above = this.above(cell);
    return cell.column > 0 && above !== undefined && above.cell.column > 0;
  }

  /**
   * A label whose words stand one above the other, each in a cell of its own: 商业 over 企业. Words that
   * make no label with those above stay a note to it.
   */
  private joinWithAbove(cell: GridCell, own: readonly Label[]): HeaderCell {
    const above = own.length === 0 ? this.above(cell) : undefined;
    if (!above || above.labels.some(({ kind }) => kind === "heading" || kind === "group"))
      return { cell, text: cell.text, labels: own };
    const text = above.text + cell.text;
    const labels = this.labels.of(text);
    return labels.length === 0 && above.labels.some(isColumn)
      ? { ...above, cell }
      : { cell, text, labels };
  }

  /** The lowest cell above a cell that has its slots and no other. */
  private above({ row, column, columnSpan }: GridCell): HeaderCell | undefined {
    return this.cells.findLast(
      ({ cell }) => cell.row < row && cell.column === column && cell.columnSpan === columnSpan,
    );
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

  /**
   * The columns in the order of their labels, of a header whose merged cells are wrong: each heading
   * stands for the columns under it. Undefined where they are not in the form's order.
   */
  get columnsInOrder(): HeaderReading | undefined {
    const named = this.cells.flatMap(({ cell, text, labels }) => {
      const label = labels.find(({ kind }) => kind === "column" || kind === "heading");
      const unit = findUnit(text);
      return label ? [{ label, from: cell.column, ...(unit ? { unit } : {}) }] : [];
    });
    const headings = named.flatMap(({ label }) => (label.kind === "heading" ? [label.code] : []));
    const headingOf = ({ code }: Label): string =>
      this.labels.table.columns.find((column) => column.code === code)?.heading ?? "";
    const inOrder = named.flatMap((entry) => {
      const { label } = entry;
      if (label.kind === "heading")
        return named.filter(
          (other) => isColumn(other.label) && headingOf(other.label) === label.code,
        );
      return headings.includes(headingOf(label)) ? [] : [entry];
    });
    const codes = inOrder.map(({ label }) => label.code).join();
    const isWhole = columnSets(this.labels.table).some((set) => set.map(codeOf).join() === codes);
    if (!isWhole) return undefined;
    const columns = inOrder.map(({ label, from, ...unit }) => ({
      code: label.code,
      from,
      to: from + 1,
      ...unit,
    }));
    return { columns, inferred: [] };
  }

  private resolve(after: number): HeaderReading | undefined {
    const leaves = this.leavesFrom(after).filter(({ text }) => !isRatioLabel(text));
    const known = leaves.map(({ text, labels }) => {
      const label = labels.find(isColumn);
      return label ? { code: label.code } : { text };
    });
    const sets = columnSets(this.labels.table);
    const codes = known.flatMap((column) => ("code" in column ? [column.code] : []));
    const whole =
      codes.length === known.length &&
      sets.find((set) => set.length === codes.length && set.every((c) => codes.includes(c.code)));
    const columns = whole
      ? codes.flatMap((code) => whole.find((column) => column.code === code) ?? [])
      : inferColumns(sets, known);
    if (!columns || new Set(columns).size !== leaves.length || !areTogether(columns))
      return undefined;
    return {
      columns: leaves.flatMap(({ cell, text }, i) => {
        const code = columns[i]?.code;
        if (code === undefined) return [];
        const unit = findUnit(text);
        const from = cell.column;
        return { code, from, to: from + cell.columnSpan, ...(unit ? { unit } : {}) };
      }),
      inferred: leaves.flatMap(({ text }, i) => {
        const column = columns[i];
        const found = known[i];
        return column && found && "text" in found ? { text, column } : [];
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

  /**
   * All columns of each line that a header names; undefined where a line lacks one. Where its merged
   * cells are wrong, all lines and columns must be named in the form's order.
   */
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
    const printed = this.codesOf("line");
    const all = printed.length * table.columns.length;
    const isWhole =
      all > 0 &&
      columns.length === all &&
      names.size === all &&
      this.codesOf("column").length === all;
    return isWhole ? columns : this.acrossInOrder;
  }

  private get acrossInOrder(): readonly HeaderColumn[] | undefined {
    const { lines, columns } = this.labels.table;
    const due = lines.flatMap((line) => columns.map(({ code }) => ({ code, line: line.code })));
    const isWhole =
      this.codesOf("line").join() === lines.map(codeOf).join() &&
      this.codesOf("column").join() === due.map(codeOf).join();
    return isWhole ? due.map((column, i) => ({ ...column, from: i, to: i + 1 })) : undefined;
  }

  /** Codes of the labels of a kind in printed order. */
  private codesOf(kind: Label["kind"]): string[] {
    return this.cells.flatMap(({ labels }) => labels.find((l) => l.kind === kind)?.code ?? []);
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

/** Whether columns that share a heading follow one another: else merged cells have moved them. */
function areTogether(columns: readonly Column[]): boolean {
  return columns.every(
    ({ heading }, i) =>
      heading === undefined ||
      columns[i - 1]?.heading === heading ||
      columns.findIndex((column) => column.heading === heading) === i,
  );
}

function codeOf({ code }: { readonly code: string }): string {
  return code;
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
