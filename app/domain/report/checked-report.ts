import { cellName } from "../form/cell-name";
import type { BodyKind, Scope } from "./body";
import type { Level } from "./division";
import type { PrintedCell } from "./printed-cell";
import type { ReadReport, Section, TableEditions } from "./read-report";
import { type ReportRow, tableEditionsOf } from "./report-row";

/** What a check needs of a printed cell. */
export type CheckedCell = Pick<PrintedCell, "value" | "state" | "raw" | "unit" | "note">;

/** A report as the checks see it. `id` must be the same after every load of the same document. */
export interface CheckedReport {
  readonly id: string;
  readonly body: string;
  readonly kind: BodyKind | null;
  readonly divisionCode: string | null;
  readonly level: Level | null;
  readonly year: number;
  readonly scope: Scope;
  /** YYYY-MM-DD; null where the document states none. */
  readonly publishedOn: string | null;
  readonly forms: TableEditions;
  /** Printed cells by name (`cellName`); a cell that is not printed has no entry. */
  readonly cells: ReadonlyMap<string, CheckedCell>;
  readonly sections: readonly Section[];
  /** The text before section 一; null where the reader kept none. */
  readonly preface: string | null;
}

/** What the reader does not know: the id and the level. */
interface ReportRegistration {
  readonly id: string;
  readonly level: Level | null;
}

/** The cells that a document prints, by name. */
export function toCheckedCells({ cells }: Pick<ReadReport, "cells">): CheckedReport["cells"] {
  return new Map(cells.map((cell) => [cellName(cell.line, cell.column), cell]));
}

/** A document that was read, as the checks see it; null while it names no body or no year. */
export function toCheckedReport(read: ReadReport, known: ReportRegistration): CheckedReport | null {
  if (read.body === null || read.year === null) return null;
  return {
    id: known.id,
    body: read.body,
    kind: read.kind,
    divisionCode: read.division,
    level: known.level,
    year: read.year,
    scope: read.scope,
    publishedOn: read.publishedOn,
    forms: read.forms,
    cells: toCheckedCells(read),
    sections: read.sections,
    preface: read.preface,
  };
}

/** A loaded report with what the database keeps of its document. */
export interface StoredReport {
  readonly report: ReportRow;
  readonly printed: readonly (CheckedCell & { readonly cell: string })[];
  readonly sections: readonly Section[];
  readonly preface: string | null;
}

/** A loaded report, as the checks see it: what `toCheckedReport` makes of the document itself. */
export function restoreCheckedReport({
  report,
  printed,
  sections,
  preface,
}: StoredReport): CheckedReport {
  const { id, body, kind, division_code: division, level, year, scope } = report;
  return {
    id,
    body,
    kind,
    divisionCode: division,
    level,
    year,
    scope,
    publishedOn: report.published_on,
    forms: tableEditionsOf(report),
    cells: new Map(printed.map((cell) => [cell.cell, cell])),
    sections,
    preface,
  };
}
