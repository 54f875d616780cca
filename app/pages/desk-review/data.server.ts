import { DataUnavailable } from "#db/engine/connection.server";
import { fetchDoubtfulReports } from "#db/queries/doubtful-reports.server";
import { mayHandle } from "#desk/intake.server";
import { stateRecords } from "#desk/desk-states.server";
import { listRecords } from "#desk/intake-records.server";
import { isUnsettled, keepReading } from "#desk/reading-process.server";
import { readReviewedRows } from "#desk/reviewed-rows.server";
import { isInvented } from "../desk/rows";
import { listPublished } from "#desk/published.server";
import { datasetOf } from "#domain/report/division";
import { type Actor, mayChange } from "#domain/desk/actor";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { SCOPES } from "#domain/report/body";
import { currentVersion } from "#store/current-version";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";

/** Items that are listed of each kind; whoever has settled these sees the next. */
const MOST_LISTED = 100;

/** Something to review, in words. */
export interface ReviewItem {
  readonly id: string;
  /** Whose report, or the name of the file where that is not known. */
  readonly title: string;
  readonly file: string | null;
  /** 已发布, 虚构 */
  readonly marks: readonly string[];
  readonly counts: readonly string[];
  /** The first thing to look at; empty where the counts say it. */
  readonly why: string;
  /** Rows that people have written about it. */
  readonly settled: number;
}

/** The worst of some documents, and how many there are. */
export interface ReviewItems {
  readonly items: readonly ReviewItem[];
  readonly total: number;
}

export interface ReviewList {
  readonly refused: ReviewItems;
  readonly doubtful: ReviewItems;
  readonly loaded: readonly ReviewItem[];
  /** Documents that wait to be read, such as those of which a person has just said whose they are. */
  readonly waiting: number;
  /** Documents at the desk, whatever is said of them. */
  readonly total: number;
}

/** What of the desk and of the loaded reports a person should look at, the worst first. */
export async function loadReviewList(actor: Actor): Promise<ReviewList> {
  const store = dataStore();
  await keepReading(store);
  const records = (await listRecords(deskFolderOf(store))).filter((each) => mayHandle(actor, each));
  const corrections = await readReviewedRows(store, "corrections");
  const settled = new Map<string, number>();
  for (const { report = "" } of corrections) settled.set(report, (settled.get(report) ?? 0) + 1);
  const refused = records.filter(({ state, file }) => state === "refused" && file !== null);
  const doubtful = (await stateRecords(store, records)).flatMap(({ record, state }) =>
    state === "doubtful" ? [record] : [],
  );
  const worst = [refused, doubtful].map((some) =>
    some.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, MOST_LISTED),
  );
  const published = await listPublished(store, worst.flat());
  const [refusedItems = [], doubtfulItems = []] = worst.map((some) =>
    some.map((record) => toItem(record, settled, published.has(record.hash ?? ""))),
  );
  return {
    refused: { items: refusedItems, total: refused.length },
    doubtful: { items: doubtfulItems, total: doubtful.length },
    loaded: await listLoaded(store, actor, settled),
    waiting: records.filter(isUnsettled).length,
    total: records.length,
  };
}

/** How much of a document is to be looked at. */
function weightOf({ reading }: IntakeRecord): number {
  const { problems = [], illegible = 0 } = reading ?? {};
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return errors * 1_000 + illegible * 100 + problems.length;
}

function toItem(
  record: IntakeRecord,
  settled: ReadonlyMap<string, number>,
  isPublished: boolean,
): ReviewItem {
  const { id, name, reading } = record;
  const problems = reading?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === "error");
  const identity = reading?.identity;
  const illegible = reading?.illegible ?? 0;
  return {
    id,
    title: identity
      ? `${identity.body}${identity.year}年度（${SCOPES[identity.scope].name}）`
      : name,
    file: identity ? name : null,
    marks: [...(isInvented(record) ? ["虚构"] : []), ...(isPublished ? ["已发布"] : [])],
    counts: count({ errors: errors.length, illegible, warnings: problems.length - errors.length }),
    why: reasonOf(record) ?? errors[0]?.message ?? "",
    settled: identity ? (settled.get(identity.reportId) ?? 0) : 0,
  };
}

/** Why a document is listed, where its counts do not say it. */
function reasonOf({ reading, refusal, duplicateOf, otherVersion }: IntakeRecord): string | null {
  if (reading !== null && reading.identity === null && !isWhole(reading))
    return "没有认定是哪个机关、哪一年的报告：请打开后查找机关，指定后就能采用。";
  if (refusal !== null) return refusal;
  if (duplicateOf !== null) return `与“${duplicateOf.name}”内容完全相同。`;
  if (otherVersion !== null)
    return `同一份报告另有“${otherVersion.name}”，发布后以${otherVersion.order === "newer" ? "这份" : "那份"}为准。`;
  return reading?.contradictions[0] ?? null;
}

/** Whether everything is known of whose report it is. */
function isWhole({ found }: NonNullable<IntakeRecord["reading"]>): boolean {
  const { body, kind, division, year } = found;
  return body !== null && kind !== null && division !== null && year !== null;
}

async function listLoaded(
  store: Store,
  actor: Actor,
  settled: ReadonlyMap<string, number>,
): Promise<ReviewItem[]> {
  if ((await currentVersion(store)) === null) return [];
  const reports = await fetchDoubtfulReports(MOST_LISTED).catch((error: unknown) => {
    // A version that holds no report, or that cannot be opened: the readers' pages say why.
    if (error instanceof DataUnavailable) return [];
    throw error;
  });
  return reports
    .filter(({ division_code: division }) => mayChange(actor, division))
    .map((report) => ({
      id: report.id,
      title: `${report.body}${report.year}年度`,
      file: null,
      marks: datasetOf(report.division_code) === "demo" ? ["虚构"] : [],
      counts: count(report),
      why: "",
      settled: settled.get(report.id) ?? 0,
    }));
}

interface Counts {
  readonly errors: number;
  readonly illegible: number;
  readonly warnings: number;
  readonly findings?: number;
}

function count({ errors, illegible, warnings, findings = 0 }: Counts): string[] {
  return [
    errors === 0 ? "" : `${errors}处没有读出`,
    illegible === 0 ? "" : `${illegible}格认不准`,
    warnings === 0 ? "" : `${warnings}处提醒`,
    findings === 0 ? "" : `核查发现${findings}项差错`,
  ].filter(Boolean);
}
