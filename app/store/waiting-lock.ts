import { setTimeout } from "node:timers/promises";
import { tryLock } from "./lock";

/** Milliseconds for which a lock is waited for, and between two attempts to take it. */
const PATIENCE = 10_000;
const PAUSE = 20;

/** The last piece of work of this process under each lock. */
const lines = new Map<string, Promise<unknown>>();

/**
 * Does a short piece of work while no other, of this process or another, does one under the same lock: waits its turn.
 * @throws Error with a sentence where another process keeps the lock for ten seconds.
 */
export async function withLock<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  const before = lines.get(lock) ?? Promise.resolve();
  const turn = before.then(() => workLocked(lock, work));
  const settled = turn.catch(() => undefined);
  lines.set(lock, settled);
  try {
    return await turn;
  } finally {
    if (lines.get(lock) === settled) lines.delete(lock);
  }
}

async function workLocked<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  const release = await takePatiently(lock, Date.now() + PATIENCE);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function takePatiently(lock: string, until: number): Promise<() => Promise<void>> {
  for (;;) {
    const release = await tryLock(lock);
    if (release !== null) return release;
    if (Date.now() > until)
      throw new Error(`另一个程序一直占用着，没有写成。确认没有别的程序在写后，可删去 ${lock}。`);
    await setTimeout(PAUSE);
  }
}
