import type { TableCode } from "../form/cells";
import type { CheckedCell, CheckedReport } from "./checked-report";
import { Figures, nameAt } from "./figures";
import { linearSystem, residuesOf, type Equations } from "./linear-system";
import { singleChanges, type Change } from "./repair";

/** How much a figure would differ from the one that is used now. */
export interface Shift {
  readonly cell: string;
  readonly by: number;
}

/** One way to make every identity of a table hold: all figures that differ, computed totals among them. */
export type Way = readonly Shift[];

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

/** All figures that move when some cells read otherwise: a blank total follows its parts. */
function wayOf(
  report: Pick<CheckedReport, "cells" | "forms">,
  figures: Figures,
  changes: readonly Change[],
): Way {
  const cells = new Map<string, CheckedCell>(report.cells);
  for (const { cell, proposed } of changes)
    cells.set(cell, { value: proposed, state: "number", raw: String(proposed) });
  const changed = new Figures({ ...report, cells });
  return [...changed.values].flatMap((value, position) => {
    const by = value - figures.at(position);
    return by === 0 ? [] : { cell: nameAt(position), by };
  });
}

/**
 * Every way to make the identities of a table hold by changing as few cells as possible: none where
 * they hold already, and none where one or two changes do not do it.
 */
export function smallestRepairs(
  report: Pick<CheckedReport, "cells" | "forms">,
  table: TableCode,
  figures: Figures = new Figures(report),
): Way[] {
  const edition = report.forms[table];
  if (!edition) return [];
  const equations = linearSystem(table, edition, figures);
  const residues = residuesOf(equations);
  if (residues.every((residue) => residue === 0)) return [];
  const singles = singleChanges(equations, residues).map((change) => [change]);
  const found = singles.length > 0 ? singles : pairsOf(equations, residues);
  return found.map((changes) => wayOf(report, figures, changes));
}
