import { keysOf } from "../records";
import { DOCUMENT_STATES } from "../report/document-state";
import type { ReadIssueCode } from "../report/read-issue";
import type { IntakeRecord } from "./intake-record";
import { INTAKE_STATES } from "./intake-state";

/** How a document stands at the desk: in the list, in its choices, under review and, where it says so of one, in a plan. */
export const DESK_STATES = {
  waiting: INTAKE_STATES.waiting.name,
  refused: INTAKE_STATES.refused.name,
  doubtful: "有疑问",
  duplicate: DOCUMENT_STATES.duplicate.name,
  superseded: DOCUMENT_STATES.superseded.name,
  withdrawn: DOCUMENT_STATES.withdrawn.name,
  clear: "读取无误",
  skipped: INTAKE_STATES.skipped.name,
  cancelled: INTAKE_STATES.cancelled.name,
} as const;
export type DeskState = keyof typeof DESK_STATES;
export const DESK_STATE_CODES = keysOf(DESK_STATES);

/** Whether a person is to look at a document that stands so. */
export function isLeftToReview(state: DeskState): boolean {
  return state === "refused" || state === "doubtful";
}

/** How a document stands, in a word: of one that waits whether it is being read. */
export function formatDeskState({ state }: Pick<IntakeRecord, "state">, own: DeskState): string {
  return state === "reading" ? INTAKE_STATES.reading.name : DESK_STATES[own];
}

/** @param isTakenDown whether its body took the report down again, as a person confirmed */
export function deskStateOf(record: IntakeRecord, isTakenDown: boolean): DeskState {
  const { state, duplicateOf, otherVersion } = record;
  if (state !== "read") return state === "reading" ? "waiting" : state;
  if (duplicateOf !== null) return "duplicate";
  if (isTakenDown) return "withdrawn";
  if (otherVersion?.order === "older") return "superseded";
  return isDoubtful(record) ? "doubtful" : "clear";
}

/** What is said of what a person has looked at already. */
const SETTLED: ReadonlySet<ReadIssueCode> = new Set(["cells_entered", "document_typed"]);

/** Whether a person should look at what was read before it is published. */
function isDoubtful({ reading }: IntakeRecord): boolean {
  if (reading === null) return false;
  const { contradictions, illegible } = reading;
  const problems = reading.problems.filter(({ code }) => !SETTLED.has(code));
  return problems.length > 0 || contradictions.length > 0 || illegible > 0;
}
