import { z } from "zod";
import { formatCellLabel, formatColumnLabel } from "../form/cell-label";
import { cellNameAt } from "../form/cell-positions";
import type { TableCode } from "../form/cells";
import type { Edition } from "../form/edition";
import { identitiesIn } from "../form/identities";
import type { CheckedCell, CheckedReport } from "../report/checked-report";
import { DASH, MISSING, ReportValues, UNREADABLE } from "../report/report-values";
import { buildLinearSystem, type LinearSystem, residuesOf } from "./linear-system";

/** One cell that would have to read otherwise. Never applied: it stands beside the printed figure. */
interface CellChange {
  readonly cell: string;
  readonly printed: number;
  readonly proposed: number;
}

/**
 * What it would take for every identity of a table to hold. `located`: one change of one cell, and
 * no other single change does it. `located_each`: the same in each of several groups of identities that share no cell,
 * as the kinds of case of table 四 are. `candidates`: several single changes would. `several`: no single change does it,
 * so two or more cells are wrong.
 */
type Repair =
  | { readonly kind: "sound" }
  | { readonly kind: "located"; readonly change: CellChange; readonly evidence: readonly string[] }
  | {
      readonly kind: "located_each";
      readonly changes: readonly CellChange[];
      readonly evidence: readonly string[];
    }
  | {
      readonly kind: "candidates";
      readonly changes: readonly CellChange[];
      readonly evidence: readonly string[];
    }
  | { readonly kind: "several"; readonly evidence: readonly string[] }
  | { readonly kind: "notEvaluable"; readonly why: string };

/** The single changes that make every residue vanish and leave a whole number that is not negative. */
function findSingleChanges(equations: LinearSystem, residues: readonly number[]): CellChange[] {
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

/** The equations in groups that share no cell. */
function separateEquations({ rows }: LinearSystem): number[][] {
  const groups: { readonly rows: number[]; readonly cells: Set<number> }[] = [];
  rows.forEach((row, index) => {
    const cells = new Set([...row.keys()].filter((at) => row[at] !== 0));
    const touched = groups.filter((group) => [...cells].some((at) => group.cells.has(at)));
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push({
      rows: [...touched.flatMap((group) => group.rows), index],
      cells: new Set([...cells, ...touched.flatMap((group) => [...group.cells])]),
    });
  });
  return groups.map((group) => group.rows);
}

/** For each group of equations that share no cell and do not all hold: the only change that settles it; null where there is none, or several. */
function locateApart(equations: LinearSystem, residues: readonly number[]): (CellChange | null)[] {
  return separateEquations(equations).flatMap((group) => {
    const own = group.map((row) => residues[row] ?? 0);
    if (own.every((residue) => residue === 0)) return [];
    const rows = group.flatMap((row) => equations.rows[row] ?? []);
    const [change, ...others] = findSingleChanges({ ...equations, rows }, own);
    return change && others.length === 0 ? change : null;
  });
}

/** The changes that are the only ones to settle their group of identities, of a table that does not add up. */
export function findOnlyChanges(
  table: TableCode,
  edition: Edition,
  reportValues: ReportValues,
): CellChange[] {
  const equations = buildLinearSystem(table, edition, reportValues);
  return locateApart(equations, residuesOf(equations)).filter((change) => change !== null);
}

/**
 * Looks for the one wrong cell of table 三 or 四. Row sums and column identities form a product code
 * of distance 4: in a fully printed table 三 one wrong cell is found for certain, two are never
 * mistaken for one. Blank totals and illegible cells are unknowns, which may leave candidates.
 */
export function findRepair(
  report: Pick<CheckedReport, "cells" | "forms">,
  table: Exclude<TableCode, "proactive_disclosure">,
  reportValues: ReportValues = new ReportValues(report),
): Repair {
  const edition = report.forms[table];
  if (!edition) return { kind: "notEvaluable", why: "本表缺失或不完整，无法核对" };
  const equations = buildLinearSystem(table, edition, reportValues);
  if (equations.rows.length === 0)
    return { kind: "notEvaluable", why: "空白或无法识别的格过多，没有可核对的勾稽关系" };
  const residues = residuesOf(equations);
  if (residues.every((residue) => residue === 0)) return { kind: "sound" };
  const evidence = describeFailingIdentities(table, edition, reportValues);
  const changes = findSingleChanges(equations, residues);
  const [change, ...others] = changes;
  const apart = change ? [] : locateApart(equations, residues);
  if (apart.length > 1 && apart.every((only) => only !== null))
    return {
      kind: "located_each",
      changes: apart,
      evidence: [...evidence, ...apart.map(describeChange)],
    };
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

const formatSurplus = (difference: number): string =>
  difference > 0 ? `多${difference}` : `少${-difference}`;

/** Every identity that fails, in words, with how much its left side is above or below its right. */
function describeFailingIdentities(
  table: TableCode,
  edition: Edition,
  reportValues: ReportValues,
): string[] {
  return identitiesIn(table, edition).flatMap(({ kind, left, right, cells }) => {
    const all = [...left, ...right];
    if (all.some((position) => reportValues.bitsAt(position) & (MISSING | DASH | UNREADABLE)))
      return [];
    const total = (positions: readonly number[]): number =>
      positions.reduce((sum, position) => sum + reportValues.at(position), 0);
    const difference = total(left) - total(right);
    const [head = ""] = cells;
    if (difference === 0) return [];
    return kind === "balance"
      ? `表三“${formatColumnLabel(head)}”列第一、二项之和比第三、四项之和${formatSurplus(difference)}`
      : `${formatCellLabel(head)}比${kind === "across" ? "本行" : "本列"}分项之和${formatSurplus(difference)}`;
  });
}

/** A change in words. */
function describeChange({ cell, printed, proposed }: CellChange): string {
  return `若${formatCellLabel(cell)}由${printed}改为${proposed}，各项勾稽关系全部成立，且改动其他任何一格都不能如此`;
}

/** How much a figure would differ from the one that is used now. */
interface ValueShift {
  readonly cell: string;
  readonly by: number;
}

/** A smallest set of changes that makes every identity of a table hold: all values that move, computed totals among them. */
export type SmallestRepair = readonly ValueShift[];

/** Two changes that settle every residue together, each leaving a count. */
function findPairs(equations: LinearSystem, residues: readonly number[]): CellChange[][] {
  const first = residues.findIndex((residue) => residue !== 0);
  const pairs: CellChange[][] = [];
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
      for (const other of findSingleChanges(equations, left))
        pairs.push([{ cell: cells[one] ?? "", printed, proposed }, other]);
    }
  }
  return pairs;
}

/** All figures that move when some cells read otherwise: a blank total follows its parts. */
function computeShifts(
  report: Pick<CheckedReport, "cells" | "forms">,
  reportValues: ReportValues,
  changes: readonly CellChange[],
): SmallestRepair {
  const cells = new Map<string, CheckedCell>(report.cells);
  for (const { cell, proposed } of changes)
    cells.set(cell, { value: proposed, state: "number", raw: String(proposed) });
  const changed = new ReportValues({ ...report, cells });
  return [...changed.values].flatMap((value, position) => {
    const by = value - reportValues.at(position);
    return by === 0 ? [] : { cell: cellNameAt(position), by };
  });
}

/**
 * Every repair that makes the identities of a table hold by changing as few cells as possible: none where
 * they hold already, and none where one or two changes do not do it.
 */
function findSmallestRepairs(
  report: Pick<CheckedReport, "cells" | "forms">,
  table: TableCode,
  reportValues: ReportValues = new ReportValues(report),
): SmallestRepair[] {
  const edition = report.forms[table];
  if (!edition) return [];
  const equations = buildLinearSystem(table, edition, reportValues);
  const residues = residuesOf(equations);
  if (residues.every((residue) => residue === 0)) return [];
  const singles = findSingleChanges(equations, residues).map((change) => [change]);
  const found = singles.length > 0 ? singles : findPairs(equations, residues);
  return found.map((changes) => computeShifts(report, reportValues, changes));
}

const REPAIRABLE_TABLES = ["requests", "review_litigation"] as const satisfies readonly TableCode[];
type RepairableTable = (typeof REPAIRABLE_TABLES)[number];

/** Whether the identities of a table may show which of its cells is wrong. */
export function isRepairable(table: TableCode): table is RepairableTable {
  return REPAIRABLE_TABLES.some((each) => each === table);
}

/** What is proposed for a table that does not add up, as it is stored with its report. */
export const reportRepairSchema = z.object({
  table: z.enum(REPAIRABLE_TABLES),
  kind: z.enum(["located", "located_each", "candidates", "several"]),
  /** The cell changes that each settle the table alone; none where two or more cells are wrong. */
  changes: z.array(z.object({ cell: z.string(), printed: z.number(), proposed: z.number() })),
  /** Chinese sentences: what fails, and why the change settles it. */
  evidence: z.array(z.string()),
  /** Every smallest repair, as the figures that it moves; none where more than two cells are wrong. */
  ways: z.array(z.array(z.object({ cell: z.string(), by: z.number() }))),
});
export type ReportRepair = z.infer<typeof reportRepairSchema>;

/** The repairs proposed for the tables of a report that do not add up. */
export function proposeRepairs(
  report: Pick<CheckedReport, "cells" | "forms">,
  reportValues: ReportValues,
): ReportRepair[] {
  return REPAIRABLE_TABLES.flatMap((table): ReportRepair[] => {
    const repair = findRepair(report, table, reportValues);
    if (repair.kind === "sound" || repair.kind === "notEvaluable") return [];
    const changes =
      repair.kind === "located"
        ? [repair.change]
        : repair.kind === "candidates" || repair.kind === "located_each"
          ? repair.changes
          : [];
    const ways = findSmallestRepairs(report, table, reportValues).map((shifts) => [...shifts]);
    const { kind, evidence } = repair;
    return [{ table, kind, changes: [...changes], evidence: [...evidence], ways }];
  });
}
