import { setImmediate } from "node:timers/promises";

/** Documents composed at the same time. More would only fill the memory: the work is one processor's. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Does some heavy work when its turn comes, so that pages are answered and memory stays flat meanwhile. */
export async function runQueued<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    // What arrived since the last turn goes first.
    await setImmediate();
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
