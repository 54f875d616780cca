import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openKept, writeKept } from "#etl/build/kept-version";
import { candidateStore } from "#store/candidate";
import { databaseOf, type Store } from "#store/data-folder";
import { DATABASE } from "#store/schema";
import {
  figuresCsv,
  loadInto,
  queryDatabase,
  soundCells,
  temporaryFolder,
  temporaryStore,
  writeReports,
  type ReportDocument,
} from "../support/load";

const CASES = join(import.meta.dirname, "../fixtures/documents/cases");
/** Documents of every format; each is said to be of a department of its own, for many print the same body. */
const MIXED = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(?:json|md)$/u.test(entry.name))
  .map(({ name }) => name);
const HEADER = "file,body,kind,division,year,scope,published_on,source,note";

function writeMixed(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of MIXED) cpSync(join(CASES, name), join(folder, name));
  const rows = MIXED.map((name, index) => `${name},某局${index},department,990101,2023,organ,,,`);
  writeFileSync(join(folder, "manifest.csv"), [HEADER, ...rows, ""].join("\n"));
}

const NOW = new Date("2026-03-01T00:00:00Z");
const KEPT = /\.kept\.json$/u;

const keptFiles = ({ readings }: Store): string[] =>
  readdirSync(readings).filter((name) => KEPT.test(name));

/** The next version, built and not published: its hash, and every row of every table as it lies there. */
async function plan(store: Store, folders: readonly string[]) {
  const { manifest } = await loadInto(store, folders, { now: NOW, publish: false });
  const tables: Record<string, unknown[]> = {};
  for (const { name } of Object.values(DATABASE))
    if (name !== DATABASE.load.name)
      tables[name] = await queryDatabase(
        candidateStore(store),
        `SELECT row.* FROM ${name} row`,
        manifest.generation,
      );
  return { hash: manifest.dataHash, tables };
}

/** Plans with what is kept of the version in use and without it. */
async function planTwice(store: Store, folders: readonly string[]) {
  const copied = await plan(store, folders);
  const [away, before] = [temporaryFolder(), keptFiles(store)];
  for (const name of before) renameSync(join(store.readings, name), join(away, name));
  const whole = await plan(store, folders);
  for (const name of before) cpSync(join(away, name), join(store.readings, name));
  return { copied, whole };
}

function county(year: number, held: number, more: Partial<ReportDocument> = {}): ReportDocument {
  const cells = soundCells({ unable_not_held: held, disclosed: 40 });
  return {
    file: `${year}-${more.file ?? "乙县.csv"}`,
    text: figuresCsv(2021, cells),
    year,
    ...more,
  };
}

const city = (year: number): ReportDocument => ({
  ...county(year, 50),
  file: `${year}-甲市.csv`,
  division: "990100",
  body: "甲市人民政府",
});

describe("a load after another", { timeout: 480_000 }, () => {
  it("copies what has not changed and makes, row by row, what a load from nothing makes", async () => {
    const [store, figures, mixed] = [temporaryStore(), temporaryFolder(), temporaryFolder()];
    writeMixed(mixed);
    const years = [2021, 2022, 2023];
    const reports = [...years.map((year) => county(year, 10)), ...years.map(city)];
    writeReports(figures, reports);
    const folders = [figures, mixed];
    const inUse = (await loadInto(store, folders, { now: NOW })).manifest;
    const { sha256, generation, dataHash } = inUse;
    const states = await queryDatabase(store, "SELECT state FROM documents WHERE state = 'loaded'");
    expect(states.length).toBeGreaterThan(30);
    expect(keptFiles(store)).toEqual([`${sha256}.kept.json`]);
    // What bears on the next year and on the city around it; words that two bodies share now.
    writeReports(figures, [county(2021, 10), county(2022, 33), ...reports.slice(2)]);
    const text = readFileSync(join(mixed, "00-plain.html"), "utf8");
    writeFileSync(join(mixed, "20-heading-wording.html"), text.replace("</body>", " </body>"));
    // A figure that is corrected, a correction that does not apply, a document less, a body that is called otherwise.
    const corrections = [
      "report,cell,expected,corrected,reason,source,by,date,kind",
      "990101-government-2023-jurisdiction,regulations_issued,0,4,漏填,电话核实,张三,2026-02-01,",
      "990100-government-2022-jurisdiction,regulations_issued,9,4,漏填,电话核实,张三,2026-02-01,",
    ];
    writeFileSync(join(store.root, "corrections.csv"), `${corrections.join("\n")}\n`);
    rmSync(join(mixed, MIXED.at(-1) ?? ""));
    const manifest = join(mixed, "manifest.csv");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("某局5,", "某某局,"));
    const changed = await planTwice(store, folders);
    expect(changed.copied).toEqual(changed.whole);
    expect(changed.whole.hash).not.toBe(dataHash);

    // However often the next version is planned, what is kept of the one in use stays.
    const { programs } = z
      .object({ programs: z.string() })
      .parse(JSON.parse(readFileSync(join(store.readings, `${sha256}.kept.json`), "utf8")));
    for (const planned of "12345") {
      expect(await openKept(store, inUse, programs)).not.toBeNull();
      await writeKept(store, planned.repeat(64), { programs, reports: {} });
    }

    // A hash that is not that of the rows shows that it is what is kept that was taken.
    const file = join(store.readings, `${sha256}.kept.json`);
    const kept = readFileSync(file, "utf8");
    writeFileSync(file, kept.replaceAll(/"digest":"[0-9a-f]{8}/gu, '"digest":"00000000'));
    expect((await plan(store, folders)).hash).not.toBe(changed.whole.hash);
    // Of a database that is not byte by byte what was written nothing is copied.
    appendFileSync(databaseOf(store, generation), "x");
    expect((await plan(store, folders)).hash).toBe(changed.whole.hash);
  });
});
