import { cellByName, cellsIn, TABLE_CODES, type TableCode } from "../form/cells";
import { cellName } from "../form/cell-name";
import { type Edition, editionFor, EDITIONS } from "../form/edition";
import type { ShownState } from "../report/cell-text";
import { findDoubtfulCells } from "../report/doubtful-cells";
import type { CellLocation } from "../report/printed-cell";
import type { ReadReport } from "../report/read-report";
import { buildShownTables } from "../report/shown-tables";
import type { CorrectionRow } from "../reviewed/corrections";

/** A cell of the form as a person reviews it. */
export interface ReviewCell {
  readonly name: string;
  /** The text that the reader finds, exactly; '' where it finds none. */
  readonly seen: string;
  readonly state: ShownState;
  /** Where the document prints it, or what is nearest to it of what was found; empty where that is not known. */
  readonly where: CellLocation;
  /**
   * Why a person should look: the reader found no such cell, or doubts what it found; or it stands beside a cell that
   * could not be read, and need be looked at only where that one shows that the row was misread.
   */
  readonly need: "missing" | "doubtful" | "beside" | null;
  /** What a person copied from the original; null where nothing. */
  readonly entered: string | null;
  /** Whether the reader found another text when that was copied, so that it is not taken any more. */
  readonly isStale: boolean;
  /** What a misprint is corrected to. */
  readonly corrected: number | null;
}

export interface ReviewTable {
  readonly code: TableCode;
  readonly edition: Edition;
  /** Whether the reader takes its figures without a person's help. */
  readonly counts: boolean;
  /** Whether the reader found no cell of it, so that all of it is copied from the original. */
  readonly isBlank: boolean;
  readonly cells: readonly ReviewCell[];
  /** Cells that a person must still look at. */
  readonly left: number;
}

/** The edition in which a person wants to copy a table, where he chose one. */
export type ChosenEditions = Readonly<Partial<Record<TableCode, Edition>>>;

/**
 * The tables of a document as a person reviews them; those with most to look at first.
 *
 * @param chosen editions of tables of which the reader found no cell
 */
export function buildReviewTables(
  report: ReadReport,
  rows: readonly CorrectionRow[],
  chosen: ChosenEditions = {},
): ReviewTable[] {
  const printed = report.cells.map((cell) => ({ ...cell, cell: cellName(cell.line, cell.column) }));
  const byName = new Map(printed.map((cell) => [cell.cell, cell]));
  const entries = new Map(
    rows.flatMap((row) => (row.kind === "printed" ? [[row.cell, row] as const] : [])),
  );
  const corrections = new Map(
    rows.flatMap((row) => (row.kind === "misprint" ? [[row.cell, row.corrected] as const] : [])),
  );
  const doubtful = findDoubtfulCells({ ...report, forms: ALL_COUNT });
  const doubtfulThemselves = findDoubtfulThemselves(report);
  const isFound = (code: TableCode): boolean => report.cells.some(({ table }) => table === code);
  const blank = TABLE_CODES.filter((code) => report.forms[code] === null && !isFound(code));
  const forms = { ...report.forms };
  for (const code of blank)
    forms[code] = chosen[code] ?? editionOfEntries(code, entries, report.year ?? 2021);
  return buildShownTables({
    year: report.year ?? 2021,
    forms,
    printed,
    figures: {},
    findings: [],
    corrections: new Map(),
  })
    .map(({ code, edition, cells }): ReviewTable => {
      const complete = report.forms[code] !== null;
      const isWhole = !complete && cells.every(({ name }) => byName.has(name));
      const places = new Places(report, code);
      const reviewed = cells.map(({ name, state }): ReviewCell => {
        const found = byName.get(name);
        const seen = found?.raw ?? "";
        const entry = entries.get(name);
        const isDoubtful = isWhole || doubtfulThemselves.has(name);
        const needOfFound = isDoubtful ? "doubtful" : doubtful.has(name) ? "beside" : null;
        return {
          name,
          seen,
          state,
          where: places.near(name, found?.where),
          need: found === undefined ? "missing" : needOfFound,
          entered: entry?.printed ?? null,
          isStale: entry !== undefined && entry.expected !== seen,
          corrected: corrections.get(name) ?? null,
        };
      });
      return {
        code,
        edition,
        counts: complete,
        isBlank: blank.includes(code),
        cells: reviewed,
        left: reviewed.filter(isLeft).length,
      };
    })
    .toSorted((one, other) => Number(other.left > 0) - Number(one.left > 0));
}

/** The edition of a table that is copied whole: that of which most is copied, that of the year where as much of each. */
function editionOfEntries(
  code: TableCode,
  entries: ReadonlyMap<string, unknown>,
  year: number,
): Edition {
  const due = editionFor(year);
  const copied = (edition: Edition): number =>
    cellsIn(code, edition).filter(({ name }) => entries.has(name)).length;
  return EDITIONS.find((edition) => copied(edition) > copied(due)) ?? due;
}

/** Doubtful cells but for those doubted with their whole row only because another cell of it is illegible. */
function findDoubtfulThemselves(report: ReadReport): ReadonlySet<string> {
  const illegible = report.cells.filter(({ state }) => state === "illegible");
  const problems = report.problems.filter(
    ({ table, line, column }) =>
      column !== undefined || !illegible.some((cell) => cell.table === table && cell.line === line),
  );
  return findDoubtfulCells({ ...report, forms: ALL_COUNT, problems });
}

/** Finds where a table prints its cells in the order of the form; of one that was not found, where its line stands. */
class Places {
  #last: CellLocation = {};

  constructor(
    private readonly report: ReadReport,
    private readonly table: TableCode,
  ) {}

  near(name: string, found: CellLocation | undefined): CellLocation {
    const line = cellByName(name)?.line;
    const isOwn = (each: { readonly table?: TableCode; readonly line?: string }): boolean =>
      each.table === this.table && each.line === line;
    const { problems, cells } = this.report;
    const place =
      found ??
      problems.find((issue) => isOwn(issue) && issue.where !== undefined)?.where ??
      cells.find(isOwn)?.where ??
      this.#last;
    this.#last = place;
    return place;
  }
}

/** A table that counts is doubted cell by cell. */
const ALL_COUNT = {
  proactive_disclosure: 2021,
  requests: 2021,
  review_litigation: 2021,
} as const satisfies ReadReport["forms"];

/** Whether a person must still look at a cell. */
export function isLeft({ need, entered, isStale }: ReviewCell): boolean {
  return need !== null && need !== "beside" && (entered === null || isStale);
}

/** Names the place of a cell in what is shown of the original; null where it is not known. */
export function placeKey({ table, row, column, page, line }: CellLocation): string | null {
  if (table !== undefined && row !== undefined && column !== undefined)
    return `o-t${table}-r${row}-c${column}`;
  return line === undefined ? null : `o-p${page ?? 0}-l${line}`;
}
