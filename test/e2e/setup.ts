import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { browserPath } from "../support/browser";
import { startServer, stopServer } from "../support/served";

declare module "vitest" {
  interface ProvidedContext {
    readonly browser: string;
    /** Data folder of the site that the tests of a run visit. */
    readonly data: string;
  }
}

/** GONGKAI_TEST_DATA names a data folder to use and to keep: the next run of browser tests does not load again. */
const KEPT = process.env["GONGKAI_TEST_DATA"];

/**
 * Begins to load the bundled reports into a folder of its own, to build and to serve, all by `npm start`. Other
 * tests do not wait for it: those that visit the site do.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = KEPT ?? (await mkdtemp(path.join(tmpdir(), "gongkai-")));
  const server = startServer(data);
  project.provide("browser", await browserPath());
  project.provide("data", data);
  return async () => {
    await stopServer(server);
    if (KEPT === undefined) await rm(data, { recursive: true, force: true });
  };
}
