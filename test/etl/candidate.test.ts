import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase, withOneVersion } from "#db/engine/connection.server";
import { queryRows } from "#db/engine/rows.server";
import { publishKept } from "#etl/publish-candidate";
import { CandidateStale, candidateStore, readCandidate } from "#store/candidate";
import { currentVersion } from "#store/current-version";
import { databaseOf, dataStore, type Store } from "#store/data-folder";
import { restoreVersion } from "#store/publish";
import {
  figuresCsv,
  loadedFrom,
  loadInto,
  queryDatabase,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../support/load";

const NOW = new Date("2026-03-01T00:00:00Z");

function writeReport(folder: string, issued: number): void {
  const text = figuresCsv(2021, { regulations_issued: String(issued) });
  writeReports(folder, [{ file: "乙县.csv", text }]);
}

const issuedSchema = z.object({ issued: z.number() });
const askIssued = () =>
  queryRows("SELECT regulations_issued AS issued FROM figures", [], issuedSchema);

const publishedIssued = (store: Store) =>
  queryDatabase(store, "SELECT regulations_issued AS issued FROM figures");

/** Where 1 is published and 2 is the candidate: built once, and copied for each test. */
let template = "";

beforeAll(async () => {
  template = mkdtempSync(join(inject("scratch"), "candidate-"));
  const { store, folder } = placesIn(template);
  writeReport(folder, 1);
  await loadInto(store, [folder], { now: NOW });
  writeReport(folder, 2);
  const kept = await loadInto(store, [folder], { now: NOW, publish: false });
  expect([kept.published, kept.kept]).toEqual([false, true]);
}, 120_000);

function placesIn(root: string) {
  return { store: dataStore(join(root, "data")), folder: join(root, "reports") };
}

function storeWithCandidate() {
  const root = temporaryFolder();
  cpSync(template, root, { recursive: true });
  const { store, folder } = placesIn(root);
  return { store, folder, publish: () => publishKept(loadedFrom(store, [folder]), NOW) };
}

afterEach(() => {
  closeDatabase();
  vi.unstubAllEnvs();
});

describe("a load that does not publish", () => {
  it("keeps the next version beside the one in use, and both answer the app's queries", async () => {
    const { store } = storeWithCandidate();
    expect(await currentVersion(store)).toBe(1);
    vi.stubEnv("GONGKAI_DATA", store.root);
    const candidate = { store: candidateStore(store), version: 2 };
    const [old, next] = await Promise.all([
      withOneVersion(askIssued),
      withOneVersion(askIssued, candidate),
    ]);
    expect([old, next]).toEqual([[{ issued: 1 }], [{ issued: 2 }]]);
  });

  it("is published later as what it is, with the hash of an ordinary load", async () => {
    const { store, folder, publish } = storeWithCandidate();
    const { dataHash } = await publish();
    expect(await publishedIssued(store)).toEqual([{ issued: 2 }]);
    expect(await readCandidate(store)).toBeNull();
    const again = await loadInto(store, [folder], { now: NOW });
    expect([again.published, again.manifest.dataHash]).toEqual([false, dataHash]);
  });

  it("is the first version of an empty data folder", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    writeReport(folder, 1);
    await loadInto(store, [folder], { now: NOW, publish: false });
    expect(await currentVersion(store)).toBeNull();
    await publishKept(loadedFrom(store, [folder]), NOW);
    expect(await publishedIssued(store)).toEqual([{ issued: 1 }]);
  });

  it("leaves no candidate where nothing changed", async () => {
    const { store, folder } = storeWithCandidate();
    writeReport(folder, 1);
    const outcome = await loadInto(store, [folder], { now: NOW, publish: false });
    expect([outcome.published, outcome.kept]).toEqual([false, false]);
    expect(await readCandidate(store)).toBeNull();
  });
});

describe("a candidate whose inputs changed is refused, and the old version stays", () => {
  const cases: Readonly<Record<string, (store: Store, folder: string) => unknown>> = {
    "a document that was replaced": (_, folder) => writeReport(folder, 3),
    "a document that was withdrawn": (_, folder) => rmSync(join(folder, "乙县.csv")),
    "a row of the manifest": (_, folder) =>
      writeReports(folder, [
        { file: "乙县.csv", text: figuresCsv(2021, { regulations_issued: "2" }), year: 2022 },
      ]),
    "a reviewed table": ({ root }) =>
      writeFileSync(
        join(root, "deadlines.csv"),
        "division,kind,years,due,basis\n,department,2023,02-20,通知\n",
      ),
    "the version in use": (store, folder) => {
      writeReport(folder, 4);
      return loadInto(store, [folder], { now: NOW });
    },
    "a damaged file": (store) => writeFileSync(databaseOf(candidateStore(store), 2), "DUCK"),
  };
  for (const [name, change] of Object.entries(cases))
    it(name, async () => {
      const { store, folder, publish } = storeWithCandidate();
      await change(store, folder);
      const before = await currentVersion(store);
      await expect(publish()).rejects.toThrow(CandidateStale);
      expect(await currentVersion(store)).toBe(before);
      expect(existsSync(store.lock)).toBe(false);
    });

  it("a version that was restored meanwhile", async () => {
    const { store, folder, publish } = storeWithCandidate();
    await publish();
    writeReport(folder, 3);
    await loadInto(store, [folder], { now: NOW, publish: false });
    await restoreVersion(store, 1, NOW);
    await expect(publish()).rejects.toThrow(CandidateStale);
    expect(readdirSync(store.versions)).not.toContain("3.duckdb");
  });
});
