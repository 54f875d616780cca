import { dueCellLink } from "./links";
import {
  CROSSED_COUNTS,
  quantityOfCrossed,
  type ApplicantOutcomes,
  type CrossedCount,
} from "#domain/comparison/applicant-outcomes";
import { applicantName } from "#domain/form/requests";
import type { TableColumn } from "./column";

/** How the cross-table may be read, each a table of its own. */
export const CROSS_READINGS = {
  counts: { name: "件数", why: "没有报告填写该数字" },
  ofApplicant: { name: "占该类申请人办结件数的比重", why: "没有报告填写，或该类申请人总计为0" },
  ofOutcome: { name: "占该类办理结果的比重", why: "没有报告填写，或该类结果总计为0" },
} as const satisfies Record<keyof Omit<ApplicantOutcomes, "applicant">, object>;
export type CrossReading = keyof typeof CROSS_READINGS;

/** Applicants down, outcomes across; `to` leads from a count to what it is made of. */
export function crossColumns(
  reading: CrossReading,
  to: (row: ApplicantOutcomes, crossed: CrossedCount) => string | undefined = () => undefined,
): TableColumn<ApplicantOutcomes>[] {
  return [
    {
      id: "applicant",
      header: "申请人",
      format: "text",
      value: ({ applicant }) => applicantName(applicant),
    },
    ...CROSSED_COUNTS.map((crossed): TableColumn<ApplicantOutcomes> => ({
      id: crossed,
      header: quantityOfCrossed(crossed).name,
      format: reading === "counts" ? "count" : "share",
      value: (row) => row[reading][crossed],
      href: (row) => to(row, crossed),
      why: () => CROSS_READINGS[reading].why,
      ...(reading === "counts" ? {} : { bar: true }),
    })),
  ];
}

/** Address of the printed cell that a count of the cross-table begins with, in the form due in the report's year. */
export function crossedCellLink(
  report: Parameters<typeof dueCellLink>[0],
  { applicant }: Pick<ApplicantOutcomes, "applicant">,
  crossed: CrossedCount,
): string {
  return dueCellLink(report, quantityOfCrossed(crossed), applicant);
}

/** One cell of the cross-table, for files: a row a cell with its count and both shares. */
export interface CrossedCell {
  readonly applicants: ApplicantOutcomes;
  readonly crossed: CrossedCount;
}

export function crossedCells(rows: readonly ApplicantOutcomes[]): CrossedCell[] {
  return rows.flatMap((applicants) => CROSSED_COUNTS.map((crossed) => ({ applicants, crossed })));
}

export const CROSSED_CELL_COLUMNS: readonly TableColumn<CrossedCell>[] = [
  {
    id: "applicant",
    header: "申请人",
    format: "text",
    value: ({ applicants }) => applicantName(applicants.applicant),
  },
  {
    id: "outcome",
    header: "办理结果",
    format: "text",
    value: ({ crossed }) => quantityOfCrossed(crossed).name,
  },
  ...(["counts", "ofApplicant", "ofOutcome"] as const).map((reading): TableColumn<CrossedCell> => ({
    id: reading,
    header: CROSS_READINGS[reading].name,
    format: reading === "counts" ? "count" : "share",
    value: ({ applicants, crossed }) => applicants[reading][crossed],
  })),
];
