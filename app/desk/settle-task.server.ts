import { UNRECORDED, type JournalEntry } from "#domain/desk/journal";
import type { Plan, PublishProgress } from "#domain/desk/plan";
import { currentManifest, currentPointer } from "#store/current-version";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { appendToJournal, readJournal } from "#store/journal";
import type { JournalLine } from "#store/journal-line";
import { tryLock } from "#store/lock";
import type { Manifest } from "#store/version";
import { readPlan, readProgress, removePlan, writeProgress } from "./publishing-files.server";

type VersionName = NonNullable<Plan["to"]>;
type Settled = Pick<PublishProgress, "state" | "reason" | "published">;

const KILLED = "程序中途被结束（如断电、关机、重启）。";
const NEXT = {
  plan: "没有做完，请再准备一次。",
  publish: "新版还没有换上。做好的一版还在，可以再发布一次。",
  restore: "没有换成，请再恢复一次。",
} as const satisfies Readonly<Record<PublishProgress["task"], string>>;

/** A version as progress and plans name it. */
export function versionName({ generation, dataHash, rows }: Manifest): VersionName {
  return { generation, dataHash, reports: rows["reports"] ?? 0 };
}

/** What the journal calls a version. */
export function nameOfVersion(generation: number): string {
  return `第${generation}版`;
}

/** What the journal says of a version that came into use. */
export function describeVersion({
  generation,
  dataHash,
}: Pick<VersionName, "generation" | "dataHash">) {
  const subject = nameOfVersion(generation);
  return { subject, after: `${subject}，校验码${dataHash.slice(0, 12)}` };
}

/**
 * Finds out what became of a task whose process was killed, and writes it down: where it was killed after its last
 * step, that it is done; else that it failed. The journal gets the line that is missing, and only that one: planning
 * changes nothing that readers see and leaves none.
 * @returns the task as it ended; null while another process is at work, or finds out the same
 */
export async function settleKilled(store: Store): Promise<PublishProgress | null> {
  const release = await tryLock(deskFolderOf(store).publishLock);
  if (release === null) return null;
  try {
    const progress = await readProgress(store);
    if (progress?.state !== "running") return progress;
    const settled = {
      ...progress,
      endedAt: new Date().toISOString(),
      ...(await settle(store, progress)),
    };
    await writeProgress(store, settled);
    // What was listed is what readers see now.
    if (settled.task === "publish" && settled.state === "done") await removePlan(store);
    return settled;
  } finally {
    await release();
  }
}

async function settle(store: Store, progress: PublishProgress): Promise<Settled> {
  const { task } = progress;
  const reason = `${KILLED}${NEXT[task]}`;
  const killed = { state: "failed", reason, published: null } as const;
  if (task === "plan") return killed;
  const inUse = await currentManifest(store);
  const recorded = await findRecord(store, progress).catch(() => null);
  if (recorded?.action === "publish_failed") return { ...killed, reason: recorded.reason };
  const cameIntoUse = recorded !== null || (await wasPutIntoUse(store, progress, inUse));
  const published = cameIntoUse && inUse ? versionName(inUse) : null;
  // That nothing was put back changes nothing: it leaves no line, as where a version cannot be.
  const isMissing = recorded === null && (published !== null || task === "publish");
  const unrecorded = isMissing ? await record(store, progress, published, reason) : null;
  return published === null
    ? { ...killed, reason: `${reason}${unrecorded ?? ""}` }
    : { state: "done", reason: unrecorded, published };
}

/** Whether the version in use is the one that was planned, or that the task put back. */
async function wasPutIntoUse(
  store: Store,
  { task, startedAt }: PublishProgress,
  inUse: Manifest | null,
): Promise<boolean> {
  if (task === "restore") return (await currentPointer(store))?.restored?.at === startedAt;
  const to = (await readPlan(store))?.to;
  return !!to && to.generation === inUse?.generation && to.dataHash === inUse.dataHash;
}

/** The line of the journal that the task itself has written; null where it was killed before. */
async function findRecord(
  store: Store,
  { task, by, startedAt }: PublishProgress,
): Promise<Pick<JournalLine, "action" | "reason"> | null> {
  const actions = task === "restore" ? ["restored"] : ["published", "publish_failed"];
  const found: JournalLine[] = [];
  await readJournal(store, (line) => {
    if (line.at >= startedAt && line.actor === by && actions.includes(line.action))
      found.push(line);
  });
  return found.at(-1) ?? null;
}

/** Writes the line that is missing. @returns a sentence where that could not be done */
async function record(
  store: Store,
  { task, by, startedAt }: PublishProgress,
  published: VersionName | null,
  reason: string,
): Promise<string | null> {
  const before =
    task === "restore"
      ? (await currentPointer(store))?.restored?.from
      : (await readPlan(store))?.from?.generation;
  const entry: Omit<JournalEntry, "action" | "subject" | "after" | "reason"> = {
    at: task === "restore" ? startedAt : new Date().toISOString(),
    actor: by,
    before: before === undefined ? null : nameOfVersion(before),
  };
  const what =
    published === null
      ? ({ action: "publish_failed", subject: "下一版", after: null, reason } as const)
      : ({
          action: task === "restore" ? "restored" : "published",
          ...describeVersion(published),
          reason: "",
        } as const);
  return appendToJournal(store, { ...entry, ...what }).then(
    () => null,
    () => UNRECORDED,
  );
}
