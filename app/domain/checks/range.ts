import { cellNamed, type TableCode } from "../form/cells";
import type { CheckedReport } from "./checked-report";
import { Figures, positionOf } from "./figures";
import { linearSystem, residuesOf, type Equations } from "./linear-system";
import { singleChanges, type Change } from "./repair";

/** A rate as sums of cells. */
export interface Rate {
  readonly numerator: readonly string[];
  readonly denominator: readonly string[];
}

/** What a rate is as printed and what it may be once the identities hold. Shares, 0 to 1. */
export interface RateRange {
  /** Null where a part is missing or the denominator is 0. */
  readonly printed: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Cells changed by the smallest repairs: 0 where all holds, null where more than two are wrong. */
  readonly changed: 0 | 1 | 2 | null;
  /** How many smallest repairs there are. */
  readonly repairs: number;
}

/** Two changes that settle every residue together, each leaving a count. */
function pairsOf(equations: Equations, residues: readonly number[]): Change[][] {
  const first = residues.findIndex((residue) => residue !== 0);
  const pairs: Change[][] = [];
  const { rows, cells, values, unknown } = equations;
  for (let one = 0; one < cells.length; one += 1) {
    if (unknown.has(one) || (rows[first]?.[one] ?? 0) === 0) continue;
    const steps = new Set(
      residues.flatMap((residue, row) => {
        const coefficient = rows[row]?.[one] ?? 0;
        return coefficient === 0 || residue === 0 ? [] : -residue / coefficient;
      }),
    );
    for (const step of steps) {
      const printed = values[one] ?? 0;
      const proposed = printed + step;
      if (proposed < 0 || !Number.isInteger(proposed)) continue;
      const left = residues.map((residue, row) => residue + step * (rows[row]?.[one] ?? 0));
      for (const other of singleChanges(equations, left))
        pairs.push([{ cell: cells[one] ?? "", printed, proposed }, other]);
    }
  }
  return pairs;
}

function smallestRepairs(
  report: Pick<CheckedReport, "forms">,
  table: TableCode,
  figures: Figures,
): Change[][] | null {
  const edition = report.forms[table];
  if (!edition) return [[]];
  const equations = linearSystem(table, edition, figures);
  const residues = residuesOf(equations);
  if (residues.every((residue) => residue === 0)) return [[]];
  const singles = singleChanges(equations, residues).map((change) => [change]);
  if (singles.length > 0) return singles;
  const pairs = pairsOf(equations, residues);
  return pairs.length > 0 ? pairs : null;
}

function rateUnder(rate: Rate, figures: Figures, changes: readonly Change[]): number | null {
  const shift = (names: readonly string[]): number =>
    changes
      .filter(({ cell }) => names.includes(cell))
      .reduce((sum, { printed, proposed }) => sum + proposed - printed, 0);
  const above = figures.sumOf(rate.numerator);
  const below = figures.sumOf(rate.denominator);
  if (above === null || below === null) return null;
  const denominator = below + shift(rate.denominator);
  return denominator === 0 ? null : (above + shift(rate.numerator)) / denominator;
}

/** The repairs of all tables that a rate draws on, every way of one with every way of another. */
function combined(repairs: readonly (readonly Change[])[][]): Change[][] {
  return repairs.reduce<Change[][]>(
    (ways, table) => ways.flatMap((way) => table.map((changes) => [...way, ...changes])),
    [[]],
  );
}

/**
 * The range a rate could take under the smallest repairs of the tables it draws on, the printed
 * value included. Throws for a cell that the form does not have.
 */
export function rangeOf(
  report: Pick<CheckedReport, "cells" | "forms">,
  rate: Rate,
  figures: Figures = new Figures(report),
): RateRange {
  const names = [...rate.numerator, ...rate.denominator];
  names.forEach(positionOf);
  const tables = [...new Set(names.flatMap((name) => cellNamed(name)?.table ?? []))];
  const printed = rateUnder(rate, figures, []);
  const each = tables.map((table) => smallestRepairs(report, table, figures));
  const known = each.filter((repairs) => repairs !== null);
  if (known.length < each.length)
    return { printed, low: null, high: null, changed: null, repairs: 0 };
  const ways = combined(known);
  const size = Math.max(...ways.map((way) => way.length));
  const rates = [printed, ...ways.map((way) => rateUnder(rate, figures, way))].filter(
    (value) => value !== null,
  );
  const bounds = rates.length === 0 ? null : { low: Math.min(...rates), high: Math.max(...rates) };
  return {
    printed,
    low: bounds?.low ?? null,
    high: bounds?.high ?? null,
    changed: size === 0 ? 0 : size === 1 ? 1 : 2,
    repairs: size === 0 ? 0 : ways.length,
  };
}
