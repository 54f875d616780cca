/** Whether a body filed the report of a year, and what the checks say of it. */
export interface Filing {
  readonly code: string;
  readonly name: string;
  /** The body that reports, by its latest report; null where none is loaded or several bodies do. */
  readonly body: string | null;
  readonly city: string | null;
  readonly year: number;
  /** Whether the division exists in the year. */
  readonly due: boolean;
  readonly report_id: string | null;
  readonly published_on: string | null;
  readonly late: boolean;
  /** Findings by severity that nobody accepted; lateness stands by itself. */
  readonly errors: number;
  readonly questions: number;
}

/** What a cell of the body × year matrix says, by shape and words. */
export const FILING_STATES = {
  not_due: { name: "不需报告", mark: "" },
  missing: { name: "缺报", mark: "缺" },
  failing: { name: "有差错", mark: "✕" },
  questions: { name: "有待说明", mark: "？" },
  clean: { name: "未发现问题", mark: "✓" },
} as const;
export type FilingState = keyof typeof FILING_STATES;

export function filingState({ due, report_id, errors, questions }: Filing): FilingState {
  if (report_id === null) return due ? "missing" : "not_due";
  if (errors > 0) return "failing";
  return questions > 0 ? "questions" : "clean";
}
