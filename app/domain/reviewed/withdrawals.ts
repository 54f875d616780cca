import { formatConfirmed } from "../report/absence";
import { DIVISION_KINDS } from "../report/body";
import type { Identity } from "../report/identity";
import type { Absence } from "./absences";

interface Withdrawal extends Absence {
  readonly withdrawn: string;
}

interface PublishedReport {
  readonly identity: Pick<Identity, "division" | "kind" | "body" | "year"> | null;
  readonly publishedOn: string | null;
}

/** By which confirmed withdrawal a report does not count; null where it does. */
export function withdrawalsOf(
  absences: readonly Absence[],
): (report: PublishedReport) => Withdrawal | null {
  const withdrawals = absences.flatMap(({ withdrawn, ...absence }) =>
    withdrawn === null ? [] : [{ ...absence, withdrawn }],
  );
  return ({ identity, publishedOn }) =>
    withdrawals.find(
      ({ division, kind, body, year, withdrawn }) =>
        identity?.division === division &&
        identity.kind === kind &&
        identity.year === year &&
        (DIVISION_KINDS.includes(kind) || identity.body === body) &&
        (publishedOn ?? "") <= withdrawn,
    ) ?? null;
}

/** What of a withdrawal is said of the document, as a sentence. */
export function formatWithdrawal({ withdrawn, reason, source, by, date }: Withdrawal): string {
  return `该机关已撤下这份报告（${formatConfirmed({ withdrawn, reason, source, by, date })}）。`;
}
