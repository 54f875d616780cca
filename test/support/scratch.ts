import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder that all test files of a run share; gone when the run ends. */
    readonly scratch: string;
  }
}

/** Set-up of a run: makes the folder that test files share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "gongkai-tests-"));
  project.provide("scratch", folder);
  return () => rm(folder, { recursive: true, force: true });
}
