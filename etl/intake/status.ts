import { dayInChina } from "#domain/desk/china-time";
import type { DocumentState } from "#domain/report/document-state";
import { IDENTITY_ADVICE } from "#domain/report/identity-advice";
import type { Absence } from "#domain/reviewed/absences";
import { formatWithdrawal, withdrawalsOf } from "#domain/reviewed/withdrawals";
import type { LoadedDocument, SourceDocument } from "./ledger";

/** What becomes of a document, and why where it is not in use. */
export interface DocumentStatus {
  readonly document: SourceDocument;
  readonly state: DocumentState;
  readonly reason: string | null;
  /** The document that counts in its place; null where none does. */
  readonly insteadUsed: SourceDocument | null;
}

/**
 * Decides for each document ever received whether its figures are in use. Depends on the ledger and
 * the year alone, so that loading again gives the same.
 *
 * @param thisYear the year of the load: a report on it or a later one cannot exist yet
 * @param absences confirmed by people; of the reports that a body took down, what it published until then does not count
 */
export function decideStatuses(
  ledger: readonly SourceDocument[],
  thisYear: number,
  absences: readonly Absence[] = [],
): DocumentStatus[] {
  const takenDown = withdrawalsOf(absences);
  const first = firstByContent(ledger);
  const winners = newestByReport(
    [...first.values()].filter((document) => takenDown(document) === null),
  );
  return ledger.map((document): DocumentStatus => {
    const status = (
      state: DocumentState,
      reason: string | null,
      insteadUsed: SourceDocument | null = null,
    ): DocumentStatus => ({ document, state, reason, insteadUsed });
    if (document.gone === "replaced") return status("superseded", "同一文件后来换成了新的内容。");
    if (document.gone === "withdrawn") return status("withdrawn", "原文件夹中已没有这份文件。");
    const original = first.get(contentKeyOf(document));
    if (original && original !== document)
      return status("duplicate", `与“${original.file}”内容完全相同。`, original);
    if (document.refusal !== null) return status("refused", document.refusal);
    if (document.identity && document.identity.year >= thisYear)
      return status("refused", formatPremature(document.identity.year, thisYear));
    const withdrawal = takenDown(document);
    if (withdrawal !== null) return status("withdrawn", formatWithdrawal(withdrawal));
    const winner = winners.get(reportIdOf(document));
    if (winner && winner !== document)
      return status("superseded", formatSuperseded(document, winner), winner);
    return status("loaded", null);
  });
}

/** The documents of loaded reports that were replaced, superseded or withdrawn, each content once. */
export function selectEarlier(statuses: readonly DocumentStatus[]): LoadedDocument[] {
  const inUse = new Map(
    statuses.flatMap(({ document, state }) =>
      state === "loaded" ? [[reportIdOf(document), document.hash] as const] : [],
    ),
  );
  const earlier = new Map<string, LoadedDocument>();
  for (const { document, state } of statuses) {
    const { identity, hash, refusal } = document;
    const used = inUse.get(reportIdOf(document));
    if (state !== "superseded" && state !== "withdrawn") continue;
    if (identity === null || refusal !== null || used === undefined || used === hash) continue;
    earlier.set(contentKeyOf(document), { document, identity });
  }
  return [...earlier.values()];
}

/** What is said of documents in use that are dated after the moment of the load. */
export function warnOfFutureDates(statuses: readonly DocumentStatus[], now: Date): string[] {
  const today = dayInChina(now);
  return statuses.flatMap(({ document: { file, publishedOn }, state }) =>
    state === "loaded" && publishedOn !== null && publishedOn > today
      ? `${file}的公布日期${publishedOn}还没有到（按本机时钟，今天是${today}），请核对：是否逾期、几份中以哪份为准，都看这个日期。`
      : [],
  );
}

/** The year in which a moment falls in China. */
export function yearInChina(moment: Date): number {
  return Number(dayInChina(moment).slice(0, 4));
}

export function formatPremature(year: number, thisYear: number): string {
  return `年度${year}尚未结束（按本机时钟，现在是${thisYear}年），不会已有年度报告；${IDENTITY_ADVICE.yearPremature.folder}。`;
}

/** Says which document counts and by which rule of isNewer. */
function formatSuperseded(document: SourceDocument, winner: SourceDocument): string {
  const [own, other] = [document.publishedOn, winner.publishedOn];
  const published =
    own === null
      ? `它写明公布于${other ?? ""}，这份没有写明`
      : `它公布于${other ?? ""}，这份公布于${own}`;
  const came =
    document.arrived === winner.arrived
      ? "两份分不出公布先后，又是同时载入，取文件名排在后面的（工作台收的，就是后收到的）"
      : "两份分不出公布先后，取后载入的";
  const why = own === other ? came : published;
  return `同一机关、年度、范围的报告以“${winner.file}”为准：${why}。`;
}

/** Two files of one content are duplicates unless a manifest says that they are different reports. */
function contentKeyOf(document: SourceDocument): string {
  return `${document.hash} ${reportIdOf(document)}`;
}

function reportIdOf(document: SourceDocument): string {
  return document.identity?.reportId ?? "";
}

function firstByContent(ledger: readonly SourceDocument[]): Map<string, SourceDocument> {
  const first = new Map<string, SourceDocument>();
  for (const document of ledger) {
    if (document.gone !== null) continue;
    const known = first.get(contentKeyOf(document));
    if (!known || comesBefore(document, known)) first.set(contentKeyOf(document), document);
  }
  return first;
}

function comesBefore(one: SourceDocument, other: SourceDocument): boolean {
  return one.arrived === other.arrived ? one.path < other.path : one.arrived < other.arrived;
}

/** Of several documents for one report the one published last counts, then the one that came last. */
function newestByReport(documents: readonly SourceDocument[]): Map<string, SourceDocument> {
  const newest = new Map<string, SourceDocument>();
  for (const document of documents) {
    if (document.refusal !== null) continue;
    const known = newest.get(reportIdOf(document));
    if (!known || isNewer(document, known)) newest.set(reportIdOf(document), document);
  }
  return newest;
}

function isNewer(one: SourceDocument, other: SourceDocument): boolean {
  const published = one.publishedOn ?? "";
  const otherPublished = other.publishedOn ?? "";
  if (published !== otherPublished) return published > otherPublished;
  return comesBefore(other, one);
}
