import { existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { PROJECT } from "../etl/project.js";
import { runNode } from "./command";

export const SERVER_BUILD = path.join(PROJECT, "build", "server", "index.js");

const SOURCES = ["app", "public", "remix.config.js", "vite.config.ts", "package-lock.json"];

/** Builds the application where no build stands or one of its sources is newer. */
export async function prepareBuild(): Promise<void> {
  if (existsSync(SERVER_BUILD) && statSync(SERVER_BUILD).mtimeMs > (await newestChange())) return;
  await runNode([path.join("node_modules", "@remix-run", "dev", "dist", "cli.js"), "vite:build"]);
}

async function newestChange(): Promise<number> {
  const times = await Promise.all(
    SOURCES.map((source) => path.join(PROJECT, source))
      .filter((source) => existsSync(source))
      .map(async (source) => {
        const stat = statSync(source);
        if (!stat.isDirectory()) return stat.mtimeMs;
        const files = await readdir(source, { recursive: true });
        return Math.max(...files.map((file) => statSync(path.join(source, file)).mtimeMs));
      }),
  );
  return Math.max(...times);
}
