import { valueOf } from "#etl/sample/figures";
import { simulateProvince, type SampleReport } from "#etl/sample/province";
import type { SampleKind } from "#etl/sample/story";

/** The demo province of the default seed. */
export const REPORTS: readonly SampleReport[] = [...simulateProvince()];

const BY_KEY = new Map(
  REPORTS.map((report) => [`${report.division.code}-${report.kind}-${report.year}`, report]),
);

/** The report of a body and a year, if it was published. */
export function reportOf(code: string, kind: SampleKind, year: number): SampleReport | undefined {
  return BY_KEY.get(`${code}-${kind}-${year}`);
}

/** The true value of a cell. */
export function truly(report: SampleReport, cell: string): number {
  return valueOf(report.truth, cell);
}

/** The printed number of a cell; a blank or a slash counts as 0, a cell not printed as null. */
export function printedIn(report: SampleReport, cell: string): number | null {
  const printed = report.printed.find((candidate) => candidate.cell.name === cell);
  return printed ? (printed.value ?? 0) : null;
}
