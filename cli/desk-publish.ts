/**
 * Publishes the version that was planned, where all that it is made from is still the same. Arguments: the name of
 * whoever publishes, and the ids of the warnings he has read, with commas between them.
 */
import process from "node:process";
import { readPlan, removePlan } from "#desk/publishing-files.server";
import { describeVersion, nameOfVersion, versionName } from "#desk/settle-task.server";
import { UNRECORDED } from "#domain/desk/journal";
import { warningsUnread } from "#domain/desk/plan";
import { publishKept } from "#etl/publish-candidate";
import { CandidateStale, manifestOfCandidate } from "#store/candidate";
import { currentVersion } from "#store/current-version";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { appendToJournal } from "#store/journal";
import { sentenceOf } from "#store/system-failure";
import type { Manifest } from "#store/version";
import { runDeskTask } from "./desk-task";
import { loadedFrom } from "./loaded-from";

const [by = "", ticked = ""] = process.argv.slice(2);
// Until it is written how it ended, the plan stays: it tells whoever finds this process killed what it was about.
await runDeskTask({ task: "publish", by, afterwards: removeSpent }, async ({ store, progress }) => {
  const before = await currentVersion(store);
  const isDone = progress.stage("发布", 1);
  const manifest = await publishPlanned(store, ticked.split(",")).catch(async (error: unknown) => {
    const why = sentenceOf(error);
    const reason = error instanceof CandidateStale ? `${why}请重新准备发布。` : why;
    const unrecorded = await record(store, "publish_failed", before, {
      subject: "下一版",
      after: null,
      reason,
    });
    throw new Error(`${reason}${unrecorded ?? ""}`, { cause: error });
  });
  isDone(1);
  const published = versionName(manifest);
  const about = { ...describeVersion(published), reason: "" };
  return { published, reason: await record(store, "published", before, about) };
});

/** Removes the plan where its candidate was published, or can no longer be. */
async function removeSpent(store: Store): Promise<void> {
  await manifestOfCandidate(store).catch(() => removePlan(store));
}

/** @throws Error with a sentence where the plan is not that of the candidate, or forbids it. */
async function publishPlanned(store: Store, read: readonly string[]): Promise<Manifest> {
  const plan = await readPlan(store);
  const candidate = await manifestOfCandidate(store);
  if (plan?.to?.dataHash !== candidate.dataHash || plan.to.generation !== candidate.generation)
    throw new CandidateStale("做好的下一版与列出的变化不是同一版。");
  const [error] = plan.errors;
  if (error) throw new Error(`有问题没有解决，不能发布：${error.sentence}。`);
  const unread = warningsUnread(plan, read);
  if (unread.length > 0) throw new Error(`还有${unread.length}项提醒没有确认，不能发布。`);
  return publishKept(loadedFrom(store, [deskFolderOf(store).documents]), new Date());
}

/**
 * That it cannot be recorded undoes nothing, and hides nothing of what became of it.
 * @returns a sentence that says so; null where it is recorded
 */
async function record(
  store: Store,
  action: "published" | "publish_failed",
  before: number | null,
  entry: { readonly subject: string; readonly after: string | null; readonly reason: string },
): Promise<string | null> {
  const was = before === null ? null : nameOfVersion(before);
  return appendToJournal(store, {
    at: new Date().toISOString(),
    actor: by,
    action,
    before: was,
    ...entry,
  }).then(
    () => null,
    () => UNRECORDED,
  );
}
