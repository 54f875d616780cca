import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import type { Actor } from "#domain/desk/actor";
import { UNRECORDED } from "#domain/desk/journal";
import type { Plan, PublishProgress } from "#domain/desk/plan";
import { currentManifest } from "#store/current-version";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { appendToJournal } from "#store/journal";
import { holderOf } from "#store/lock";
import { PROJECT } from "../store/project.js";
import { readPlan, readProgress, removePlan, writeProgress } from "./publishing-files.server";

const PROGRAMS = { plan: "cli/desk-plan.ts", publish: "cli/desk-publish.ts" } as const;
/** Milliseconds that a process of an earlier server may take to begin. */
const BEGINNING = 15_000;

/** The processes that this server started, by data folder. They go on where it ends. */
const started = new Map<string, ChildProcess>();

/** Says, in a sentence, why nothing was begun. */
export class TaskRefused extends Error {
  override readonly name = "TaskRefused";
}

/**
 * Begins to plan or to publish in a process of its own, which writes how far it has come.
 * @param given what the program takes after the name of the actor
 * @throws TaskRefused while another one is at work
 */
export async function startTask(
  store: Store,
  task: PublishProgress["task"],
  { name }: Pick<Actor, "name">,
  given: readonly string[] = [],
): Promise<void> {
  if ((await readTask(store))?.state === "running")
    throw new TaskRefused("正在准备或发布，请等它结束。");
  await writeProgress(store, {
    task,
    by: name,
    startedAt: new Date().toISOString(),
    state: "running",
    stage: null,
    endedAt: null,
    reason: null,
    published: null,
  });
  const child = spawn(process.execPath, ["tools/run.js", PROGRAMS[task], name, ...given], {
    cwd: PROJECT,
    env: { ...process.env, GONGKAI_DATA: store.root },
    stdio: "ignore",
    detached: true,
  });
  child.unref();
  started.set(store.root, child);
  const forget = (): void => {
    if (started.get(store.root) === child) started.delete(store.root);
  };
  child.once("exit", forget);
  child.once("error", forget);
}

/** Asks the process that plans to give up; one that publishes is left to its end, which is near. */
export async function cancelPlanning(store: Store): Promise<void> {
  const task = await readTask(store);
  if (task?.state !== "running" || task.task !== "plan") return;
  const holder = await holderOf(deskFolderOf(store).publishLock);
  const pid = holder?.pid ?? started.get(store.root)?.pid;
  if (pid !== undefined) process.kill(pid, "SIGTERM");
}

/**
 * What is being done, or was done last. A process that ended without a word was killed, or the computer was: what became
 * of its work is found out, and written down.
 */
export async function readTask(store: Store): Promise<PublishProgress | null> {
  const progress = await readProgress(store);
  if (progress?.state !== "running" || started.has(store.root)) return progress;
  if ((await holderOf(deskFolderOf(store).publishLock)) !== null) return progress;
  const again = await readProgress(store);
  if (again?.state !== "running") return again;
  if (Date.now() - Date.parse(again.startedAt) < BEGINNING && again.stage === null) return again;
  return settleKilled(store, again);
}

async function settleKilled(store: Store, progress: PublishProgress): Promise<PublishProgress> {
  const endedAt = new Date().toISOString();
  const published = progress.task === "publish" ? await findPublished(store) : null;
  const settled: PublishProgress =
    published === null
      ? {
          ...progress,
          endedAt,
          state: "failed",
          reason: "中途断电，或者程序被结束。使用中的数据没有改动。",
        }
      : { ...progress, endedAt, state: "done", published };
  await writeProgress(store, settled);
  if (progress.task !== "publish") return settled;
  // What was listed is what readers see now.
  if (published !== null) await removePlan(store);
  try {
    await appendToJournal(store, {
      at: endedAt,
      actor: progress.by,
      action: published === null ? "publish_failed" : "published",
      subject: published === null ? "下一版" : `第${published.generation}版`,
      before: null,
      after: published && `第${published.generation}版，校验码${published.dataHash.slice(0, 12)}`,
      reason: settled.reason ?? "",
    });
    return settled;
  } catch {
    const unrecorded = { ...settled, reason: `${settled.reason ?? ""}${UNRECORDED}` };
    await writeProgress(store, unrecorded);
    return unrecorded;
  }
}

/** The version of the plan, where it is in use. */
async function findPublished(store: Store): Promise<Plan["to"]> {
  const [plan, inUse] = [await readPlan(store), await currentManifest(store)];
  const to = plan?.to ?? null;
  return to?.generation === inUse?.generation && to?.dataHash === inUse?.dataHash ? to : null;
}
