import { cellPositionOf, findCellPosition } from "../form/cell-positions";
import { CELLS, sumsIn, TABLE_CODES, type TableCode } from "../form/cells";
import type { Edition } from "../form/edition";
import type { CheckedReport } from "./checked-report";
import type { CellState } from "./printed-cell";

/** Where a value comes from; powers of two, so that those of several values can be combined. */
export const MISSING = 1;
export const PRINTED = 2;
/** Blank or slash: 0 in arithmetic. */
export const EMPTY = 4;
/** A dash, which may stand for 0 or for "not applicable". */
export const DASH = 8;
export const UNREADABLE = 16;
/** A blank total, computed from its parts. */
export const COMPUTED = 32;

const STATE_BITS: Record<CellState, number> = {
  number: PRINTED,
  blank: EMPTY,
  slash: EMPTY,
  dash: DASH,
  note: UNREADABLE,
  illegible: UNREADABLE,
};

interface FillableTotal {
  readonly total: number;
  readonly parts: readonly number[];
}

const FILLABLE_TOTALS = new Map<string, readonly FillableTotal[]>();

function fillableTotalsIn(table: TableCode, edition: Edition): readonly FillableTotal[] {
  const key = `${table}${edition}`;
  const known = FILLABLE_TOTALS.get(key);
  if (known) return known;
  const made = sumsIn(table, edition).map((sum) => ({
    total: cellPositionOf(sum.total.name),
    parts: sum.parts.map((part) => cellPositionOf(part.name)),
  }));
  FILLABLE_TOTALS.set(key, made);
  return made;
}

/**
 * The figures of a report by position. A blank counts as 0; a blank total is computed from its
 * parts, since a total that was left out is no error of arithmetic (上海市科委 2024, 上海市政府办公厅 2019).
 */
export class ReportValues {
  readonly values = new Float64Array(CELLS.length);
  readonly bits = new Uint8Array(CELLS.length).fill(MISSING);

  constructor(report: PrintedTables) {
    for (const [name, cell] of report.cells) {
      const position = findCellPosition(name);
      if (position === undefined) continue;
      this.bits[position] = STATE_BITS[cell.state];
      this.values[position] = cell.value ?? 0;
    }
    for (const table of TABLE_CODES) {
      const edition = report.forms[table];
      if (edition) for (const fill of fillableTotalsIn(table, edition)) this.#complete(fill);
    }
  }

  #complete({ total, parts }: FillableTotal): void {
    if (this.bits[total] !== EMPTY) return;
    let sum = 0;
    for (const part of parts) {
      if (this.bitsAt(part) & (MISSING | UNREADABLE | DASH)) return;
      sum += this.at(part);
    }
    if (sum === 0) return;
    this.values[total] = sum;
    this.bits[total] = EMPTY | COMPUTED;
  }

  /** Value at a position: 0 for what is blank or not there. */
  at(position: number): number {
    return this.values[position] ?? 0;
  }

  bitsAt(position: number): number {
    return this.bits[position] ?? MISSING;
  }

  /** Value of a named cell, blank as 0, a blank total computed; null where it is missing, unreadable or a dash. */
  valueOf(name: string): number | null {
    const position = findCellPosition(name);
    if (position === undefined) return null;
    return this.bitsAt(position) & (MISSING | UNREADABLE | DASH) ? null : this.at(position);
  }

  /** Sum of named cells; null as soon as one of them cannot be known. */
  sumOf(names: readonly string[]): number | null {
    let sum = 0;
    for (const name of names) {
      const value = this.valueOf(name);
      if (value === null) return null;
      sum += value;
    }
    return sum;
  }
}

type PrintedTables = Pick<CheckedReport, "cells" | "forms">;
const valuesByReport = new WeakMap<PrintedTables, ReportValues>();

/** The figures of a report, worked out once however often it is last year's or a child's. */
export function reportValuesOf(report: PrintedTables): ReportValues {
  const made = valuesByReport.get(report) ?? new ReportValues(report);
  valuesByReport.set(report, made);
  return made;
}
