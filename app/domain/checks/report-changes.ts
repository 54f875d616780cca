import type { CheckResult } from "./check-rule";
import { CELLS } from "../form/cells";
import type { ShownState } from "../report/cell-text";
import type { CheckedCell, CheckedReport } from "../report/checked-report";

/** What stands in a cell of one of two reports that are compared. */
export interface ComparedCell {
  readonly state: ShownState;
  /** As printed; empty where nothing is. */
  readonly raw: string;
  readonly value: number | null;
}

/** A cell that does not say the same in both reports. */
export interface CellChange {
  readonly cell: string;
  readonly before: ComparedCell;
  readonly after: ComparedCell;
  /** After less before; null where either is no number. */
  readonly difference: number | null;
}

/**
 * The cells that differ, in the order of the form: another number, or another state, as from blank to 0. The same
 * number written otherwise (1,234 and 1234) is no change.
 */
export function compareCells(
  before: CheckedReport["cells"],
  after: CheckedReport["cells"],
): CellChange[] {
  return CELLS.flatMap(({ name }) => {
    const [old, now] = [comparedCell(before.get(name)), comparedCell(after.get(name))];
    if (!isChange(old, now)) return [];
    const difference = old.value === null || now.value === null ? null : now.value - old.value;
    return [{ cell: name, before: old, after: now, difference }];
  });
}

function comparedCell(cell: CheckedCell | undefined): ComparedCell {
  if (cell === undefined) return { state: "missing", raw: "", value: null };
  return { state: cell.state, raw: cell.raw.trim(), value: cell.value };
}

/** Words and what is illegible are compared as they stand; of the other states there is only one. */
function isChange(before: ComparedCell, after: ComparedCell): boolean {
  if (before.state !== after.state || before.value !== after.value) return true;
  return (after.state === "note" || after.state === "illegible") && before.raw !== after.raw;
}

export const FATES = {
  broken: { name: "新出现", meaning: "原来相符，改后不符" },
  remains: { name: "仍不符", meaning: "原来不符，改后仍不符" },
  unknown: { name: "不能再核对", meaning: "原来不符，改后所需的数字不全" },
  repaired: { name: "已改正", meaning: "原来不符，改后相符" },
} as const;
type Fate = keyof typeof FATES;

/** What became of something that does not hold before or after. */
export interface FindingChange extends Pick<CheckResult, "check" | "severity" | "cells"> {
  readonly fate: Fate;
  /** What does not hold: afterwards, or before where it holds now. */
  readonly message: string;
}

/** What each rule that fails before or after has become, what is new first. */
export function compareResults(
  before: readonly CheckResult[],
  after: readonly CheckResult[],
): FindingChange[] {
  const [failedBefore, failsNow] = [failing(before), failing(after)];
  const holding = new Set(after.filter(({ state }) => state === "holds").map(questionOf));
  // A check of the text looks through all of it at once, whatever cells: what it finds no more is settled.
  const evaluated = new Set(
    after.flatMap(({ check, state }) => (state === "notEvaluable" ? [] : [check])),
  );
  const isSettled = (result: CheckResult) =>
    holding.has(questionOf(result)) ||
    (result.quotation !== undefined && evaluated.has(result.check));
  const changes = [...failsNow].map(([key, result]) =>
    findingChange(result, failedBefore.has(key) ? "remains" : "broken"),
  );
  for (const [key, result] of failedBefore)
    if (!failsNow.has(key))
      changes.push(findingChange(result, isSettled(result) ? "repaired" : "unknown"));
  const order = Object.keys(FATES);
  return changes.toSorted((a, b) => order.indexOf(a.fate) - order.indexOf(b.fate));
}

function failing(results: readonly CheckResult[]): Map<string, CheckResult> {
  return new Map(
    results.filter(({ state }) => state === "fails").map((result) => [keyOf(result), result]),
  );
}

/** What fails is told apart by its topic too: a rule may find several sentences at odds with one cell. */
function keyOf(result: CheckResult): string {
  return JSON.stringify([questionOf(result), result.topic]);
}

/** The same question of the same cells. */
function questionOf({ check, cells }: CheckResult): string {
  return JSON.stringify([check, cells]);
}

function findingChange(
  { check, severity, cells, message }: CheckResult,
  fate: Fate,
): FindingChange {
  return { check, severity, cells, message, fate };
}

/**
 * The cells that somebody had reason to ask about: those of every check that fails, and those that could not be read.
 * A corrected report may change them; a change of any other cell was asked for by nobody.
 */
export function cellsInQuestion(
  results: readonly CheckResult[],
  { cells }: Pick<CheckedReport, "cells">,
): Set<string> {
  const failed = results.flatMap((result) => (result.state === "fails" ? result.cells : []));
  const unread = [...cells].filter(([, { state }]) => state === "illegible");
  return new Set([...failed, ...unread.map(([name]) => name)]);
}
