import { readdirSync } from "node:fs";
import os from "node:os";

/** Far enough below the server that all threads of all who render leave it the processor when it wants it. */
export const NICE = 10;

/**
 * Puts this process below the server. Linux keeps a priority for each thread: those that are there already (V8's) are
 * lowered one by one, those started later (the database's, the thread pool's) take that of the one that starts them.
 */
export function yieldToServer(): void {
  try {
    const threads = process.platform === "linux" ? readdirSync("/proc/self/task") : [];
    for (const thread of [process.pid, ...threads]) os.setPriority(Number(thread), NICE);
  } catch {
    // Where the system refuses it, all are equal.
  }
}
