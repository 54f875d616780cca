import type { TableCode } from "../form/cells";
import type { CheckedReport } from "./checked-report";
import { Figures } from "./figures";
import { linearSystem, residuesOf, type Equations } from "./linear-system";
import { describeChange, describeFailing } from "./repair-words";

/** One cell that would have to read otherwise. Never applied: it stands beside the printed figure. */
export interface Change {
  readonly cell: string;
  readonly printed: number;
  readonly proposed: number;
}

/**
 * What it would take for every identity of a table to hold. `located`: one change of one cell, and
 * no other single change does it. `candidates`: several single changes would. `several`: no single
 * change does it, so two or more cells are wrong.
 */
export type Repair =
  | { readonly kind: "sound" }
  | { readonly kind: "located"; readonly change: Change; readonly evidence: readonly string[] }
  | {
      readonly kind: "candidates";
      readonly changes: readonly Change[];
      readonly evidence: readonly string[];
    }
  | { readonly kind: "several"; readonly evidence: readonly string[] }
  | { readonly kind: "cannot"; readonly why: string };

/** The single changes that make every residue vanish and leave a whole number that is not negative. */
export function singleChanges(equations: Equations, residues: readonly number[]): Change[] {
  const failing = residues.findIndex((residue) => residue !== 0);
  if (failing === -1) return [];
  return equations.cells.flatMap((cell, index) => {
    const coefficient = equations.rows[failing]?.[index] ?? 0;
    if (coefficient === 0 || equations.unknown.has(index)) return [];
    const step = -(residues[failing] ?? 0) / coefficient;
    const settles = residues.every(
      (residue, row) => residue + step * (equations.rows[row]?.[index] ?? 0) === 0,
    );
    const printed = equations.values[index] ?? 0;
    const proposed = printed + step;
    if (!settles || proposed < 0 || !Number.isInteger(proposed)) return [];
    return { cell, printed, proposed };
  });
}

/**
 * Looks for the one wrong cell of table 三 or 四. Row sums and column identities form a product code
 * of distance 4: in a fully printed table 三 one wrong cell is found for certain, two are never
 * mistaken for one. Blank totals and illegible cells are unknowns, which may leave candidates.
 */
export function repairOf(
  report: Pick<CheckedReport, "cells" | "forms">,
  table: Exclude<TableCode, "proactive_disclosure">,
  figures: Figures = new Figures(report),
): Repair {
  const edition = report.forms[table];
  if (!edition) return { kind: "cannot", why: "本表缺失或不完整，无法核对" };
  const equations = linearSystem(table, edition, figures);
  if (equations.rows.length === 0)
    return { kind: "cannot", why: "空白或无法识别的格过多，没有可核对的勾稽关系" };
  const residues = residuesOf(equations);
  if (residues.every((residue) => residue === 0)) return { kind: "sound" };
  const evidence = describeFailing(table, edition, figures);
  const changes = singleChanges(equations, residues);
  const [change, ...others] = changes;
  if (!change)
    return {
      kind: "several",
      evidence: [...evidence, "改动任何一格都不能使各项勾稽关系同时成立，至少有两格有误"],
    };
  if (others.length > 0)
    return {
      kind: "candidates",
      changes,
      evidence: [...evidence, `改动其中任何一格都能使各项勾稽关系成立，共${changes.length}种可能`],
    };
  return { kind: "located", change, evidence: [...evidence, describeChange(change)] };
}
