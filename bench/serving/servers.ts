import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";

/** A server that the bench started. */
export interface Started {
  readonly address: string;
  /** Milliseconds from its start until it said where it listens. */
  readonly startedIn: number;
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** Starts a Node script that prints its address. */
export async function start(
  script: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, script, {
    env: { ...process.env, NODE_ENV: "production", PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      const found = /http:\/\/localhost:\d+/u.exec(said)?.[0];
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${String(code)}`)));
  });
  return {
    address,
    startedIn: performance.now() - began,
    child,
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

/** Hello world on this stack: what nothing here can exceed. */
export const HELLO = [
  "--input-type=module",
  "--eval",
  `import express from "express";
   const app = express();
   app.get("/", (request, response) => response.send("Hello world"));
   const server = app.listen(0, "127.0.0.1", () => console.log("http://localhost:" + server.address().port));`,
];

interface Use {
  readonly parent: number;
  /** Resident memory in bytes. */
  readonly memory: number;
  /** Milliseconds of a processor since it started, of it and of those it started that have ended. */
  readonly processor: number;
}

/** What a process and those it started take now; nothing where the system does not tell. */
export function useOf(root: number): Pick<Use, "memory" | "processor"> {
  const all = new Map(listProcesses().map((pid) => [Number(pid), readUse(pid)]));
  const own = new Set([root]);
  const isNew = ([pid, use]: readonly [number, Use | null]) =>
    use !== null && own.has(use.parent) && !own.has(pid);
  for (let found = [...all].find(isNew); found; found = [...all].find(isNew)) own.add(found[0]);
  const uses = [...own].flatMap((pid) => all.get(pid) ?? []);
  return {
    memory: uses.reduce((sum, { memory }) => sum + memory, 0),
    processor: uses.reduce((sum, { processor }) => sum + processor, 0),
  };
}

function listProcesses(): string[] {
  return existsSync("/proc") ? readdirSync("/proc").filter((name) => /^\d+$/u.test(name)) : [];
}

const PAGE_BYTES = 4_096;
const TICK = 10;

/** From `/proc/<pid>/stat`, whose second field, the name in brackets, may hold blanks. */
function readUse(pid: string): Use | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, pages = 0] = [1, 21].map((at) => fields[at]);
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + (fields[at] ?? 0), 0);
    return { parent, memory: pages * PAGE_BYTES, processor: ticks * TICK };
  } catch {
    return null;
  }
}

/** The machine, since all depends on it. */
export function describeMachine(): string {
  const [first] = cpus();
  return `${String(cpus().length)} × ${first?.model ?? "?"}, Node ${process.version}`;
}
