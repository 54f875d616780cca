import type { DocumentState } from "#domain/report/document-state";
import type { Entry } from "./ledger";

/** What becomes of a document, and why where it is not in use. */
export interface Standing {
  readonly entry: Entry;
  readonly state: DocumentState;
  readonly reason: string | null;
}

/**
 * Decides for each document ever handed in whether its figures are in use. Follows from the ledger
 * alone, so that loading again decides alike.
 */
export function standingOf(ledger: readonly Entry[]): Standing[] {
  const first = firstOfContent(ledger);
  const winners = newestOfReport([...first.values()]);
  return ledger.map((entry): Standing => {
    const stands = (state: DocumentState, reason: string | null): Standing => ({
      entry,
      state,
      reason,
    });
    if (entry.gone === "replaced") return stands("superseded", "同一文件后来换成了新的内容。");
    if (entry.gone === "withdrawn") return stands("withdrawn", "原文件夹中已没有这份文件。");
    const original = first.get(contentKey(entry));
    if (original && original !== entry)
      return stands("duplicate", `与“${original.file}”内容完全相同。`);
    if (entry.refusal !== null) return stands("refused", entry.refusal);
    const winner = winners.get(reportOf(entry));
    if (winner && winner !== entry)
      return stands("superseded", `同一机关、年度、范围的报告以“${winner.file}”为准。`);
    return stands("loaded", null);
  });
}

/** Two files of one content are duplicates unless a manifest says that they are different reports. */
function contentKey(entry: Entry): string {
  return `${entry.hash} ${reportOf(entry)}`;
}

function reportOf(entry: Entry): string {
  return entry.identity?.reportId ?? "";
}

function firstOfContent(ledger: readonly Entry[]): Map<string, Entry> {
  const first = new Map<string, Entry>();
  for (const entry of ledger) {
    if (entry.gone !== null) continue;
    const known = first.get(contentKey(entry));
    if (!known || comesBefore(entry, known)) first.set(contentKey(entry), entry);
  }
  return first;
}

function comesBefore(one: Entry, other: Entry): boolean {
  return one.arrived === other.arrived ? one.path < other.path : one.arrived < other.arrived;
}

/** Of several documents for one report the one published last counts, then the one that came last. */
function newestOfReport(entries: readonly Entry[]): Map<string, Entry> {
  const newest = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.refusal !== null) continue;
    const known = newest.get(reportOf(entry));
    if (!known || isNewer(entry, known)) newest.set(reportOf(entry), entry);
  }
  return newest;
}

function isNewer(one: Entry, other: Entry): boolean {
  const published = one.publishedOn ?? "";
  const otherPublished = other.publishedOn ?? "";
  if (published !== otherPublished) return published > otherPublished;
  return comesBefore(other, one);
}
