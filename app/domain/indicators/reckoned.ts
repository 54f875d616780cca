import type { Cell } from "../form/cells";
import { REQUESTS, type Applicant } from "../form/requests";
import {
  CASE_KINDS,
  CORRECTED_OF_CONCLUDED,
  CORRECTION_BASE_CODES,
  correctionShare,
} from "./corrections";
import { cellsOf, isByApplicant, QUANTITIES, type Quantity } from "./quantity";

/** A quantity of several cells for one applicant or 总计, with the column of `figures` that holds it. */
export interface Reckoned {
  readonly column: string;
  readonly plus: readonly Cell[];
  readonly minus: readonly Cell[];
}

const DECLARED: readonly (readonly [string, Quantity | undefined])[] = [
  ...Object.entries(QUANTITIES),
  ...CASE_KINDS.flatMap((kind) =>
    CORRECTION_BASE_CODES.flatMap((base) => {
      const { numerator, denominator } = correctionShare(kind, base);
      return [[`${kind}_corrected`, numerator] as const, [`${kind}_${base}`, denominator] as const];
    }),
  ),
  ["disputes_corrected", CORRECTED_OF_CONCLUDED.numerator],
  ["disputes_concluded", CORRECTED_OF_CONCLUDED.denominator],
];

/**
 * Every quantity that is a sum of cells, each different sum once. The load reckons them for every
 * report, so that no question has to: to plan a sum of cells takes longer than to read it.
 */
export const RECKONED: readonly Reckoned[] = [...byCells().values()];

/** The column of `figures` that holds a quantity: its one cell, or the sum that the load reckoned. */
export function quantityColumn(quantity: Quantity, applicant: Applicant = "total"): string {
  const cells = cellsOf(quantity, applicant);
  const column = single(cells)?.name ?? COLUMNS.get(keyOf(cells));
  if (column === undefined) throw new Error(`No column of figures holds ${quantity.name}`);
  return column;
}

type Parts = Pick<Reckoned, "plus" | "minus">;

const COLUMNS = new Map([...byCells()].map(([key, { column }]) => [key, column]));

function byCells(): Map<string, Reckoned> {
  const found = new Map<string, Reckoned>();
  for (const [code, quantity] of DECLARED) {
    if (!quantity) continue;
    const applicants = isByApplicant(quantity) ? REQUESTS.columns.map((c) => c.code) : [null];
    for (const applicant of applicants) {
      const cells = cellsOf(quantity, applicant ?? "total");
      const key = keyOf(cells);
      if (single(cells) || found.has(key)) continue;
      const column = applicant === null ? `sum_${code}` : `sum_${code}_${applicant}`;
      found.set(key, { column, ...cells });
    }
  }
  return found;
}

function single({ plus, minus }: Parts): Cell | undefined {
  return plus.length === 1 && minus.length === 0 ? plus[0] : undefined;
}

function keyOf({ plus, minus }: Parts): string {
  const names = (cells: readonly Cell[]) => cells.map(({ name }) => name).join("+");
  return `${names(plus)}-${names(minus)}`;
}
