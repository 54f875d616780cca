import { mkdir, readFile, rm } from "node:fs/promises";
import type { z } from "zod";
import {
  type Plan,
  planSchema,
  type PublishProgress,
  publishProgressSchema,
} from "#domain/desk/plan";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { writeDurably } from "#store/durable-file";

/** The plan that was made last; null where there is none, or another version of the program wrote it. */
export async function readPlan(store: Store): Promise<Plan | null> {
  return readState(deskFolderOf(store).plan, planSchema);
}

export async function writePlan(store: Store, plan: Plan): Promise<void> {
  await writeDurably(deskFolderOf(store).plan, JSON.stringify(plan));
}

export async function removePlan(store: Store): Promise<void> {
  await rm(deskFolderOf(store).plan, { force: true });
}

/** What is being done, or was done last; null where nothing was. */
export async function readProgress(store: Store): Promise<PublishProgress | null> {
  return readState(deskFolderOf(store).progress, publishProgressSchema);
}

export async function writeProgress(store: Store, progress: PublishProgress): Promise<void> {
  const { root, progress: file } = deskFolderOf(store);
  await mkdir(root, { recursive: true });
  await writeDurably(file, JSON.stringify(progress));
}

export async function removeProgress(store: Store): Promise<void> {
  await rm(deskFolderOf(store).progress, { force: true });
}

async function readState<Value>(file: string, schema: z.ZodType<Value>): Promise<Value | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}
