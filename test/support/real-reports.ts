import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, vi } from "vitest";
import { closeDatabase } from "#db/connection.server";
import { dataStore } from "#etl/load/store";
import { loadDivisions } from "#etl/register/divisions";
import { loadInto } from "../etl/load/support";

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
