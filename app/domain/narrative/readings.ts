import { formatCellLabel } from "../form/cell-label";
import { printedCellsIn } from "../form/cell-positions";
import { cellByName } from "../form/cells";
import { cellName } from "../form/cell-name";
import { EDITIONS } from "../form/edition";
import { BALANCE } from "../form/identities";
import { REQUESTS } from "../form/requests";
import { REVIEW_LITIGATION } from "../form/review-litigation";
import type { CheckedReport } from "../report/checked-report";
import type { ReportValues } from "../report/report-values";

/** A lawful reading of a phrase: cells added, less cells taken away. */
export interface Reading {
  readonly words: string;
  readonly plus: readonly string[];
  readonly minus: readonly string[];
}

/** A report under verification. */
export interface Tables {
  readonly report: CheckedReport;
  readonly values: ReportValues;
}

const HANDLED = BALANCE.right[0];
const shortLabel = (name: string): string =>
  formatCellLabel(name).replace(/^表.“[^”]*?([^）.、·”]+)”总计$/, "$1");

/** The total of a line of table 三. */
export function lineTotal(code: string): Reading {
  const name = cellName(code, "total");
  return { words: shortLabel(name), plus: [name], minus: [] };
}

/** The lines of a group of table 三 together; it prints no total for them. */
export function groupTotal(...codes: string[]): Reading {
  const found = REQUESTS.groups.find(({ code }) => code === codes[0]);
  const lines = REQUESTS.lines.filter((line) => "group" in line && codes.includes(line.group));
  return {
    words: found?.label ?? "",
    plus: lines.map(({ code }) => cellName(code, "total")),
    minus: [],
  };
}

/** Cells of table 四. */
export function caseCells(lines: readonly string[], column = "total"): Reading {
  const labels = REVIEW_LITIGATION.lines.filter(({ code }) => lines.includes(code));
  const heading = REVIEW_LITIGATION.columns.find(({ code }) => code === column);
  return {
    words: `${labels.map(({ label }) => label).join("＋")}${heading?.label ?? ""}`,
    plus: lines.map((code) => cellName(code, column)),
    minus: [],
  };
}

export function addReadings(one: Reading, other: Reading): Reading {
  return {
    words: `${one.words}＋${other.words}`,
    plus: [...one.plus, ...other.plus],
    minus: [...one.minus, ...other.minus],
  };
}

export function subtractReadings(one: Reading, other: Reading): Reading {
  return {
    words: `${one.words}－${other.words}`,
    plus: [...one.plus, ...other.minus],
    minus: [...one.minus, ...other.plus],
  };
}

/** The same lines in the columns of some applicants. */
export function restrictToColumns(reading: Reading, columns: readonly string[]): Reading {
  const move = (names: readonly string[]): string[] =>
    names.flatMap((name) => {
      const cell = cellByName(name);
      return cell?.table === REQUESTS.code
        ? columns.map((code) => cellName(cell.line, code))
        : name;
    });
  const labels = REQUESTS.columns.filter(({ code }) => columns.includes(code));
  return {
    words: `${reading.words}（${labels.map(({ label }) => label).join("、")}）`,
    plus: move(reading.plus),
    minus: move(reading.minus),
  };
}

/** The cells of a reading that the report's edition prints. */
export function readingCellsOf(reading: Reading, { report }: Tables): string[] {
  return [...reading.plus, ...reading.minus].filter((name) => isPrinted(name, report));
}

function isPrinted(name: string, report: CheckedReport): boolean {
  const cell = cellByName(name);
  const edition = cell && report.forms[cell.table];
  return (
    cell !== undefined &&
    edition !== null &&
    edition !== undefined &&
    cell.editions.includes(edition)
  );
}

/** What a reading comes to; null where a table is absent or a figure cannot be known. */
export function readingValueOf(reading: Reading, { report, values }: Tables): number | null {
  let sum = 0;
  let printed = 0;
  for (const [names, sign] of [[reading.plus, 1] as const, [reading.minus, -1] as const])
    for (const name of names) {
      if (!isPrinted(name, report)) continue;
      const value = values.valueOf(name);
      if (value === null) return null;
      printed += 1;
      sum += sign * value;
    }
  return printed === 0 ? null : sum;
}

export const NEW = lineTotal(BALANCE.left[0]);
export const CARRIED_IN = lineTotal(BALANCE.left[1]);
export const HANDLED_TOTAL = lineTotal(HANDLED);
export const CARRIED_OUT = lineTotal(BALANCE.right[1]);
export const RECEIVED = addReadings(NEW, CARRIED_IN);
export const APPLICANTS = REQUESTS.columns.filter((column) => !("sumOf" in column));
export const ORGANISATIONS: readonly string[] = APPLICANTS.filter(
  (column) => "heading" in column,
).map(({ code }) => code);
export const NATURAL_PERSONS: readonly string[] = APPLICANTS.filter(
  (column) => !("heading" in column),
).map(({ code }) => code);

const OUTCOMES = new Set(
  REQUESTS.lines
    .flatMap((line) => ("sumOf" in line ? line.sumOf : []))
    .map((code) => cellName(code, "total")),
);

const OUTCOME_CELLS = new Map(
  EDITIONS.map((edition) => [
    edition,
    printedCellsIn("requests", edition).names.filter((name) => OUTCOMES.has(name)),
  ]),
);

/** Totals of every outcome line that the report prints: what `handled_total` adds up. */
export function outcomeCells({ report }: Tables): readonly string[] {
  const edition = report.forms.requests;
  return (edition && OUTCOME_CELLS.get(edition)) ?? [];
}
