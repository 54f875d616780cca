import type { DivisionYear } from "#domain/comparison/division-year";
import { editionFor } from "#domain/form/edition";
import type { ApplicantType } from "#domain/form/requests";
import { firstCellName, type Quantity } from "#domain/indicators/quantity";

/** Address of a report, or of a part of its page: a cell by its name, a section by its id. */
export function reportLink(id: string, part?: string): string {
  return `/reports/${encodeURIComponent(id)}${part === undefined ? "" : `#${part}`}`;
}

/** Address of the page that tells what changed in a report. */
export function changesLink(id: string): string {
  return `${reportLink(id)}/changes`;
}

/** Address of a division's page, in the year of its latest report where none is given. */
export function divisionLink(code: string, year?: number): string {
  return `/districts/${code}${year === undefined ? "" : `?year=${year}`}`;
}

/** Address of the printed cell that a quantity is read from first; null without a report. */
export function printedCellLink(
  report: DivisionYear | undefined,
  quantity: Quantity,
): string | null {
  if (!report) return null;
  const edition = report.editions.requests ?? editionFor(report.year);
  return reportLink(report.report_id, firstCellName(quantity, edition));
}

/** The same in a report of which only the year is known: it is taken to keep the edition due in that year. */
export function dueCellLink(
  { report_id, year }: Pick<DivisionYear, "report_id" | "year">,
  quantity: Quantity,
  applicant?: ApplicantType,
): string {
  return reportLink(report_id, firstCellName(quantity, editionFor(year), applicant));
}

/** Address of the same page and filters in another year: `?area=…&year=2024#bodies`. */
export function yearLink(parameters: URLSearchParams, year: number, part: string): string {
  const next = new URLSearchParams(parameters);
  next.set("year", String(year));
  return `?${next.toString()}#${part}`;
}
