import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import type { Actor } from "#domain/desk/actor";
import { UNRECORDED } from "#domain/desk/journal";
import { beginProgress, type PublishProgress } from "#domain/desk/plan";
import { currentVersion } from "#store/current-version";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { appendToJournal } from "#store/journal";
import { holderOf, tryLock } from "#store/lock";
import { restoreVersion } from "#store/publish";
import { sentenceOf } from "#store/system-failure";
import { PROJECT } from "../store/project.js";
import { signalProcess } from "./signal-process.server";
import { readProgress, removeProgress, writeProgress } from "./publishing-files.server";
import { describeVersion, nameOfVersion, settleKilled, versionName } from "./settle-task.server";

const PROGRAMS = { plan: "cli/desk-plan.ts", publish: "cli/desk-publish.ts" } as const;
/** Milliseconds within which a process that is to end has ended. */
const ENDING = 5_000;
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
  task: keyof typeof PROGRAMS,
  { name }: Pick<Actor, "name">,
  given: readonly string[] = [],
): Promise<void> {
  if ((await readTask(store))?.state === "running")
    throw new TaskRefused("正在准备或发布，请等它结束。");
  await writeProgress(store, beginProgress({ task, by: name }, new Date()));
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
  const { publishLock } = deskFolderOf(store);
  const holder = await holderOf(publishLock);
  if (holder?.host === hostname()) signalProcess(holder.pid, "SIGTERM");
  const child = started.get(store.root);
  if (holder !== null || child === undefined) return;
  // It has not begun: it is ended before it can say so itself.
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await Promise.race([ended, setTimeout(ENDING, null, { ref: false })]);
  const left = await readProgress(store);
  if (left?.state === "running" && (await holderOf(publishLock)) === null)
    await writeProgress(store, {
      ...left,
      state: "cancelled",
      endedAt: new Date().toISOString(),
    });
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
  // One that is done in a server holds the lock from its beginning.
  const mayBegin = again.task !== "restore" && again.stage === null;
  if (mayBegin && Date.now() - Date.parse(again.startedAt) < BEGINNING) return again;
  return (await settleKilled(store)) ?? again;
}

/**
 * Puts a version that is kept back into use, in this process: it is one rename, after its database is read.
 * @throws TaskRefused with why it was not
 */
export async function restoreKept(
  store: Store,
  version: number,
  { name: by }: Pick<Actor, "name">,
): Promise<void> {
  const last = await readTask(store);
  const { root, publishLock } = deskFolderOf(store);
  await mkdir(root, { recursive: true });
  const release = await tryLock(publishLock);
  if (release === null) throw new TaskRefused("正在准备或发布，请等它结束再恢复。");
  try {
    const before = await currentVersion(store);
    const at = new Date();
    const task = beginProgress({ task: "restore", by }, at);
    await writeProgress(store, task);
    const restored = await restoreVersion(store, version, at).catch(async (error: unknown) => {
      await (last === null ? removeProgress(store) : writeProgress(store, last));
      throw new TaskRefused(`没有恢复：${sentenceOf(error)}`, { cause: error });
    });
    const reason = await appendToJournal(store, {
      at: task.startedAt,
      actor: by,
      action: "restored",
      before: before === null ? null : nameOfVersion(before),
      ...describeVersion(restored),
      reason: "",
    }).then(
      () => null,
      () => UNRECORDED,
    );
    await writeProgress(store, {
      ...task,
      state: "done",
      endedAt: new Date().toISOString(),
      published: versionName(restored),
      reason,
    });
  } finally {
    await release();
  }
}
