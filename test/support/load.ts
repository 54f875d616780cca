import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach } from "vitest";
import { cellsIn, sumsIn, TABLE_CODES, type TableCode } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import type { Edition } from "#domain/form/edition";
import type { Division } from "#domain/report/division";
import { load, type LoadInput, type LoadOutcome } from "#etl/load";
import type { LoadedFrom } from "#etl/load-inputs";
import { SILENT } from "#etl/progress";
import { currentVersion } from "#store/current-version";
import { dataStore, databaseOf, type Store } from "#store/data-folder";

const folders: string[] = [];

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-load-"));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A fictional province with a city and two districts. */
export const DIVISIONS: readonly Division[] = [
  ["990000", "示例省", "province", null],
  ["990100", "甲市", "city", "990000"],
  ["990101", "乙县", "county", "990100"],
  ["990102", "丙区", "county", "990100"],
].map(([code, name, level, parent]) => ({
  code: String(code),
  name: String(name),
  level: level === "province" || level === "city" ? level : "county",
  parent: parent ?? null,
  validFrom: null,
  validTo: null,
  successors: [],
  formerNames: [],
  note: "",
}));

/** A document in the figures format: every cell 0 but those that are named; null leaves one out. */
export function figuresCsv(
  edition: Edition,
  printed: Readonly<Record<string, string | null>> = {},
  tables: readonly TableCode[] = TABLE_CODES,
): string {
  const lines = tables.flatMap((table) =>
    cellsIn(table, edition).flatMap((cell) => {
      const text = printed[cell.name];
      return text === null ? [] : [`${table},${cell.line},${cell.column},${text ?? "0"}`];
    }),
  );
  return ["table,line,column,printed", ...lines, ""].join("\n");
}

export interface ReportDocument {
  readonly file: string;
  readonly text: string;
  readonly division?: string;
  readonly kind?: string;
  readonly body?: string;
  readonly year?: number;
  readonly scope?: string;
  readonly published?: string;
}

/** Writes documents and the manifest that says whose they are. */
export function writeReports(folder: string, reports: readonly ReportDocument[]): void {
  mkdirSync(folder, { recursive: true });
  const lines = reports.map((report) => {
    const path = join(folder, report.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, report.text);
    const { body = "乙县人民政府", kind = "government", division = "990101" } = report;
    const { year = 2023, scope = "jurisdiction", published = "" } = report;
    return [report.file, body, kind, division, year, scope, published, "测试", ""].join(",");
  });
  const header = "file,body,kind,division,year,scope,published_on,source,note";
  writeFileSync(join(folder, "manifest.csv"), [header, ...lines, ""].join("\n"));
}

/** What a load into a store is made from. */
export function loadedFrom(store: Store, paths: readonly string[]): LoadedFrom {
  return {
    store,
    paths,
    divisions: DIVISIONS,
    bodies: [],
    correctionsFile: join(store.root, "corrections.csv"),
    acceptedFile: join(store.root, "accepted-findings.csv"),
    deadlinesFile: join(store.root, "deadlines.csv"),
    absencesFile: join(store.root, "absences.csv"),
  };
}

/** Loads into a store as the command does, without words. */
export async function loadInto(
  store: Store,
  paths: readonly string[],
  more: Partial<LoadInput> = {},
): Promise<LoadOutcome> {
  return load({
    ...loadedFrom(store, paths),
    progress: SILENT,
    signal: new AbortController().signal,
    now: new Date(),
    ...more,
  });
}

/** A store in a folder of its own. */
export function temporaryStore(): Store {
  return dataStore(join(temporaryFolder(), "data"));
}

/** Asks a published database, in the engine's own JSON. */
export async function queryDatabase(
  store: Store,
  sql: string,
  generation?: number,
): Promise<unknown[]> {
  const file = store.single ?? databaseOf(store, generation ?? (await newestVersion(store)));
  const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" });
  try {
    const connection = await instance.connect();
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    instance.closeSync();
  }
}

async function newestVersion(store: Store): Promise<number> {
  const generation = await currentVersion(store);
  if (generation === null) throw new Error("Nothing was published");
  return generation;
}

/**
 * The cells of tables 三 and 四 that add up, for `figuresCsv`: the outcomes of natural persons' requests by line, all
 * of them received in the year, and cases of table 四 by cell.
 */
export function soundCells(
  outcomes: Readonly<Record<string, number>>,
  cases: Readonly<Record<string, number>> = {},
): Record<string, string> {
  const handled = Object.values(outcomes).reduce((sum, each) => sum + each, 0);
  const lines = { new_requests: handled, ...outcomes, handled_total: handled };
  const cells: Record<string, number> = { ...cases };
  for (const [line, count] of Object.entries(lines))
    for (const column of ["natural_person", "total"]) cells[cellName(line, column)] = count;
  for (const { total, parts } of sumsIn("review_litigation", 2021))
    cells[total.name] = parts.reduce((sum, { name }) => sum + (cases[name] ?? 0), 0);
  return Object.fromEntries(Object.entries(cells).map(([name, count]) => [name, String(count)]));
}
