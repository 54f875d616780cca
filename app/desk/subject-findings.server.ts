import { DataUnavailable } from "#db/engine/connection.server";
import { fetchOpenFindings } from "#db/queries/doubtful-reports.server";
import { fetchContextOf } from "#db/queries/examined-report.server";
import { identifyFinding } from "#domain/checks/accepted-findings";
import { type CheckContext, EMPTY_CONTEXT } from "#domain/checks/check-context";
import { settingsFor } from "#domain/checks/deadline";
import { findingsOf } from "#domain/checks/engine";
import { checkRuleOf } from "#domain/checks/rule-list";
import { applyCorrections } from "#domain/checks/settled-figures";
import { type Completed, completedSchema, type Uncompleted } from "#domain/desk/completed";
import type { Original } from "#domain/desk/original";
import { toCheckedReport } from "#domain/report/checked-report";
import type { Identity } from "#domain/report/identity";
import { SEVERITY_CODES, type Severity } from "#domain/report/severity";
import { DEADLINE_TABLE } from "#domain/reviewed/deadlines";
import { readRow, type RowValues } from "#domain/reviewed/reviewed-table";
import { currentVersion } from "#store/current-version";
import type { Store } from "#store/data-folder";
import { readSubject, type ReviewSubject } from "./review-subject.server";
import { readReviewedRows } from "./reviewed-rows.server";
import { runProgram } from "./run-program.server";

/** A finding of a report under review, with what a row that accepts it must name. */
export interface SubjectFinding {
  readonly fingerprint: string;
  readonly values: string;
  /** Name of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Whether a row accepts it; `changed` where it says other values than when it was accepted. */
  readonly standing: "open" | "accepted" | "changed";
}

type Found = Omit<SubjectFinding, "standing">;

/**
 * What the checks find in what is reviewed: of a loaded report what its load found, of a document of the desk what a
 * load would find beside what is loaded now.
 */
export async function listSubjectFindings(
  store: Store,
  subject: ReviewSubject,
): Promise<SubjectFinding[]> {
  const [found, accepted] = await Promise.all([
    subject.record === null ? findLoaded(subject.id) : findUnpublished(store, subject),
    readReviewedRows(store, "accepted"),
  ]);
  const valuesOf = new Map(accepted.map((row) => [row["fingerprint"], row["values"]]));
  const standingOf = ({ fingerprint, values }: Found): SubjectFinding["standing"] => {
    if (!valuesOf.has(fingerprint)) return "open";
    return valuesOf.get(fingerprint) === values ? "accepted" : "changed";
  };
  return SEVERITY_CODES.flatMap((code) => found.filter(({ severity }) => severity === code)).map(
    (finding) => ({ ...finding, standing: standingOf(finding) }),
  );
}

async function findLoaded(id: string): Promise<Found[]> {
  return (await fetchOpenFindings(id)).map(
    ({ fingerprint, values_hash: values, check_id: check, severity, message }) => ({
      ...{ fingerprint, values, rule: ruleNameOf(check), severity, message },
    }),
  );
}

async function findUnpublished(store: Store, subject: ReviewSubject): Promise<Found[]> {
  const { original } = await readSubject(store, subject);
  const { report, identity, level } = original;
  if (report === null || identity === null) return [];
  const corrections = await readReviewedRows(store, "corrections");
  const own = corrections.filter((row) => row["report"] === identity.reportId);
  const completed = await complete({ report, rows: own });
  const checked = toCheckedReport(completed.report, { id: identity.reportId, level });
  if (checked === null) return [];
  const context = await contextOf(store, identity);
  return findingsOf(applyCorrections(checked, completed.corrected), context).map((finding) => {
    const { fingerprint, values } = identifyFinding(finding, identity.reportId);
    const { check, severity, message } = finding;
    return { fingerprint, values, rule: ruleNameOf(check), severity, message };
  });
}

function ruleNameOf(check: string): string {
  return checkRuleOf(check)?.name ?? check;
}

const LIMITS = { time: 20_000, memory: 256, output: 64 * 1024 * 1024 };
/** Readings as they were last completed: whoever reviews a document asks again and again. */
const completions = new WeakMap<
  NonNullable<Original["report"]>,
  { readonly rows: string; readonly completed: Promise<Completed> }
>();

/** The reading with what people entered and corrected, as a load takes it. */
async function complete({ report, rows }: Uncompleted): Promise<Completed> {
  if (rows.length === 0) return { report, corrected: [] };
  const key = JSON.stringify(rows);
  const last = completions.get(report);
  if (last?.rows === key) return last.completed;
  const completed = completeInProcess({ report, rows });
  completions.set(report, { rows: key, completed });
  completed.catch(() => completions.delete(report));
  return completed;
}

async function completeInProcess(given: Uncompleted): Promise<Completed> {
  const output = await runProgram("cli/desk-complete.ts", [], LIMITS, JSON.stringify(given));
  return completedSchema.parse(JSON.parse(output.toString("utf8")));
}

/** What is loaded and bears on a report, with the deadlines as they are written now. */
async function contextOf(store: Store, identity: Identity): Promise<CheckContext> {
  const { reportId, bodyId, division: divisionCode, year } = identity;
  const nothing = (error: unknown): CheckContext => {
    // A version that holds no report, or that cannot be opened: nothing bears on the report.
    if (error instanceof DataUnavailable) return EMPTY_CONTEXT;
    throw error;
  };
  const context =
    (await currentVersion(store)) === null
      ? EMPTY_CONTEXT
      : await fetchContextOf({ reportId, bodyId, divisionCode, year }).catch(nothing);
  const settings = (await readReviewedRows(store, "deadlines")).flatMap(readDeadline);
  return { ...context, deadlines: settingsFor(divisionCode, settings) };
}

function readDeadline(values: RowValues) {
  const read = readRow(DEADLINE_TABLE, values);
  return "row" in read ? [read.row] : [];
}
