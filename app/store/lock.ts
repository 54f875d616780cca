import { link, mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { z } from "zod";
import { timeInChina } from "#domain/desk/china-time";

const holderSchema = z.object({
  pid: z.int(),
  host: z.string(),
  since: z.iso.datetime(),
  /** When the process started, where the system says so: a process id is used again. */
  started: z.string().nullable(),
});
export type Holder = z.infer<typeof holderSchema>;

/** Milliseconds between two signs of life that a process leaves on the lock it holds. */
const SIGN_EVERY = 20_000;
/**
 * Milliseconds without one after which a process on another machine is taken for ended: nothing else tells, and a
 * container that is made anew is another machine.
 */
const LONGEST_SILENCE = 5 * 60_000;

/** A second load while one is running. */
class LoadRunning extends Error {
  override readonly name = "LoadRunning";
  constructor(readonly holder: Holder) {
    const elsewhere =
      holder.host === hostname()
        ? ""
        : `那台主机（或容器）若已停掉，${LONGEST_SILENCE / 60_000}分钟后即可再试。`;
    super(`另一次载入正在进行：${formatHolder(holder)}。请等它结束后再试。${elsewhere}`);
  }
}

/** Who holds the lock, in words. */
export function formatHolder({ host, pid, since }: Holder): string {
  return `主机 ${host} 上的进程 ${pid}，始于 ${timeInChina(since)}`;
}

/**
 * The live holder of a lock; null where there is none or it has died. A lock appears with its whole
 * content (see `tryLink`), so that one that cannot be read was damaged later and is nobody's.
 */
export async function holderOf(lock: string): Promise<Holder | null> {
  const text = await readFile(lock, "utf8").catch(() => null);
  if (text === null) return null;
  const holder = parseHolder(text);
  if (holder === null) return null;
  const lives = holder.host === hostname() ? isAlive(holder) : await hasShownLife(lock);
  return lives ? holder : null;
}

/** Whether whoever holds a lock has shown that it lives, not long ago. */
async function hasShownLife(lock: string): Promise<boolean> {
  return stat(lock).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < LONGEST_SILENCE,
    () => false,
  );
}

function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Takes the lock of loads for this process; a lock whose process has died is taken over. Returns how to
 * give it back. Throws LoadRunning where another process holds it.
 */
export async function takeLock(lock: string): Promise<() => Promise<void>> {
  const release = await tryLock(lock);
  if (release === null) throw await describeRunning(lock);
  return release;
}

/** Attempts of this process: two may be made at once. */
let attempts = 0;

/** Takes a lock like `takeLock`, whatever is done under it; null where another process holds it. */
export async function tryLock(lock: string): Promise<(() => Promise<void>) | null> {
  await mkdir(dirname(lock), { recursive: true });
  const own = `${lock}.${process.pid}.${(attempts += 1)}`;
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    started: startOf(process.pid),
  };
  try {
    await writeFile(own, JSON.stringify(holder));
    if (!(await tryLink(own, lock)) && !(await takeOver(own, lock))) return null;
  } finally {
    await rm(own, { force: true });
  }
  const signs = setInterval(() => void showLife(lock), SIGN_EVERY);
  signs.unref();
  return () => {
    clearInterval(signs);
    return rm(lock, { force: true });
  };
}

/** That it cannot be shown now ends nothing: the next sign may be. */
async function showLife(lock: string): Promise<void> {
  const now = new Date();
  await utimes(lock, now, now).catch(() => undefined);
}

/** A link is made with its whole content or not at all, so a lock is never seen half written. */
async function tryLink(own: string, lock: string): Promise<boolean> {
  return link(own, lock).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
}

/** Only the holder of the guard may remove a dead lock, else two could each remove the other's. */
async function takeOver(own: string, lock: string): Promise<boolean> {
  const guard = `${lock}.takeover`;
  const age = await stat(guard).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (age > 10_000) await rm(guard, { force: true });
  if (!(await tryLink(own, guard))) return false;
  try {
    if ((await holderOf(lock)) !== null) return false;
    await rm(lock, { force: true });
    return await tryLink(own, lock);
  } finally {
    await rm(guard, { force: true });
  }
}

async function describeRunning(lock: string): Promise<Error> {
  const holder = await holderOf(lock);
  return holder ? new LoadRunning(holder) : new Error("另一次载入刚刚开始或结束，请再试一次。");
}

/** Whether a process of this machine runs. */
function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  const now = startOf(pid);
  return started === null || now === null || started === now;
}

/** Start of a process in clock ticks since boot; null where the system has no /proc. */
function startOf(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
    return fields?.[19] ?? null;
  } catch {
    return null;
  }
}
