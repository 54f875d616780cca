import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import type { JournalEntry } from "#domain/desk/journal";
import { formatJournalValue } from "#domain/desk/journal-values";
import { dataStore } from "#store/data-folder";
import { appendToJournal } from "#store/journal";
import { figuresCsv, loadInto, writeReports } from "../../support/load";
import { openSite, type Site } from "../../support/site";

const folder = mkdtempSync(join(tmpdir(), "gongkai-journal-page-"));
const store = dataStore(join(folder, "data"));
let site: Site;

const REPORT = "990101-government-2021-jurisdiction";
const entry: JournalEntry = {
  at: "2026-03-05T20:30:00.000Z",
  actor: "张三",
  action: "cell_corrected",
  subject: REPORT,
  before: { report: REPORT, cell: "new_requests_natural_person", corrected: "5" },
  after: { report: REPORT, cell: "new_requests_natural_person", corrected: "15" },
  reason: "=与“原件”不符",
};

beforeAll(async () => {
  vi.stubEnv("GONGKAI_DATA", store.root);
  writeReports(join(folder, "documents"), [{ file: "a.csv", text: figuresCsv(2021) }]);
  await loadInto(store, [join(folder, "documents")]);
  site = await openSite();
}, 60_000);

afterAll(() => {
  site.close();
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe("the page of the journal", { timeout: 60_000 }, () => {
  it("says where nothing is recorded yet what will stand there", async () => {
    const { status, text } = await site.get("/desk/journal");
    expect([status, text]).toEqual([200, expect.stringContaining("还没有记录")]);
    expect(text).toContain("收件、录入、更正、发布之后");
  });

  it("lists what was done in words, the newest first, and says that the chain is whole", async () => {
    const received = {
      ...entry,
      actor: "李四",
      action: "received",
      subject: "某区2023.docx",
    } as const;
    await appendToJournal(store, entry, { ...received, before: null, after: null, reason: "" });
    const { text } = await site.get("/desk/journal");
    expect(text).toContain("共2行，逐行校验，没有改动");
    expect(text).toMatch(/收到文件 某区2023\.docx .*更正单元格/u);
    expect(text).toContain("2026-03-06 04:30:00");
    expect(text).toMatch(/单元格：表三“[^”]*”[^；]*；更正为：15 理由：=与/u);
    expect(text).not.toMatch(/new_requests|cell_corrected/u);
  });

  it("calls a document by the name that it came under, not by the one that it is kept under", () => {
    const row = { file: "1fc0a2.txt", name: "某区2023.docx", body: "某区人民政府", year: "2023" };
    const words = formatJournalValue(row, new Set(["某区2023.docx"]));
    expect(words).toBe("机关：某区人民政府；年度：2023");
    expect(formatJournalValue({ file: "a.html", name: "", year: "2023" })).toBe(
      "文件：a.html；年度：2023",
    );
  });

  it.each([
    ["action=received", ["某区2023.docx"], [REPORT]],
    ["who=张三", [REPORT], ["某区2023.docx"]],
    ["subject=990101", [REPORT], ["某区2023.docx"]],
    ["subject=没有", ["没有符合条件的记录"], [REPORT]],
  ])("filters by %s, the file too", async (query, shown, hidden) => {
    const address = query.replace(/=(.*)/u, (_, value: string) => `=${encodeURIComponent(value)}`);
    const { text } = await site.get(`/desk/journal?${address}`);
    const file = await site.get(`/desk/journal.csv?${address}`);
    expect([file.status, file.type]).toEqual([200, expect.stringContaining("text/csv")]);
    for (const each of shown) expect(text).toContain(each);
    for (const each of hidden) expect([text, file.text].join("")).not.toContain(`>${each}`);
    expect(file.text.split("\r\n").length).toBe(query.endsWith("没有") ? 2 : 3);
  });

  it("says of an entry that followed its document to another report both, and finds it under both", async () => {
    const other = REPORT.replace("990101", "990102");
    const row = { report: other, cell: "new_requests_natural_person", corrected: "15" };
    const moving = {
      ...entry,
      action: "cells_moved",
      subject: other,
      before: entry.after,
    } as const;
    await appendToJournal(store, { ...moving, after: row, reason: "" });
    const { text } = await site.get("/desk/journal?action=cell_corrected&subject=990102");
    expect(text).toMatch(new RegExp(`更正单元格.*${REPORT}.*后来随文件转到.*${other}`, "u"));
    const file = await site.get("/desk/journal.csv?action=cell_corrected");
    expect(file.text).toContain(other);
  });

  it("hands out a file that no spreadsheet takes for formulae", async () => {
    expect((await site.get("/desk/journal.csv?who=%E5%BC%A0%E4%B8%89")).text).toContain(
      "'=与“原件”",
    );
  });

  it("names the line that was altered by one byte", async () => {
    const file = join(store.root, "journal", "journal.jsonl");
    const whole = readFileSync(file, "utf8");
    writeFileSync(file, whole.replace("15", "16"));
    expect((await site.get("/desk/journal")).text).toContain("第1行被改动过");
    writeFileSync(file, whole);
  });
});
