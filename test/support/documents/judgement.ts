import { cellByName } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import { toCheckedReport } from "#domain/report/checked-report";
import { EMPTY_CONTEXT } from "#domain/checks/check-context";
import { findingsOf } from "#domain/checks/engine";
import type { ReadReport } from "#domain/report/read-report";
import type { Expected } from "./mutations";
import type { TrueCell } from "./truth";

/** How the cells of one document were read. */
export interface Judgement {
  readonly exact: number;
  /** A zero that stands in another guise than was meant: 0, blank or a slash. */
  readonly sameZero: number;
  /** Left out, with a problem that says so. */
  readonly refused: number;
  /** Read otherwise than printed, and a problem or a finding points at it. */
  readonly marked: number;
  /** Read otherwise than printed, or left out, and nothing says so. */
  readonly silent: readonly string[];
}

/** Compares what was read with what is true, cell by cell. */
export function judge(read: ReadReport, expected: Expected): Judgement {
  const found = new Map(read.cells.map((cell) => [cellName(cell.line, cell.column), cell]));
  const isMarked = marksOf(read);
  let exact = 0;
  let sameZero = 0;
  let refused = 0;
  let marked = 0;
  const silent: string[] = [];
  for (const name of new Set([...expected.keys(), ...found.keys()])) {
    const truth = expected.get(name) ?? null;
    const cell = found.get(name);
    const table = cellByName(name)?.table;
    const isUsed = table !== undefined && read.forms[table] !== null;
    if (truth && cell && cell.value === truth.value && cell.state === truth.state) exact += 1;
    else if (!truth && !cell) exact += 1;
    else if (isZero(truth) && isZero(cell)) sameZero += 1;
    else if (!cell || cell.state === "illegible") {
      if (isMarked(name)) refused += 1;
      else silent.push(`${name}: missing`);
    } else if (isMarked(name) || !isUsed) marked += 1;
    else silent.push(`${name}: ${cell.raw} (${cell.state}) instead of ${truth?.text ?? "nothing"}`);
  }
  return { exact, sameZero, refused, marked, silent };
}

function isZero(cell: Pick<TrueCell, "state" | "value"> | null | undefined): boolean {
  if (!cell) return false;
  // A blank and a slash count as 0 in arithmetic.
  return cell.value === 0 || cell.state === "blank" || cell.state === "slash";
}

/** Whether a problem or a finding points at a cell. */
function marksOf(read: ReadReport): (name: string) => boolean {
  const report = toCheckedReport(
    { ...read, body: read.body ?? "示例机关", year: read.year ?? 2024 },
    { id: "x", level: "county" },
  );
  const pointed = new Set(
    report
      ? findingsOf(report, EMPTY_CONTEXT)
          .filter(({ severity }) => severity !== "I")
          .flatMap(({ cells }) => cells)
      : [],
  );
  return (name) => {
    const cell = cellByName(name);
    if (!cell) return true;
    if (pointed.has(name)) return true;
    return read.problems.some(
      ({ table, line, column, severity }) =>
        table === cell.table &&
        (line === undefined ? severity === "error" || column !== undefined : line === cell.line) &&
        (column === undefined || column === cell.column),
    );
  };
}
