import { formatCellLabel } from "../form/cell-label";
import { printedCellsIn } from "../form/cell-positions";
import type { TableCode } from "../form/cells";
import { REQUESTS } from "../form/requests";
import { REVIEW_LITIGATION } from "../form/review-litigation";
import { caseCells, groupTotal, HANDLED_TOTAL, readingValueOf, type Tables } from "./readings";

/** Whether a share rounds to a percentage as written with so many decimals. */
export function roundsTo(share: number, percent: number, decimals: number): boolean {
  return Math.abs(100 * share - percent) <= 0.5 * 10 ** -decimals + 1e-9;
}

/** How far two percentages lie apart, as the end of a sentence; nothing where one is not known. */
export function formatPointsApart(stated: number, other: number | undefined): string {
  return other === undefined ? "" : `，相差${Math.abs(stated - other).toFixed(2)}个百分点`;
}

const isTotal = (name: string): boolean => name.endsWith("_total");

type CellsByValue = ReadonlyMap<number, readonly string[]>;
const cellsByTables = new WeakMap<Tables, Map<string, CellsByValue>>();
const COUNTED_BY_CASE = ["requests", "review_litigation"] as const;

/** Names of the cells of some tables by what they hold. */
function cellsByValue(tables: Tables, codes: readonly TableCode[]): CellsByValue {
  const known = cellsByTables.get(tables) ?? new Map<string, CellsByValue>();
  cellsByTables.set(tables, known);
  const made = known.get(codes.join());
  if (made) return made;
  const cells = new Map<number, string[]>();
  for (const code of codes) {
    const edition = tables.report.forms[code];
    for (const name of edition ? printedCellsIn(code, edition).names : []) {
      const value = tables.values.valueOf(name);
      if (value === null) continue;
      const others = cells.get(value);
      if (others) others.push(name);
      else cells.set(value, [name]);
    }
  }
  known.set(codes.join(), cells);
  return cells;
}

/** Where a figure stands in the tables: a subtotal, a total or another cell; null where nowhere. */
export function describeNearestCell(
  value: number,
  tables: Tables,
  codes: readonly TableCode[] = COUNTED_BY_CASE,
): string | null {
  if (value === 0) return null;
  const groups = (codes.includes(REQUESTS.code) ? REQUESTS.groups : [])
    .map(({ code }) => groupTotal(code))
    .filter((reading) => reading.plus.length > 0 && readingValueOf(reading, tables) === value)
    .map(({ words }) => `“${words}”各行之和`);
  const cells = [...(cellsByValue(tables, codes).get(value) ?? [])]
    .sort((a, b) => Number(isTotal(b)) - Number(isTotal(a)))
    .slice(0, 2)
    .map(formatCellLabel);
  const found = [...groups, ...cells].slice(0, 2);
  return found.length === 0 ? null : `${value}与${found.join("、")}相同`;
}

/** The number of cases that would give a percentage of the usual whole, in words. */
export function describeNearestShare(
  percent: number,
  decimals: number,
  tables: Tables,
  ofCases: boolean,
): string | null {
  const lines = REVIEW_LITIGATION.lines.map(({ code }) => code);
  const whole = readingValueOf(ofCases ? caseCells(lines) : HANDLED_TOTAL, tables);
  if (!whole) return null;
  const part = Math.round((whole * percent) / 100);
  return roundsTo(part / whole, percent, decimals)
    ? `以总计${whole}件计，${percent}%相当于${part}/${whole}`
    : null;
}
