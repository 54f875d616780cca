import type { IntakeRecord } from "./intake-record";

/**
 * The documents of a desk with those named that repeat another of them or are of the same report: by what is there now,
 * whatever was there when each was read, so that of several of one report exactly one says that it will count. What a
 * record says of documents that came another way stays.
 */
export function relateDocuments(records: readonly IntakeRecord[]): IntakeRecord[] {
  const byReport = new Map<string, IntakeRecord[]>();
  for (const record of records) {
    const report = reportOf(record);
    if (report !== null && record.state === "read")
      byReport.set(report, [...(byReport.get(report) ?? []), record]);
  }
  const groups = new Map([...byReport].map(([report, own]) => [report, Group.of(own)]));
  return records.map((record) => {
    const alone = withoutDeskDocuments(record);
    const group = groups.get(reportOf(record) ?? "");
    return group ? group.relate(alone) : alone;
  });
}

/** The documents of one report that were read, each content once. */
class Group {
  private constructor(
    private readonly firstOf: ReadonlyMap<string | null, IntakeRecord>,
    /** The one that counts among them, and the one that would without it. */
    private readonly winner: IntakeRecord | undefined,
    private readonly second: IntakeRecord | undefined,
  ) {}

  static of(records: readonly IntakeRecord[]): Group {
    const inOrder = records.toSorted((one, other) => (fileOf(one) < fileOf(other) ? -1 : 1));
    const firstOf = new Map<string | null, IntakeRecord>();
    for (const record of inOrder) if (!firstOf.has(record.hash)) firstOf.set(record.hash, record);
    const [winner, second] = [...firstOf.values()].sort((one, other) =>
      isNewer(one, other) ? -1 : 1,
    );
    return new Group(firstOf, winner, second);
  }

  /** @param record as it says of documents that came another way only */
  relate(record: IntakeRecord): IntakeRecord {
    const { firstOf, winner, second } = this;
    const same = firstOf.get(record.hash);
    if (winner === undefined || record.duplicateOf !== null) return record;
    if (same !== undefined && same.id !== record.id)
      return { ...record, duplicateOf: nameOf(same), otherVersion: null };
    // One that came another way and counts in place of the winner counts in place of all.
    if (winner.otherVersion?.isLoaded && winner.otherVersion.order === "older") return record;
    if (winner.id !== record.id)
      return { ...record, otherVersion: { ...nameOf(winner), order: "older" } };
    if (record.otherVersion !== null || second === undefined) return record;
    return { ...record, otherVersion: { ...nameOf(second), order: "newer" } };
  }
}

function withoutDeskDocuments(record: IntakeRecord): IntakeRecord {
  const { duplicateOf, otherVersion } = record;
  return {
    ...record,
    duplicateOf: duplicateOf?.isLoaded ? duplicateOf : null,
    otherVersion: otherVersion?.isLoaded ? otherVersion : null,
  };
}

function reportOf({ reading }: IntakeRecord): string | null {
  return reading?.identity?.reportId ?? null;
}

function nameOf({ name, reading }: IntakeRecord) {
  return { name, report: reading?.identity?.reportId ?? null, isLoaded: false };
}

/** By their names files stand in the order in which they came. */
function fileOf({ file }: IntakeRecord): string {
  return file ?? "";
}

/** By the rule of a load: the one published last counts, then the one that came last. */
function isNewer(one: IntakeRecord, other: IntakeRecord): boolean {
  const [own, others] = [one.reading?.publishedOn ?? "", other.reading?.publishedOn ?? ""];
  return own === others ? fileOf(one) > fileOf(other) : own > others;
}
