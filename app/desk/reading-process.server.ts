import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { INTAKE_STATES } from "#domain/desk/intake-state";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { holderOf } from "#store/lock";
import { PROJECT } from "../store/project.js";
import { listRecords, writeRecord } from "./intake-records.server";
import { signalProcess } from "./signal-process.server";

const PROGRAM = "cli/desk-read.ts";
/** Milliseconds within which a process that is asked to end has ended. */
const PATIENCE = 3_000;
/** Milliseconds after which one that failed is started again by itself; twice as many after every further failure. */
const RETRY = 15_000;
const LONGEST_RETRY = 10 * 60_000;

interface StartedProcess {
  readonly child: ChildProcess;
  /** When it failed; null while it is at work. */
  failedAt: number | null;
  /** How many failed before it, one after the other. */
  readonly failedBefore: number;
}

/** What this process has started, by data folder. */
const started = new Map<string, StartedProcess>();
/** Data folders in which nothing is to be started for now, while what reads there is ended. */
const paused = new Set<string>();

/** Whether a document waits to be read, or is being read. */
export function isUnsettled({ state }: Pick<IntakeRecord, "state">): boolean {
  return !INTAKE_STATES[state].isSettled;
}

/** Has what waits at the desk read in a process of its own, where that is not done already. */
export async function keepReading(store: Store): Promise<void> {
  const folder = deskFolderOf(store);
  if (!(await listRecords(folder)).some(isUnsettled)) return;
  if ((await holderOf(folder.readingLock)) !== null) return;
  const own = started.get(store.root);
  if (paused.has(store.root)) return;
  if (own && Date.now() - (own.failedAt ?? Infinity) < pauseAfter(own.failedBefore)) return;
  startReading(store, own ? own.failedBefore + 1 : 0);
}

/** Milliseconds between the failure of a process, behind others, and the next. */
export function pauseAfter(failedBefore: number): number {
  return Math.min(LONGEST_RETRY, RETRY * 2 ** failedBefore);
}

function startReading(store: Store, failedBefore: number): void {
  const child = spawn(process.execPath, ["tools/run.js", PROGRAM], {
    cwd: PROJECT,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, GONGKAI_DATA: store.root },
  });
  const own: StartedProcess = { child, failedAt: null, failedBefore };
  started.set(store.root, own);
  const end = (): void => void child.kill();
  process.once("exit", end);
  child.unref();
  child.once("error", () => (own.failedAt = Date.now()));
  child.once("close", (code) => {
    process.off("exit", end);
    if (code !== 0 && own.failedAt === null) own.failedAt = Date.now();
    if (code !== 0) return;
    started.delete(store.root);
    // Something may have come between its last look and its end.
    void keepReading(store).catch(() => undefined);
  });
}

/**
 * Ends what reads at the desk; what was not read by then is cancelled and can be taken up again.
 * @returns the documents that were cancelled
 */
export async function cancelReading(
  store: Store,
  isOwn: (record: IntakeRecord) => boolean,
): Promise<IntakeRecord[]> {
  const folder = deskFolderOf(store);
  paused.add(store.root);
  try {
    await endProcess(folder.readingLock, started.get(store.root)?.child);
    // It did not end by itself.
    await rm(folder.opening, { force: true });
    const all = await listRecords(folder);
    const left = all.filter((record) => isUnsettled(record) && isOwn(record));
    for (const record of left) await writeRecord(folder, { ...record, state: "cancelled" });
    return left;
  } finally {
    paused.delete(store.root);
    await keepReading(store);
  }
}

/** Lets documents that were cancelled wait again. */
export async function resumeReading(
  store: Store,
  isOwn: (record: IntakeRecord) => boolean,
): Promise<IntakeRecord[]> {
  const folder = deskFolderOf(store);
  const cancelled = (await listRecords(folder)).filter(
    (record) => record.state === "cancelled" && isOwn(record),
  );
  for (const record of cancelled) await writeRecord(folder, { ...record, state: "waiting" });
  const own = started.get(store.root);
  if (own && own.failedAt !== null) started.delete(store.root);
  await keepReading(store);
  return cancelled;
}

async function endProcess(lock: string, child: ChildProcess | undefined): Promise<void> {
  const until = Date.now() + PATIENCE;
  let holder = await holderOf(lock);
  // One that has just been started holds nothing yet.
  if (holder === null) child?.kill("SIGTERM");
  while (holder !== null && holder.host === hostname()) {
    const isLate = Date.now() > until;
    signalProcess(holder.pid, isLate ? "SIGKILL" : "SIGTERM");
    await setTimeout(50);
    if (isLate) await rm(lock, { force: true });
    holder = await holderOf(lock);
  }
}

/** Whether what waits is being read, or will be in a moment. */
export async function isReadingNow(store: Store): Promise<boolean> {
  const own = started.get(store.root);
  if (own && own.failedAt === null) return true;
  const { readingLock } = deskFolderOf(store);
  return (await holderOf(readingLock)) !== null;
}
