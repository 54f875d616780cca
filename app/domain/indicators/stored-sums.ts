import { cellPositionOf } from "../form/cell-positions";
import type { Cell } from "../form/cells";
import { REQUESTS, type ApplicantType } from "../form/requests";
import {
  CASE_KIND_CODES,
  OVERALL_CORRECTION_RATE,
  CORRECTION_BASE_CODES,
  correctionRateOf,
} from "./correction-rates";
import { INDICATORS, QUANTITIES } from "./indicators";
import { isByApplicant, type Quantity } from "./quantity";
import { cellsOf } from "./quantity-cells";

/** A quantity of several cells for one type of applicant or 总计, with the column of `figures` that holds it. */
export interface StoredSum {
  readonly column: string;
  readonly plus: readonly Cell[];
  readonly minus: readonly Cell[];
}

/** Every quantity that is compared, shown or queried, under a name for its columns. */
const NAMED_QUANTITIES: readonly (readonly [string, Quantity | undefined])[] = [
  ...Object.entries(QUANTITIES),
  ...CASE_KIND_CODES.flatMap((kind) =>
    CORRECTION_BASE_CODES.flatMap((base) => {
      const { numerator, denominator } = correctionRateOf(kind, base);
      return [[`${kind}_corrected`, numerator] as const, [`${kind}_${base}`, denominator] as const];
    }),
  ),
  ["disputes_corrected", OVERALL_CORRECTION_RATE.numerator],
  ["disputes_concluded", OVERALL_CORRECTION_RATE.denominator],
  ...Object.entries(INDICATORS).flatMap(([code, { numerator, denominator, alternatives = [] }]) => [
    [`${code}_numerator`, numerator] as const,
    [`${code}_denominator`, denominator] as const,
    ...alternatives.map((quantity, index) => [`${code}_alternative_${index}`, quantity] as const),
  ]),
];

/**
 * Every quantity that is a sum of cells, each different sum once. The load computes them for every
 * report, so that no query has to: to plan a sum of cells takes longer than to read its column.
 */
export const STORED_SUMS: readonly StoredSum[] = [...collectSums().values()];

/** Positions of the cells of each stored sum. */
const SUMMED = STORED_SUMS.map(({ plus, minus }) => ({
  plus: plus.map(({ name }) => cellPositionOf(name)),
  minus: minus.map(({ name }) => cellPositionOf(name)),
}));

/**
 * Every stored sum over the figures of a report, by position. Null when nothing of it is printed, and when one of its
 * cells prints something that enters no sum: that is never taken for 0.
 *
 * @param unusable positions of those cells
 */
export function addUp(
  figures: readonly (number | null)[],
  unusable: ReadonlySet<number>,
): (number | null)[] {
  const sumOf = (cells: readonly number[]): number | null => {
    let sum: number | null = null;
    for (const at of cells) {
      const figure = figures[at] ?? null;
      if (figure !== null) sum = (sum ?? 0) + figure;
    }
    return sum;
  };
  return SUMMED.map(({ plus, minus }) => {
    if (unusable.size > 0 && [...plus, ...minus].some((at) => unusable.has(at))) return null;
    const added = sumOf(plus);
    return added === null ? null : added - (sumOf(minus) ?? 0);
  });
}

/**
 * The column of `figures` that holds a quantity: that of its one cell, or of the sum the load computes.
 * @throws where no indicator and no shared quantity declares the sum.
 */
export function quantityColumn(quantity: Quantity, applicant: ApplicantType = "total"): string {
  const cells = cellsOf(quantity, applicant);
  const column = singleCell(cells)?.name ?? SUM_COLUMNS.get(sumKey(cells));
  if (column === undefined) throw new Error(`No column of figures holds ${quantity.name}`);
  return column;
}

type Parts = Pick<StoredSum, "plus" | "minus">;

const SUM_COLUMNS = new Map([...collectSums()].map(([key, { column }]) => [key, column]));

function collectSums(): Map<string, StoredSum> {
  const found = new Map<string, StoredSum>();
  for (const [code, quantity] of NAMED_QUANTITIES) {
    if (!quantity) continue;
    const applicants = isByApplicant(quantity) ? REQUESTS.columns.map((c) => c.code) : [null];
    for (const applicant of applicants) {
      const cells = cellsOf(quantity, applicant ?? "total");
      const key = sumKey(cells);
      if (singleCell(cells) || found.has(key)) continue;
      const column = applicant === null ? `sum_${code}` : `sum_${code}_${applicant}`;
      found.set(key, { column, ...cells });
    }
  }
  return found;
}

function singleCell({ plus, minus }: Parts): Cell | undefined {
  return plus.length === 1 && minus.length === 0 ? plus[0] : undefined;
}

function sumKey({ plus, minus }: Parts): string {
  const names = (cells: readonly Cell[]) => cells.map(({ name }) => name).join("+");
  return `${names(plus)}-${names(minus)}`;
}
