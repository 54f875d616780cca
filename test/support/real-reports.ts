import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import { dataStore } from "#store/data-folder";
import { loadDivisions } from "#etl/intake/register";
import { loadInto } from "./load";

/** Loads the six bundled real reports, with the whole register, for the tests of a file. */
export function withRealReports(): void {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "gongkai-real-"));
    await loadInto(dataStore(folder), [resolve("data/reports/real")], {
      divisions: loadDivisions(),
    });
    vi.stubEnv("GONGKAI_DATA", folder);
  }, 60_000);
  afterAll(() => {
    closeDatabase();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
}
