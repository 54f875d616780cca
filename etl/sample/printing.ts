import { type Cell, cellsIn, sumsIn, TABLE_CODES, type TableCode } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import type { CellState } from "#domain/report/printed-cell";
import { positionOf, valueOf, type Figures } from "./figures";
import type { PrintStyle, Slip } from "./story";

/** A cell as a sample report prints it. */
export interface PrintedFigure {
  readonly cell: Cell;
  readonly value: number | null;
  readonly state: CellState;
}

export type FormsPrinted = Readonly<Record<TableCode, Edition>>;

const ALWAYS_STATED = new Set([
  "new_requests",
  "carried_over_in",
  "handled_total",
  "carried_over_out",
]);

function stateOf(
  cell: Cell,
  value: number,
  style: PrintStyle,
  totals: ReadonlySet<Cell>,
): CellState {
  const isTotal = totals.has(cell);
  if (style.blankTotals && cell.table === "requests" && cell.column === "total")
    return ALWAYS_STATED.has(cell.line) ? "number" : "blank";
  if (value !== 0) return "number";
  if (style.slashes && cell.line === "regulations") return "slash";
  return style.zeros === "blank" && !isTotal ? "blank" : "number";
}

interface CellLayout {
  readonly cells: readonly { readonly cell: Cell; readonly position: number }[];
  readonly totals: ReadonlySet<Cell>;
}

function cellLayoutOf(edition: Edition): Record<TableCode, CellLayout> {
  const of = (table: TableCode): CellLayout => ({
    cells: cellsIn(table, edition).map((cell) => ({ cell, position: positionOf(cell.name) })),
    totals: new Set(sumsIn(table, edition).map((sum) => sum.total)),
  });
  return {
    proactive_disclosure: of("proactive_disclosure"),
    requests: of("requests"),
    review_litigation: of("review_litigation"),
  };
}

const LAYOUT = { 2019: cellLayoutOf(2019), 2021: cellLayoutOf(2021) } as const satisfies Record<
  Edition,
  unknown
>;

/** Applies slips to true figures, which gives the printed ones. */
export function applySlips(truth: Figures, slips: readonly Slip[]): Figures {
  const printed = truth.slice();
  for (const slip of slips) {
    const value = valueOf(truth, slip.cell);
    printed[positionOf(slip.cell)] =
      "add" in slip
        ? value + slip.add
        : "times" in slip
          ? value * slip.times
          : "set" in slip
            ? slip.set
            : valueOf(truth, slip.as);
  }
  return printed;
}

/** Every cell that a report in these editions prints, in the order of the form. */
export function printCells(
  figures: Figures,
  forms: FormsPrinted,
  style: PrintStyle,
): PrintedFigure[] {
  return TABLE_CODES.flatMap((table) => {
    const { cells, totals } = LAYOUT[forms[table]][table];
    return cells.map(({ cell, position }) => {
      const value = figures[position] ?? 0;
      const state = stateOf(cell, value, style, totals);
      return { cell, state, value: state === "number" ? value : null };
    });
  });
}
