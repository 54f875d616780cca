import { ABSENCES, type ConfirmedAbsence } from "../report/absence";

/** Whether a body filed the report of a year, and what the checks say of it. */
export interface Filing {
  /** Tells the body apart: its division, or its own id where a division has several of its kind. */
  readonly code: string;
  readonly division_code: string;
  readonly division: string;
  /** What it is called: its division, or its own name where a division has several of its kind. */
  readonly name: string;
  /** Its own name by its latest report; null where none is loaded. */
  readonly body: string | null;
  readonly city: string | null;
  readonly year: number;
  /** Whether the division exists in the year and the body is known to. */
  readonly due: boolean;
  readonly report_id: string | null;
  /** That a person confirmed that it was not published, or was taken down; null where nobody has. */
  readonly confirmed: ConfirmedAbsence | null;
  readonly published_on: string | null;
  readonly late: boolean;
  /** Findings by severity that nobody accepted; lateness stands by itself. */
  readonly errors: number;
  readonly questions: number;
}

/** The state of a body in a year, by name and by sign. */
export const FILING_STATES = {
  ...ABSENCES,
  failing: { name: "有差错", mark: "✕" },
  questions: { name: "需说明", mark: "？" },
  clean: { name: "数字未发现问题", mark: "✓" },
} as const;
export type FilingState = keyof typeof FILING_STATES;

export function filingStateOf(filing: Filing): FilingState {
  const { due, report_id, confirmed, errors, questions } = filing;
  if (report_id === null)
    return due ? absenceOf(confirmed) : isOneOfSeveral(filing) ? "unknown" : "not_due";
  if (errors > 0) return "failing";
  return questions > 0 ? "questions" : "clean";
}

/** Which absence it is where a report that is due is not loaded. */
export function absenceOf(
  confirmed: ConfirmedAbsence | null,
): "not_loaded" | "unpublished" | "withdrawn" {
  if (confirmed === null) return "not_loaded";
  return confirmed.withdrawn === null ? "unpublished" : "withdrawn";
}

/** Whether a division has several bodies of its kind, which are known by their reports alone. */
export function isOneOfSeveral({
  code,
  division_code,
}: Pick<Filing, "code" | "division_code">): boolean {
  return code !== division_code;
}
