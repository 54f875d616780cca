import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, inject, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import { dataStore, type Store } from "#store/data-folder";

/**
 * A store that is loaded once a run, by the first test file that asks for it, and read by all: nobody may load into it.
 * Two files that ask at once both load it, and one of the two stays.
 */
export async function sharedStore(
  name: string,
  load: (store: Store) => Promise<unknown>,
): Promise<Store> {
  const folder = join(inject("scratch"), name);
  if (!existsSync(folder)) {
    const mine = mkdtempSync(`${folder}-`);
    await load(dataStore(mine));
    try {
      renameSync(mine, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
      rmSync(mine, { recursive: true });
    }
  }
  return dataStore(folder);
}

/** Lets the app read a shared store during the tests of a file. */
export function withStore(find: () => Promise<Store>): void {
  beforeAll(async () => {
    const store = await find();
    vi.stubEnv("GONGKAI_DATA", store.root);
  }, 60_000);
  afterAll(() => {
    closeDatabase();
    vi.unstubAllEnvs();
  });
}
