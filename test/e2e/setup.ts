import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { PROJECT } from "../../app/store/project.js";
import { browserPath } from "../support/browser";

declare module "vitest" {
  interface ProvidedContext {
    readonly site: string;
    readonly browser: string;
    readonly data: string;
  }
}

/** Loads the bundled reports into a folder of its own, builds, serves on a free port; all by `npm start`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = await mkdtemp(path.join(tmpdir(), "gongkai-"));
  const server = spawn(process.execPath, ["tools/run.js", "server/start.ts"], {
    cwd: PROJECT,
    env: { ...process.env, NODE_ENV: "production", GONGKAI_DATA: data, PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  project.provide("site", await addressOf(server));
  project.provide("browser", await browserPath());
  project.provide("data", data);
  return async () => {
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
    await rm(data, { recursive: true, force: true });
  };
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (address) resolve(address);
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)));
  });
}
