import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { currentVersion } from "#store/current-version";
import { SCHEMA_HASH } from "#store/schema";
import { VERSIONS_FOLDER, manifestFileOf, manifestSchema } from "#store/version";
import { dataStore } from "#store/data-folder";
import { prepareData } from "#server/prepare";
import { PROJECT } from "../../app/store/project.js";
import { figuresCsv, loadInto, writeReports } from "../support/load";

const folder = mkdtempSync(join(tmpdir(), "gongkai-upgraded-"));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it("a new version of the program adds no invented reports to data that somebody loaded himself", async () => {
  vi.stubEnv("GONGKAI_DATA", folder);
  const manifest = (generation: number) =>
    join(folder, VERSIONS_FOLDER, manifestFileOf(generation));
  const read = (generation: number) =>
    manifestSchema.parse(JSON.parse(readFileSync(manifest(generation), "utf8")));
  writeReports(join(folder, "documents"), [{ file: "a.csv", text: figuresCsv(2021) }]);
  await loadInto(dataStore(folder), [join(folder, "documents")]);
  writeFileSync(
    manifest(1),
    JSON.stringify({ ...read(1), layout: "another", inputHash: "0".repeat(64) }),
  );
  await prepareData();
  expect(read(2).layout).toBe(SCHEMA_HASH);
  expect(read(2).rows["reports"]).toBe(1);
  expect(existsSync(join(folder, "reports", "demo"))).toBe(false);
}, 90_000);

it("loads nothing where only what people take in is to be shown, then or at a later start", async () => {
  const own = join(folder, "own");
  vi.stubEnv("GONGKAI_DATA", own);
  await prepareData(true);
  await prepareData();
  expect(await currentVersion(dataStore(own))).toBe(null);
  expect(existsSync(join(own, "reports"))).toBe(false);
});

it("brings what is known of the bundled reports to another data folder, and leaves tables that stand there", async () => {
  const other = join(folder, "other");
  vi.stubEnv("GONGKAI_DATA", other);
  writeReports(join(other, "reports", "demo"), [{ file: "a.csv", text: figuresCsv(2021) }]);
  const own = "fingerprint,values,reason,by,date\n";
  writeFileSync(join(other, "accepted-findings.csv"), own);
  await prepareData();
  const read = (file: string) => readFileSync(file, "utf8");
  expect(read(join(other, "absences.csv"))).toBe(read(join(PROJECT, "data", "absences.csv")));
  expect(read(join(other, "accepted-findings.csv"))).toBe(own);
}, 90_000);
