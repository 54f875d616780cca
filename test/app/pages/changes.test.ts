import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import { LAST_YEAR, loadChanges, summariseChanges } from "#pages/changes/data.server";
import { compareTexts } from "#pages/changes/text-changes";
import { loader as csv } from "#pages/downloads/csv";
import { dataStore } from "#store/data-folder";
import {
  figuresCsv,
  loadInto,
  type ReportDocument,
  soundCells,
  writeReports,
} from "../../support/load";
import { openSite, type Site } from "../../support/site";

const folder = mkdtempSync(join(tmpdir(), "gongkai-changes-"));
const store = dataStore(join(folder, "data"));
const documents = join(folder, "documents");
const ID = "990101-government-2023-jurisdiction";
let site: Site;

const SOUND = soundCells({ unable_not_held: 20, disclosed: 70 }, { review_upheld: 5 });
const OTHER_CASES = { review_upheld: "6", review_total: "6" };
const reportOf = (year: number, printed: Record<string, string>): ReportDocument => ({
  file: `${String(year)}.csv`,
  year,
  text: figuresCsv(2021, printed),
});

beforeAll(async () => {
  vi.stubEnv("GONGKAI_DATA", store.root);
  const last = reportOf(2022, { ...SOUND, ...OTHER_CASES });
  writeReports(documents, [last, reportOf(2023, { ...SOUND, handled_total_total: "91" })]);
  await loadInto(store, [documents]);
  // The total is put right; a cell that nobody asked about is another, and a zero is left blank.
  const corrected = { ...OTHER_CASES, other_misc_other_organization: "" };
  writeReports(documents, [last, reportOf(2023, { ...SOUND, ...corrected })]);
  await loadInto(store, [documents]);
  site = await openSite();
}, 60_000);

afterAll(() => {
  site.close();
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const changesOf = (id: string, search = "") =>
  loadChanges(id, new URL(`http://localhost/reports/${id}/changes${search}`));

async function comparisonOf(id: string, search = "") {
  const { comparison } = await changesOf(id, search);
  if (comparison === null) throw new Error("nothing is compared");
  return comparison;
}

describe("a report of which a corrected document came", () => {
  it("tells which cells changed, and which of them nobody had asked about", async () => {
    const { cells } = await comparisonOf(ID);
    const told = cells.map(({ cell, before, after, inQuestion }) => [
      cell,
      before.raw,
      after.raw,
      inQuestion,
    ]);
    expect(told).toEqual([
      ["other_misc_other_organization", "0", "", false],
      ["handled_total_total", "91", "90", true],
      ["review_upheld", "5", "6", false],
      ["review_total", "5", "6", false],
    ]);
    expect(cells.map(({ difference }) => difference)).toEqual([null, -1, 1, 1]);
  });

  it("tells what became of what did not add up", async () => {
    const comparison = await comparisonOf(ID);
    const told = comparison.findings?.map(({ fate, check }) => [fate, check]);
    // Put right, its table is that of the year before.
    expect(told?.[0]).toEqual(["broken", "Y-SAME"]);
    expect(told).toContainEqual(["repaired", "T3-SUM"]);
    expect(summariseChanges(comparison)).toMatch(
      /^4格的数字或写法不同；其中3格没有要求过核实；不符之处新出现1项、已改正\d+项；正文没有改动。$/u,
    );
  });

  it("is compared with the report of the year before where that is chosen", async () => {
    const { cells, findings, names } = await comparisonOf(ID, `?from=${LAST_YEAR}`);
    expect([findings, names]).toEqual([null, { before: "2022年", after: "2023年" }]);
    expect(cells.map(({ cell, pages }) => [cell, pages.before])).toEqual([
      ["other_misc_other_organization", "990101-government-2022-jurisdiction"],
    ]);
  });

  it("gives a page and files, and refuses a document that is not one of its own", async () => {
    const page = await site.get(`/reports/${ID}/changes`);
    expect(page.status).toBe(200);
    expect(page.text).toContain("没有要求，却改动了");
    const file = await csv({
      params: { id: ID },
      request: new Request(`http://localhost/reports/${ID}/changes.csv`),
    });
    expect((await file.text()).split("\r\n")).toHaveLength(1 + 4 + 1);
    expect((await site.get(`/reports/${ID}/changes?from=nothing`)).status).toBe(404);
    expect((await site.get("/reports/none/changes")).status).toBe(404);
  });

  it("says so where there is nothing to compare a report with", async () => {
    const only = "990101-government-2022-jurisdiction";
    expect((await changesOf(only)).comparison).toBeNull();
    expect((await site.get(`/reports/${only}/changes`)).text).toContain("没有可以对照的");
  });
});

describe("the words of two texts", () => {
  it("differ word by word", () => {
    const parts = compareTexts("全年收到申请1234件，同比上升。", "全年收到申请1324件，同比上升。");
    expect(parts).toEqual([
      { kind: "same", text: "全年收到申请" },
      { kind: "removed", text: "1234" },
      { kind: "added", text: "1324" },
      { kind: "same", text: "件，同比上升。" },
    ]);
  });

  it("give both texts again, however long they are and whatever they have in common", () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `甲${index * 7}`).join("");
    const after = Array.from({ length: 20_000 }, (_, index) => `${index * 3}乙`).join("");
    const parts = compareTexts(before, after);
    const without = (kind: string) =>
      parts.flatMap((part) => (part.kind === kind ? [] : part.text)).join("");
    expect(without("added")).toBe(before);
    expect(without("removed")).toBe(after);
  });
});
