import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Actor, LOCAL_USER } from "#domain/desk/actor";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { dataStore } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { FILING_ACTIONS } from "../../../app/desk/filing-changes.server";
import { writeRecord } from "../../../app/desk/intake-records.server";
import { readReviewedRows } from "../../../app/desk/reviewed-rows.server";
import { listRowHistory } from "../../../app/desk/row-history.server";

const root = mkdtempSync(join(tmpdir(), "gongkai-filings-"));
const store = dataStore(root);
afterAll(() => rmSync(root, { recursive: true }));

const OTHER: Actor = { name: "李四", role: "review", divisions: ["320000"] };

async function send(
  action: string,
  fields: Readonly<Record<string, string>>,
  actor: Actor = LOCAL_USER,
): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const act = FILING_ACTIONS.get(action);
  if (!act) throw new Error(action);
  return act({ store, actor, form, now: new Date("2026-04-01T20:00:00.000Z") });
}

const ABSENCE = {
  body: "990101 government 乙县人民政府",
  year: "2025",
  reason: "机构撤并",
  source: "电话核实",
};

describe("a report that a person finds was not published", () => {
  it("is a row of absences.csv, taken away and put back with a line of the journal each", async () => {
    await expect(send("absence", ABSENCE, OTHER)).rejects.toThrow("不在您负责的范围");
    await expect(send("absence", { ...ABSENCE, body: "" })).rejects.toThrow("先查找机关");
    await expect(send("absence", { ...ABSENCE, source: "" })).rejects.toThrow("依据");
    expect(await readReviewedRows(store, "absences")).toEqual([]);
    expect(await send("absence", ABSENCE)).toContain("发布后生效");
    const [row] = await readReviewedRows(store, "absences");
    expect(row).toEqual({
      ...{ division: "990101", kind: "government", body: "乙县人民政府", year: "2025" },
      ...{ reason: "机构撤并", source: "电话核实", by: "本机用户", date: "2026-04-02" },
      withdrawn: "",
    });

    await send("remove", { table: "absences", row: "0", seen: JSON.stringify(row) });
    expect(await readReviewedRows(store, "absences")).toEqual([]);
    const [removal] = await listRowHistory(store, ({ table }) => table === "absences");
    expect(removal).toMatchObject({ before: row, after: null });
    await send("undo", { line: String(removal?.line) });
    expect(await readReviewedRows(store, "absences")).toEqual([row]);
    await expect(send("undo", { line: String(removal?.line) })).rejects.toThrow("已经有一行");
    expect(readFileSync(join(root, "journal", "journal.jsonl"), "utf8").split("\n")).toHaveLength(
      4,
    );
  });

  it("is saved, and said not to be recorded, where the journal cannot be written", async () => {
    const [journal, aside] = [join(root, "journal"), join(root, "journal-aside")];
    renameSync(journal, aside);
    writeFileSync(journal, "");
    const absence = { ...ABSENCE, year: "2022" };
    const told = await send("absence", absence).finally(() => {
      rmSync(journal);
      renameSync(aside, journal);
    });
    expect(told).toContain("已登记乙县人民政府2022年度未公布");
    expect(told).toContain("没有记入工作台的记录");
    const rows = await readReviewedRows(store, "absences");
    expect(rows.map(({ year }) => year)).toEqual(["2025", "2022"]);
    await send("remove", { table: "absences", row: "1", seen: JSON.stringify(rows[1]) });
  });

  it("is one that was taken down where the form says on which day, and stays so", async () => {
    const taken = { ...ABSENCE, year: "2023", withdrawn: "2026-03-05" };
    await expect(send("absence", { ...taken, withdrawn: "2026-05-01" })).rejects.toThrow(
      "撤下日期",
    );
    expect(await send("absence", taken)).toContain("2023年度已撤下");
    const rows = await readReviewedRows(store, "absences");
    expect(rows.map(({ year, withdrawn = "" }) => [year, withdrawn])).toEqual([
      ["2025", ""],
      ["2023", "2026-03-05"],
    ]);
    await expect(send("absence", { ...taken, withdrawn: "" })).rejects.toThrow("2026-03-05撤下");
  });

  it("is refused while its report lies at the desk", async () => {
    const found = { body: "乙县人民政府", kind: "government", division: "990101", year: 2024 };
    const record: IntakeRecord = {
      ...{ id: "0123456789abcdef", name: "乙县.docx", hash: "0".repeat(64), bytes: 1 },
      ...{ file: "0123456789abcdef.docx", receivedAt: "2026-01-05T01:00:00.000Z" },
      ...{ receivedBy: "本机用户", batch: "b", state: "read", settledAt: null, refusal: null },
      ...{ duplicateOf: null, otherVersion: null },
      reading: {
        key: "k",
        found: { ...found, kind: "government", scope: "jurisdiction" },
        identity: {
          ...{ body: "乙县人民政府", kind: "government", division: "990101", year: 2024 },
          ...{ scope: "jurisdiction", bodyId: "990101-government" },
          reportId: "990101-government-2024-jurisdiction",
        },
        why: { body: "document", year: "document", scope: "document" },
        ...{ publishedOn: null, source: null, cells: 0, illegible: 0 },
        ...{ problems: [], contradictions: [] },
      },
    };
    await writeRecord(deskFolderOf(store), record);
    await expect(send("absence", { ...ABSENCE, year: "2024" })).rejects.toThrow(
      "已经收到（“乙县.docx”）",
    );
  });
});

describe("a date that a local notice sets", () => {
  const DEADLINE = {
    division: "990100",
    kind: "department",
    years: "",
    due: "2-20",
    basis: "通知",
  };

  it("is a row of deadlines.csv; another for the same bodies has to take its place", async () => {
    await expect(send("deadline", { ...DEADLINE, due: "二月" })).rejects.toThrow("月-日");
    await expect(send("deadline", { ...DEADLINE, division: "" }, OTHER)).rejects.toThrow(
      "全部地区",
    );
    await send("deadline", DEADLINE);
    expect(await readReviewedRows(store, "deadlines")).toEqual([
      { division: "990100", kind: "department", years: "", due: "02-20", basis: "通知" },
    ]);
    await expect(send("deadline", { ...DEADLINE, years: "2025" })).rejects.toThrow("先在下面删去");
    await send("deadline", { ...DEADLINE, kind: "township", years: "2025", due: "无" });
    expect((await readReviewedRows(store, "deadlines"))[1]).toMatchObject({ due: "none" });
  });
});
