import type { Section } from "../report/read-report";
import { formsOf, type ReportRow } from "../report/report-row";
import type { CheckedCell, CheckedReport } from "./checked-report";

/** A loaded report with what the database keeps of its document. */
export interface StoredReport {
  readonly report: ReportRow;
  readonly printed: readonly (CheckedCell & { readonly cell: string })[];
  readonly sections: readonly Section[];
  readonly preface: string | null;
}

/** A loaded report, as the checks see it: what `checkedReport` makes of the document itself. */
export function storedReport({ report, printed, sections, preface }: StoredReport): CheckedReport {
  const { id, body, kind, division_code: division, level, year, scope } = report;
  return {
    id,
    body,
    kind,
    division,
    level,
    year,
    scope,
    publishedOn: report.published_on,
    forms: formsOf(report),
    cells: new Map(printed.map((cell) => [cell.cell, cell])),
    sections,
    preface,
  };
}
