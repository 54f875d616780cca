import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject, vi } from "vitest";
import { PROJECT } from "../../app/store/project.js";

/** What became of a start, in the data folder: the address, or the last words of a server that did not start. */
const OUTCOME = "started.json";
/** Milliseconds that loading the bundled reports and building may take. */
export const START_PATIENCE = 900_000;

interface Outcome {
  readonly address?: string;
  readonly failure?: string;
}

/** Runs `npm start` over a data folder on a free port; `addressOf` waits until it answers. */
export function startServer(data: string): ChildProcess {
  const server = spawn(process.execPath, ["tools/run.js", "server/start.ts"], {
    cwd: PROJECT,
    env: { ...process.env, NODE_ENV: "production", GONGKAI_DATA: data, PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const file = join(data, OUTCOME);
  rmSync(file, { force: true });
  let said = "";
  const tell = (outcome: Outcome): void => {
    if (existsSync(file)) return;
    writeFileSync(`${file}.tmp`, JSON.stringify(outcome));
    renameSync(`${file}.tmp`, file);
  };
  const listen = (chunk: Buffer): void => {
    said += chunk.toString();
    const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
    if (address) tell({ address });
  };
  server.stdout.on("data", listen);
  server.stderr.on("data", listen);
  server.once("exit", (code) =>
    tell({ failure: `npm start ended with ${String(code)}:\n${said}` }),
  );
  return server;
}

/** Address of a server once it is started: that of the run, or over another data folder. */
export async function addressOf(data = inject("data")): Promise<string> {
  const file = join(data, OUTCOME);
  await vi.waitUntil(() => existsSync(file), { timeout: START_PATIENCE, interval: 200 });
  const { address, failure }: Outcome = JSON.parse(readFileSync(file, "utf8"));
  if (address === undefined) throw new Error(failure);
  return address;
}

export async function stopServer(server: ChildProcess): Promise<void> {
  server.kill("SIGTERM");
  if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
}
