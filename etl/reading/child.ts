import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT } from "../../app/store/project.js";
import { LIMITS } from "../read/limits";

/** What one document may cost a process. */
export interface ChildLimits {
  /** Bytes that the process may have in memory. */
  readonly memory: number;
  /** Milliseconds of the processor. */
  readonly time: number;
  /** Milliseconds by the clock, for one that waits for ever. */
  readonly wait: number;
}

/** A process and who watches it. */
interface ChildInput<Message> {
  readonly script: URL;
  /** What it finds, as JSON, as its last argument. */
  readonly data: unknown;
  readonly limits: ChildLimits;
  /** Stops the process. */
  readonly signal: AbortSignal;
  readonly onMessage: (message: Message, child: ChildProcess) => void;
}

/** Why a process died that was not stopped: it passed a limit, or broke. */
export type Death = "memory" | "time" | Error;

const WATCH = join(PROJECT, "etl", "reading", "memory-watch.js");
/** Share of the memory that objects may fill: the rest is for bytes and for the program itself. */
const OBJECTS = 0.7;
/** Characters kept of what the process says last. */
const LAST_WORDS = 8_000;

/**
 * Runs a process until it ends or is stopped. When the promise settles, nothing of the process runs any
 * more (docs/decisions/020-threads.md says why documents are read in processes).
 *
 * @returns what it died of; null for one that ended or was killed by `onMessage`
 * @throws the reason of the signal
 */
export async function runChild<Message>({
  script,
  data,
  limits,
  signal,
  onMessage,
}: ChildInput<Message>): Promise<Death | null> {
  signal.throwIfAborted();
  const objects = Math.floor((limits.memory * OBJECTS) / 1024 / 1024);
  const child = fork(
    script,
    [JSON.stringify({ ...limits, scan: LIMITS.scan }), JSON.stringify(data)],
    {
      execArgv: [`--max-old-space-size=${objects}`, "--import", pathToFileURL(WATCH).href],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    },
  );
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-LAST_WORDS);
  });
  const stop = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", stop);
  try {
    return await new Promise((resolve, reject) => {
      child.on("message", (message: Message) => onMessage(message, child));
      child.on("error", reject);
      child.on("close", (code, killedBy) => {
        if (signal.aborted) reject(signal.reason);
        else resolve(child.killed || code === 0 ? null : findDeath(said, killedBy));
      });
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function findDeath(said: string, killedBy: NodeJS.Signals | null): Death {
  const passed = /^limit:(memory|time)$/m.exec(said)?.[1];
  if (passed === "time") return "time";
  // V8 aborts when its heap is full; where the whole machine is, the system kills.
  if (passed === "memory" || killedBy === "SIGABRT" || killedBy === "SIGKILL") return "memory";
  const thrown = /^\w*Error(?: \[\w+\])?: (.+)$/m.exec(said)?.[1];
  return new Error(thrown ?? `进程意外结束（${killedBy ?? "原因不明"}）`);
}
