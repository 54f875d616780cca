import { type Cell, cellsIn, type Sum, sumsIn, TABLE_CODES, type TableCode } from "../form/cells";
import { type Edition, editionFor, EDITIONS } from "../form/edition";
import { formatLocation, type ShownState } from "./cell-text";
import type { StoredCell } from "./printed-cell";
import type { TableEditions } from "./read-report";
import type { ReportFinding } from "./report-finding";

/** A figure put in the place of a printed one, and why. */
interface AppliedCorrection {
  readonly corrected: number;
  readonly reason: string;
  readonly source: string;
  readonly by: string;
  readonly date: string;
}

/** What a person copied from the original, where the reader could not read it or doubted it. */
export interface EnteredCell extends Omit<AppliedCorrection, "corrected"> {
  /** The text that the reader found; empty where it found none. */
  readonly expected: string;
}

/** A cell as the page shows it: what is printed, where, and what is said of it. */
export interface ShownCell {
  readonly name: string;
  readonly state: ShownState;
  /** As printed; empty where nothing is. */
  readonly raw: string;
  readonly value: number | null;
  /** The number used in arithmetic. */
  readonly used: number | null;
  readonly place: string;
  readonly note?: string;
  readonly unit?: string;
  readonly totals?: readonly ComputedTotal[];
  readonly correction?: AppliedCorrection;
  readonly entered?: EnteredCell;
  /** Numbers, in the list of findings, of those that are about this cell. */
  readonly findings?: readonly number[];
  /** Whether it takes part in a finding about another cell. */
  readonly concerned?: true;
}

/** A table of the form as the page shows it. */
export interface ShownTable {
  readonly code: TableCode;
  /** The edition it is printed in; of an incomplete table the one most of its cells belong to. */
  readonly edition: Edition;
  /** Whether its figures count. */
  readonly complete: boolean;
  readonly cells: readonly ShownCell[];
}

interface ReportParts {
  readonly year: number;
  readonly forms: TableEditions;
  readonly printed: readonly StoredCell[];
  /** What enters sums, by cell. */
  readonly figures: Readonly<Record<string, number | null>>;
  /** What totals are computed from beside the printed ones; the figures where left out. */
  readonly parts?: Readonly<Record<string, number | null>>;
  readonly findings: readonly ReportFinding[];
  readonly corrections: ReadonlyMap<string, AppliedCorrection>;
  readonly entries?: ReadonlyMap<string, EnteredCell>;
}

/** The three tables of a report, each cell with all that is known of it. */
export function buildShownTables(report: ReportParts): ShownTable[] {
  const printed = new Map(report.printed.map((cell) => [cell.cell, cell]));
  const totals = computeTotals(report.forms, printed, report.parts ?? report.figures);
  const marks = groupFindingsByCell(report.findings);
  return TABLE_CODES.map((code) => {
    const edition = report.forms[code] ?? likeliestEdition(code, report.year, printed);
    return {
      code,
      edition,
      complete: report.forms[code] !== null,
      cells: cellsIn(code, edition).map((cell) =>
        shownCell(cell, printed.get(cell.name), report, totals, marks),
      ),
    };
  });
}

function likeliestEdition(
  code: TableCode,
  year: number,
  printed: ReadonlyMap<string, StoredCell>,
): Edition {
  const due = editionFor(year);
  const read = (edition: Edition): number =>
    cellsIn(code, edition).filter((cell) => printed.has(cell.name)).length;
  return EDITIONS.find((edition) => read(edition) > read(due)) ?? due;
}

interface FindingsByCell {
  readonly about: ReadonlyMap<string, readonly number[]>;
  readonly concerned: ReadonlySet<string>;
}

function groupFindingsByCell(findings: readonly ReportFinding[]): FindingsByCell {
  const about = new Map<string, number[]>();
  const concerned = new Set<string>();
  findings.forEach(({ cells: [head, ...others] }, index) => {
    if (head !== undefined) about.set(head, [...(about.get(head) ?? []), index + 1]);
    for (const other of others) concerned.add(other);
  });
  return { about, concerned };
}

function shownCell(
  { name }: Cell,
  cell: StoredCell | undefined,
  { figures, corrections, entries }: ReportParts,
  totals: ReadonlyMap<string, readonly ComputedTotal[]>,
  { about, concerned }: FindingsByCell,
): ShownCell {
  const computed = totals.get(name);
  const correction = corrections.get(name);
  const entered = entries?.get(name);
  const findings = about.get(name);
  return {
    name,
    state: cell?.state ?? "missing",
    raw: cell?.raw.trim() ?? "",
    value: cell?.value ?? null,
    used: figures[name] ?? null,
    place: cell ? formatLocation(cell.where) : "",
    ...(cell?.note === undefined ? {} : { note: cell.note }),
    ...(cell?.unit === undefined ? {} : { unit: cell.unit }),
    ...(computed === undefined ? {} : { totals: computed }),
    ...(correction === undefined ? {} : { correction }),
    ...(entered === undefined ? {} : { entered }),
    ...(findings === undefined ? {} : { findings }),
    ...(concerned.has(name) ? { concerned: true } : {}),
  };
}

/** A total computed from its parts where the document leaves it blank or prints another figure. */
export interface ComputedTotal {
  readonly direction: Sum["direction"];
  readonly value: number;
}

/**
 * The totals to show beside the printed ones, by cell. Blank parts count as 0 beside a figure; where
 * a part cannot be read, or none states a figure, nothing is computed.
 */
function computeTotals(
  forms: TableEditions,
  printed: ReadonlyMap<string, StoredCell>,
  figures: Readonly<Record<string, number | null>>,
): ReadonlyMap<string, readonly ComputedTotal[]> {
  const totals = new Map<string, ComputedTotal[]>();
  for (const code of TABLE_CODES) {
    const edition = forms[code];
    if (edition === null) continue;
    for (const sum of sumsIn(code, edition)) {
      const value = sumOfParts(sum, printed, figures);
      if (value === null || printed.get(sum.total.name)?.value === value) continue;
      const others = totals.get(sum.total.name) ?? [];
      if (others.some((other) => other.value === value)) continue;
      totals.set(sum.total.name, [...others, { direction: sum.direction, value }]);
    }
  }
  return totals;
}

function sumOfParts(
  { parts }: Sum,
  printed: ReadonlyMap<string, StoredCell>,
  figures: Readonly<Record<string, number | null>>,
): number | null {
  let total: number | null = null;
  for (const { name } of parts) {
    const value = figures[name] ?? null;
    const state = printed.get(name)?.state;
    if (value !== null) total = (total ?? 0) + value;
    else if (state !== "blank" && state !== "slash") return null;
  }
  return total;
}
