import { cellNameAt, cellPositionOf, printedCellsIn } from "../form/cell-positions";
import { CELLS, cellByName, TABLE_CODES, type TableCode } from "../form/cells";
import type { Edition } from "../form/edition";
import { identitiesIn, type Identity } from "../form/identities";
import { isMoneyUnit } from "../form/table";
import type { CheckedReport } from "../report/checked-report";
import { COMPUTED, MISSING, PRINTED, ReportValues, UNREADABLE } from "../report/report-values";
import type { Adjustment, AdjustmentKind } from "./adjustment";
import { assessIdentity } from "./identity-state";
import { findOnlyChanges, isRepairable } from "./repairs";
import { findKnownBlanks } from "./zero-blanks";

/** Figures by position; null where a report does not state one, or where it enters no sum. */
type Figures = readonly (number | null)[];

/** The figures of a report as they enter sums, and as they are printed. */
export interface SettledFigures {
  readonly used: Figures;
  readonly printed: Figures;
  readonly adjustments: readonly Adjustment[];
}

type Tables = Pick<CheckedReport, "cells" | "forms">;

/** A printed figure with what it was corrected to. */
export interface CorrectedCell {
  readonly cell: string;
  readonly corrected: number;
}

/** A report with the figures that people corrected in place of those printed. */
export function applyCorrections<Report extends Tables>(
  report: Report,
  corrections: readonly CorrectedCell[],
): Report {
  if (corrections.length === 0) return report;
  const cells = new Map(report.cells);
  for (const { cell, corrected } of corrections) {
    const printed = cells.get(cell);
    if (printed) cells.set(cell, { ...printed, value: corrected, state: "number" });
  }
  return { ...report, cells };
}

/** Whether every cell of a report's tables prints a number: then no blank has to be settled. */
function isFullyPrinted({ forms }: Tables, values: ReportValues): boolean {
  return TABLE_CODES.every((table) => {
    const edition = forms[table];
    if (!edition) return true;
    return printedCellsIn(table, edition).positions.every((at) => values.bitsAt(at) === PRINTED);
  });
}

/** The figures as printed, blanks that are known to be 0 and blank totals included. */
function readFigures({ forms }: Tables, values: ReportValues): (number | null)[] {
  const figures = new Array<number | null>(CELLS.length).fill(null);
  const fully = isFullyPrinted({ forms, cells: new Map() }, values);
  for (const table of TABLE_CODES) {
    const edition = forms[table];
    if (!edition) continue;
    const known = fully ? new Set<number>() : findKnownBlanks(values, table, edition);
    for (const at of printedCellsIn(table, edition).positions) {
      const bits = values.bitsAt(at);
      const isKnown = bits & (PRINTED | COMPUTED) || known.has(at);
      if (isKnown && !(bits & (MISSING | UNREADABLE))) figures[at] = values.at(at);
    }
  }
  return figures;
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

/** Positions of printed counts that can be none: negative, or not whole. */
function findImpossibleCounts(values: ReportValues, table: TableCode, edition: Edition): number[] {
  return printedCellsIn(table, edition).positions.filter((at) => {
    if (!(values.bitsAt(at) & PRINTED) || isCount(values.at(at))) return false;
    const cell = cellByName(cellNameAt(at));
    return cell !== undefined && !cell.signed && !isMoneyUnit(cell.unit);
  });
}

/** The identities that cannot be relied on: those that fail, and those of a count that can be none. */
function findDistrusted(values: ReportValues, table: TableCode, edition: Edition) {
  const impossible = findImpossibleCounts(values, table, edition);
  const isTouched = ({ left, right }: Identity): boolean =>
    impossible.some((at) => left.includes(at) || right.includes(at));
  const identities = identitiesIn(table, edition).filter((identity) => {
    const { state } = assessIdentity(values, identity, edition);
    return state === "fails" || state === "impossible" || isTouched(identity);
  });
  return { impossible, identities };
}

function isSound(values: ReportValues, table: TableCode, edition: Edition): boolean {
  const { impossible, identities } = findDistrusted(values, table, edition);
  return impossible.length === 0 && identities.length === 0;
}

/**
 * The report with the only change in each group of failing identities of a table that makes them hold; unchanged where
 * there is none, or several.
 */
function repairTable<Report extends Tables>(
  report: Report,
  values: ReportValues,
  table: TableCode,
  edition: Edition,
): Report {
  if (!isRepairable(table)) return report;
  const changes = findOnlyChanges(table, edition, values);
  const proposed = changes.map(({ cell, proposed: corrected }) => ({ cell, corrected }));
  return applyCorrections(report, proposed);
}

/** Takes out of the figures what cannot be relied on, and the blank totals that were summed from it. */
function setAside(
  figures: (number | null)[],
  values: ReportValues,
  table: TableCode,
  edition: Edition,
) {
  const { impossible, identities } = findDistrusted(values, table, edition);
  for (const at of impossible) figures[at] = null;
  for (const { left, right } of identities)
    for (const at of [...left, ...right]) figures[at] = null;
  const sums = identitiesIn(table, edition).filter(({ kind }) => kind !== "balance");
  for (const { left, right } of sums)
    for (const at of left)
      if (values.bitsAt(at) & COMPUTED && right.some((part) => figures[part] === null))
        figures[at] = null;
}

/**
 * Decides which figures of a report enter sums, targets and dispersion: the one place that does. Corrections that
 * people made stand in for what is printed. Where a table then fails identities of the form, or prints a count that
 * can be none, it enters by the only change of one cell that makes it add up; where there is none, or several, none
 * of the cells that the failing identities touch enter anything.
 *
 * @returns null where every figure enters as it is printed
 */
export function settleFigures(
  report: Tables,
  corrections: readonly CorrectedCell[] = [],
): SettledFigures | null {
  const printedValues = new ReportValues(report);
  let settled = applyCorrections(report, corrections);
  let values = corrections.length === 0 ? printedValues : new ReportValues(settled);
  const unsound: (readonly [TableCode, Edition])[] = [];
  for (const table of TABLE_CODES) {
    const edition = report.forms[table];
    if (!edition || isSound(values, table, edition)) continue;
    const repaired = repairTable(settled, values, table, edition);
    if (repaired !== settled) values = new ReportValues(repaired);
    settled = repaired;
    if (!isSound(values, table, edition)) unsound.push([table, edition]);
  }
  if (settled === report && unsound.length === 0 && isFullyPrinted(report, values)) return null;
  const used = readFigures(report, values);
  for (const [table, edition] of unsound) setAside(used, values, table, edition);
  const printed =
    settled === report && unsound.length === 0 ? used : readFigures(report, printedValues);
  const corrected = new Set(corrections.map(({ cell }) => cellPositionOf(cell)));
  return { used, printed, adjustments: listAdjustments(used, printed, corrected, unsound) };
}

function listAdjustments(
  used: Figures,
  printed: Figures,
  corrected: ReadonlySet<number>,
  unsound: readonly (readonly [TableCode, Edition])[],
): Adjustment[] {
  return CELLS.flatMap(({ table, name: cell }, at): Adjustment[] => {
    const [now, before] = [used[at] ?? null, printed[at] ?? null];
    if (now === before) return [];
    const isUnsound = unsound.some(([each]) => each === table);
    const other: AdjustmentKind = isUnsound && now === null ? "set_aside" : "repaired";
    const kind = corrected.has(at) && now !== null ? "corrected" : other;
    return [{ table, cell, kind, printed: before, used: now }];
  });
}
