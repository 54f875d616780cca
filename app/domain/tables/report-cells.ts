import { cellsIn, TABLE_CODES, type Cell, type TableCode } from "../form/cells";
import { EDITIONS, editionDue, type Edition } from "../form/edition";
import type { ShownState } from "../report/cell-state";
import type { StoredCell } from "../report/evidence";
import { placeInWords } from "../report/place";
import type { Forms } from "../report/read-report";
import type { ReportFinding } from "../report/report-finding";
import { computedTotals, type ComputedTotal } from "./report-totals";

/** A figure put in the place of a printed one, and why. */
export interface AppliedCorrection {
  readonly corrected: number;
  readonly reason: string;
  readonly source: string;
  readonly by: string;
  readonly date: string;
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
  readonly forms: Forms;
  readonly printed: readonly StoredCell[];
  readonly figures: Readonly<Record<string, number | null>>;
  readonly findings: readonly ReportFinding[];
  readonly corrections: ReadonlyMap<string, AppliedCorrection>;
}

/** The three tables of a report, each cell with all that is known of it. */
export function shownTables(report: ReportParts): ShownTable[] {
  const printed = new Map(report.printed.map((cell) => [cell.cell, cell]));
  const totals = computedTotals(report.forms, printed, report.figures);
  const marks = marksOf(report.findings);
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
  const due = editionDue(year);
  const read = (edition: Edition): number =>
    cellsIn(code, edition).filter((cell) => printed.has(cell.name)).length;
  return EDITIONS.find((edition) => read(edition) > read(due)) ?? due;
}

interface Marks {
  readonly about: ReadonlyMap<string, readonly number[]>;
  readonly concerned: ReadonlySet<string>;
}

function marksOf(findings: readonly ReportFinding[]): Marks {
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
  { figures, corrections }: ReportParts,
  totals: ReadonlyMap<string, readonly ComputedTotal[]>,
  { about, concerned }: Marks,
): ShownCell {
  const computed = totals.get(name);
  const correction = corrections.get(name);
  const findings = about.get(name);
  return {
    name,
    state: cell?.state ?? "missing",
    raw: cell?.raw.trim() ?? "",
    value: cell?.value ?? null,
    used: figures[name] ?? null,
    place: cell ? placeInWords(cell.where) : "",
    ...(cell?.note === undefined ? {} : { note: cell.note }),
    ...(cell?.unit === undefined ? {} : { unit: cell.unit }),
    ...(computed === undefined ? {} : { totals: computed }),
    ...(correction === undefined ? {} : { correction }),
    ...(findings === undefined ? {} : { findings }),
    ...(concerned.has(name) ? { concerned: true } : {}),
  };
}
