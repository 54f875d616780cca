import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatOutcome } from "#cli/load";
import { archivePath, databaseOf } from "#store/data-folder";
import {
  queryDatabase,
  figuresCsv,
  loadInto,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../support/load";

const one = (text = figuresCsv(2021)) => ({ file: "a.csv", text });
const other = { file: "b.csv", text: figuresCsv(2021), division: "990102", body: "丙区人民政府" };

const states = (store: Parameters<typeof queryDatabase>[0]) =>
  queryDatabase(store, "SELECT file, state FROM documents ORDER BY file, state");

describe("loading again", () => {
  it("publishes nothing and reads nothing where nothing changed", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    writeReports(folder, [one(), other]);
    const first = await loadInto(store, [folder]);
    const second = await loadInto(store, [folder]);
    expect(first).toMatchObject({ published: true, read: 2 });
    expect(second).toMatchObject({ published: false, read: 0 });
    expect(second.manifest).toEqual(first.manifest);
    expect(second.received.map(({ state }) => state)).toEqual(["loaded", "loaded"]);
  });

  it("reads only what changed; the new content supersedes the old and both stay visible", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    writeReports(folder, [one(), other]);
    await loadInto(store, [folder]);
    writeFileSync(join(folder, "a.csv"), figuresCsv(2021, { regulations_issued: "7" }));
    const outcome = await loadInto(store, [folder]);
    expect(outcome).toMatchObject({ published: true, read: 1 });
    expect(
      await queryDatabase(store, "SELECT regulations_issued FROM reports ORDER BY id"),
    ).toEqual([{ regulations_issued: 7 }, { regulations_issued: 0 }]);
    expect((await states(store)).map((row) => Object.values(Object(row))[1])).toEqual([
      "loaded",
      "superseded",
      "loaded",
    ]);
  });

  it("marks as withdrawn what is gone from its folder, and takes it back when it returns", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    writeReports(folder, [one(), other]);
    await loadInto(store, [folder]);
    const kept = readFileSync(join(folder, "b.csv"));
    rmSync(join(folder, "b.csv"));
    await loadInto(store, [folder]);
    expect(await queryDatabase(store, "SELECT count(*)::INTEGER AS n FROM reports")).toEqual([
      { n: 1 },
    ]);
    expect(
      await queryDatabase(store, "SELECT state FROM documents WHERE report_id LIKE '990102%'"),
    ).toEqual([{ state: "withdrawn" }]);
    writeFileSync(join(folder, "b.csv"), kept);
    const back = await loadInto(store, [folder]);
    expect(back.read).toBe(0);
    expect(await queryDatabase(store, "SELECT count(*)::INTEGER AS n FROM reports")).toEqual([
      { n: 2 },
    ]);
  });

  it("keeps what came from other folders", async () => {
    const store = temporaryStore();
    const [here, there] = [temporaryFolder(), temporaryFolder()];
    writeReports(here, [one()]);
    writeReports(there, [other]);
    await loadInto(store, [here]);
    const outcome = await loadInto(store, [there]);
    expect(outcome.received).toHaveLength(1);
    expect(await queryDatabase(store, "SELECT count(*)::INTEGER AS n FROM reports")).toEqual([
      { n: 2 },
    ]);
  });

  it("gives the same data whenever it is done, and makes them again from the archive alone", async () => {
    const folder = temporaryFolder();
    writeReports(folder, [one(), other]);
    const [store, again] = [temporaryStore(), temporaryStore()];
    const first = await loadInto(store, [folder]);
    const second = await loadInto(again, [folder]);
    expect(second.manifest.dataHash).toBe(first.manifest.dataHash);
    rmSync(store.readings, { recursive: true });
    rmSync(join(folder, "b.csv"));
    rmSync(databaseOf(store, 1));
    writeFileSync(join(folder, "a.csv"), figuresCsv(2021, { regulations_issued: "7" }));
    const third = await loadInto(store, [join(folder, "a.csv")]);
    expect(third.read).toBe(1);
    expect(await queryDatabase(store, "SELECT count(*)::INTEGER AS n FROM reports")).toEqual([
      { n: 2 },
    ]);
  });
});

describe("what was received", () => {
  it("is loaded, refused or a duplicate, and archived by its content", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    writeReports(folder, [one(), other, { ...one(), file: "copy.csv" }]);
    writeFileSync(join(folder, "broken.csv"), "table,line,column,printed\nnonsense\n");
    copyFileSync(join(folder, "a.csv"), join(folder, "nobody.csv"));
    const { received } = await loadInto(store, [folder]);
    expect(received.map(({ document, state }) => [document.file.split("/").at(-1), state])).toEqual(
      [
        ["a.csv", "loaded"],
        ["b.csv", "loaded"],
        ["broken.csv", "refused"],
        ["copy.csv", "duplicate"],
        ["nobody.csv", "refused"],
      ],
    );
    expect(received.find(({ document }) => document.file.endsWith("nobody.csv"))?.reason).toContain(
      "未能认定报告机关、行政区划、机关类别、报告年度",
    );
    for (const { document } of received)
      expect(readFileSync(archivePath(store, document.hash))).toHaveLength(document.bytes);
    expect(
      await queryDatabase(store, "SELECT DISTINCT file FROM problems ORDER BY file"),
    ).toHaveLength(2);
  });

  it("is refused while the year it reports on has not ended, and taken once it has", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    writeReports(folder, [one(), { ...other, year: 2035 }]);
    const early = await loadInto(store, [folder], { now: new Date("2035-12-31T15:59:59Z") });
    expect(early.received.map(({ state }) => state)).toEqual(["loaded", "refused"]);
    expect(early.received[1]?.reason).toContain("年度2035尚未结束");
    expect(
      await queryDatabase(store, "SELECT message FROM problems WHERE severity = 'error'"),
    ).toEqual([{ message: early.received[1]?.reason }]);
    const due = await loadInto(store, [folder], { now: new Date("2035-12-31T16:00:00Z") });
    expect(due).toMatchObject({ published: true, read: 0, warnings: [] });
    expect(await queryDatabase(store, "SELECT max(year) AS year FROM reports")).toEqual([
      { year: 2035 },
    ]);
  });

  it("is looked at again by people where it is dated after the day of the load in China", async () => {
    const [store, folder] = [temporaryStore(), temporaryFolder()];
    const dated = (file: string, published: string) => ({ ...one(), file, published, year: 2022 });
    writeReports(folder, [{ ...one(), published: "2026-03-06" }, dated("b.csv", "2062-03-05")]);
    const { warnings } = await loadInto(store, [folder], { now: new Date("2026-03-05T16:00:00Z") });
    expect(warnings).toEqual([expect.stringContaining("b.csv的公布日期2062-03-05还没有到")]);
  });

  it("is used where it came later, and the one known before is named", async () => {
    const store = temporaryStore();
    const [here, there] = [temporaryFolder(), temporaryFolder()];
    writeReports(here, [one()]);
    writeReports(there, [{ file: "new.csv", text: figuresCsv(2021, { regulations_issued: "2" }) }]);
    await loadInto(store, [here]);
    const outcome = await loadInto(store, [there]);
    expect(formatOutcome(outcome).join("\n")).toMatch(
      /\/a\.csv：.*以“.*\/new\.csv”为准：两份分不出公布先后，取后载入的。/,
    );
  });

  it("is decided between two documents for one report by the date of publication", async () => {
    const store = temporaryStore();
    const folder = temporaryFolder();
    writeReports(folder, [
      { ...one(figuresCsv(2021, { regulations_issued: "1" })), published: "2024-03-01" },
      {
        file: "z.csv",
        text: figuresCsv(2021, { regulations_issued: "2" }),
        published: "2024-02-01",
      },
    ]);
    const outcome = await loadInto(store, [folder]);
    const { received } = outcome;
    expect(received.map(({ state }) => state)).toEqual(["loaded", "superseded"]);
    expect(formatOutcome(outcome).join("\n")).toMatch(
      /\/z\.csv：同一机关、年度、范围的报告以“.*\/a\.csv”为准：它公布于2024-03-01，这份公布于2024-02-01。/,
    );
    expect(await queryDatabase(store, "SELECT regulations_issued AS n FROM reports")).toEqual([
      { n: 1 },
    ]);
  });
});
