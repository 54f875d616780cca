import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOCAL_USER } from "#domain/desk/actor";
import { cellsIn } from "#domain/form/cells";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { RowRefused } from "#domain/reviewed/edit-table";
import { currentManifest } from "#store/current-version";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { writeRecord } from "../../../app/desk/intake-records.server";
import { listChanges, REVIEW_ACTIONS } from "../../../app/desk/review-changes.server";
import { listYears } from "../../../app/pages/desk-review-document/data.server";
import { findSubject } from "../../../app/desk/review-subject.server";
import { readReviewedRows } from "../../../app/desk/reviewed-rows.server";
import { listSubjectFindings } from "../../../app/desk/subject-findings.server";
import { figuresCsv, loadInto, queryDatabase, temporaryStore } from "../../support/load";

const ID = "0123456789abcdef";
const REPORT = "990101-government-2023-jurisdiction";
const FILE = `${ID}.csv`;
const root = mkdtempSync(join(tmpdir(), "gongkai-review-"));
const store = dataStore(root);
afterAll(() => rmSync(root, { recursive: true }));

const record: IntakeRecord = {
  ...{ id: ID, name: "乙县.csv", hash: "0".repeat(64), bytes: 1, file: FILE },
  ...{ receivedAt: "2026-01-05T01:00:00.000Z", receivedBy: LOCAL_USER.name, batch: "b" },
  ...{ state: "read", settledAt: null, reading: null, refusal: null },
  ...{ duplicateOf: null, otherVersion: null },
};

beforeAll(async () => {
  const folder = deskFolderOf(store);
  mkdirSync(folder.documents, { recursive: true });
  writeFileSync(join(folder.documents, FILE), figuresCsv(2021, { review_upheld: "l2" }));
  const stated = `${FILE},乙县.csv,乙县人民政府,government,990101,2023,jurisdiction,,`;
  const header = "file,name,body,kind,division,year,scope,published_on,source";
  writeFileSync(folder.manifest, `${header}\n${stated}\n`);
  await writeRecord(folder, record);
});

async function send(
  action: string,
  fields: Readonly<Record<string, string>>,
  { id = ID, store: at = store }: { readonly id?: string; readonly store?: Store } = {},
): Promise<string> {
  const subject = await findSubject(at, id, LOCAL_USER);
  const act = REVIEW_ACTIONS.get(action);
  if (!subject || !act) throw new Error(action);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  // Late in the evening of the 4th in Greenwich it is the 5th in China.
  const now = new Date("2026-01-04T20:00:00.000Z");
  return act({ store: at, subject, actor: LOCAL_USER, form, now });
}

describe("what a reviewer enters", () => {
  it("becomes a row of corrections.csv and a line of the journal, and is undone by that line", async () => {
    for (const sign of ["=", "＝"])
      await expect(send("enter", { "cell:review_upheld": sign })).rejects.toThrow("不能用“=”确认");
    await expect(send("enter", { "cell:review_upheld": "十二" })).rejects.toThrow(RowRefused);
    expect(await readReviewedRows(store, "corrections")).toEqual([]);
    expect(await send("enter", { "cell:review_upheld": "12", "cell:review_total": "" })).toContain(
      "录入1格",
    );
    expect(await readReviewedRows(store, "corrections")).toMatchObject([
      {
        ...{ report: REPORT, cell: "review_upheld", expected: "l2", corrected: "12" },
        ...{ kind: "printed", by: LOCAL_USER.name, date: "2026-01-05" },
      },
    ]);
    // What is entered may itself be misprinted: both rows stand.
    await send("correct", {
      ...{ cell: "review_upheld", corrected: "10", reason: "多印", source: "该县来函" },
    });
    const rows = await readReviewedRows(store, "corrections");
    expect(rows.map(({ expected, kind }) => [expected, kind])).toEqual([
      ["l2", "printed"],
      ["12", ""],
    ]);

    const subject = await findSubject(store, ID, LOCAL_USER);
    if (!subject) throw new Error("no subject");
    const changes = await listChanges({ store, subject });
    expect(changes.map(({ action, line }) => [action, line])).toEqual([
      ["cell_corrected", 2],
      ["cell_entered", 1],
    ]);
    await send("undo", { line: "1" });
    const left = await readReviewedRows(store, "corrections");
    expect(left.map(({ kind }) => kind)).toEqual([""]);
    await expect(send("undo", { line: "1" })).rejects.toThrow("已经不是打开页面时的样子");
    await expect(send("undo", { line: "9" })).rejects.toThrow("没有这条记录");
    expect(readFileSync(join(root, "journal", "journal.jsonl"), "utf8")).toContain('"undone"');
  });

  it("is not to be had by somebody of another area", async () => {
    const other = { ...LOCAL_USER, name: "李四", divisions: ["320000"] };
    expect(await findSubject(store, ID, other)).toBeNull();
  });
});

describe("a finding of a document that is not published yet", { timeout: 120_000 }, () => {
  const findings = async () => {
    const subject = await findSubject(store, ID, LOCAL_USER);
    if (!subject) throw new Error("no subject");
    return listSubjectFindings(store, subject);
  };
  const wrong = async () => {
    const found = await findings();
    const one = found.find(({ message }) => message.includes("7"));
    if (!one) throw new Error(found.map(({ message }) => message).join());
    return one;
  };

  it("is accepted by the row that a load reads, and taken back", async () => {
    const text = figuresCsv(2021, { review_upheld: "l2", new_requests_total: "7" });
    const { documents } = deskFolderOf(store);
    writeFileSync(join(documents, FILE), text);
    await writeRecord(deskFolderOf(store), { ...record, hash: "1".repeat(64) });
    // What is copied from the original is looked at as the load will look at it.
    await send("enter", { "cell:new_requests_total": "7", "cell:review_upheld": "0" });
    const { fingerprint, standing, message } = await wrong();
    expect(standing).toBe("open");
    await send("accept", { fingerprint, reason: "该县说明" });
    expect((await wrong()).standing).toBe("accepted");
    await expect(send("accept", { fingerprint, reason: "再来" })).rejects.toThrow("没有这条待反馈");
    expect(readFileSync(join(root, "journal", "journal.jsonl"), "utf8")).toContain(message);

    const now = new Date("2026-01-06T00:00:00Z");
    const { dataHash } = await loaded(store, now);
    const accepted = `SELECT fingerprint, acceptance FROM findings WHERE acceptance = 'accepted'`;
    expect(await queryDatabase(store, accepted)).toEqual([{ fingerprint, acceptance: "accepted" }]);

    // The same rows by hand, read by the command line, make the same version.
    const other = temporaryStore();
    mkdirSync(other.root, { recursive: true });
    for (const file of ["accepted-findings.csv", "corrections.csv"])
      writeFileSync(join(other.root, file), readFileSync(join(root, file)));
    cpSync(documents, deskFolderOf(other).documents, { recursive: true });
    expect((await loaded(other, now)).dataHash).toBe(dataHash);

    const subject = await findSubject(store, ID, LOCAL_USER);
    if (!subject) throw new Error("no subject");
    const [last] = await listChanges({ store, subject });
    await send("undo", { line: String(last?.line) });
    expect((await wrong()).standing).toBe("open");
    await loaded(store, now);
    expect(await queryDatabase(store, accepted)).toEqual([]);
  });
});

async function loaded(own: typeof store, now: Date) {
  const outcome = await loadInto(own, [deskFolderOf(own).documents], { now });
  const manifest = await currentManifest(own);
  if (manifest === null) throw new Error(JSON.stringify(outcome));
  return manifest;
}

describe("a document that is given to another body or year than it names", () => {
  it("is given to it by somebody who confirms that and says why; the row keeps the reason", async () => {
    const id = "fedcba9876543210";
    const { documents } = deskFolderOf(store);
    cpSync("test/fixtures/documents/cases/00-plain.html", join(documents, `${id}.html`));
    const own = { id, file: `${id}.html`, name: "晴溪区.html", hash: "2".repeat(64) };
    await writeRecord(deskFolderOf(store), { ...record, ...own });
    const other = { body: "990102 government 丙区人民政府", year: "2022", scope: "", reason: "" };
    await expect(send("identity", { ...other, reason: "放错了标题" }, { id })).rejects.toThrow(
      /文件写的是“[^”]*晴溪区人民政府”，指定的是“丙区人民政府”。文件写的是2023年度/u,
    );
    await expect(send("identity", { ...other, confirmed: "yes" }, { id })).rejects.toThrow(
      "写明理由",
    );
    await send("identity", { ...other, confirmed: "yes", reason: "该区来函说明" }, { id });
    const rows = await readReviewedRows(store, "manifest");
    expect(rows.find(({ file }) => file === own.file)).toMatchObject({
      ...{ division: "990102", year: "2022" },
      note: "与文件所写不同，已经核实：该区来函说明",
    });
  });
});

describe("a document that cannot be read", { timeout: 120_000 }, () => {
  const own = dataStore(join(root, "unread"));
  const id = "00112233445566aa";
  const file = `${id}.jpg`;
  const scan = { ...record, id, file, name: "乙县（扫描）.jpg", hash: "3".repeat(64) };
  const whose = { body: "990101 government 乙县人民政府", year: "2023", scope: "jurisdiction" };
  const typeTable = (values: Readonly<Record<string, string>>) =>
    send(
      "enter",
      Object.fromEntries(
        cellsIn("review_litigation", 2021).map(({ name }) => [`cell:${name}`, values[name] ?? ""]),
      ),
      { id, store: own },
    );

  beforeAll(async () => {
    const folder = deskFolderOf(own);
    mkdirSync(folder.documents, { recursive: true });
    writeFileSync(join(folder.documents, file), new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]));
    await writeRecord(folder, { ...scan, state: "refused" });
  });

  it("asks for body, year and scope before any cell of it is typed", async () => {
    await expect(typeTable({ review_total: "7" })).rejects.toThrow("还没有认定");
    await expect(send("identity", { ...whose, scope: "" }, { id, store: own })).rejects.toThrow(
      "机关、年度、数据范围都要照原件指定",
    );
    await send("identity", whose, { id, store: own });
  });

  it("counts once a table of it is typed, with what is blank left blank, and says who typed it", async () => {
    const blanks = { [`blanks:review_litigation`]: "yes" };
    const cells = cellsIn("review_litigation", 2021).map(({ name }) => [`cell:${name}`, ""]);
    const typed = { "cell:review_upheld": "0", "cell:review_other": "/", "cell:review_total": "7" };
    await send("enter", { ...Object.fromEntries(cells), ...typed, ...blanks }, { id, store: own });
    const rows = await readReviewedRows(own, "corrections");
    expect(rows).toHaveLength(cells.length);
    expect(
      new Set(rows.map(({ report, kind, expected }) => [report, kind, expected].join())),
    ).toEqual(new Set([`${REPORT},printed,`]));
    await loaded(own, new Date("2026-01-06T00:00:00Z"));
    const select = `SELECT review_upheld, review_other, review_corrected, review_total, new_requests_total FROM reports`;
    expect(await queryDatabase(own, select)).toEqual([
      {
        ...{ review_upheld: 0, review_other: null, review_corrected: null, review_total: 7 },
        new_requests_total: null,
      },
    ]);
    const states = `SELECT c.cell AS cell, c.state AS state FROM (SELECT unnest(cells) AS c FROM evidence)
      WHERE c.cell IN ('review_other', 'review_corrected') ORDER BY 1`;
    expect(await queryDatabase(own, states)).toEqual([
      { cell: "review_corrected", state: "blank" },
      { cell: "review_other", state: "slash" },
    ]);
    const said = await queryDatabase(own, `SELECT code, message FROM problems`);
    expect(JSON.stringify(said)).toContain("都由人工照原件录入");
  });

  it("takes what was typed with it to the body that it is given to then, and back again", async () => {
    const reports = async () =>
      new Set((await readReviewedRows(own, "corrections")).map(({ report }) => report));
    const count = cellsIn("review_litigation", 2021).length;
    const other = { ...whose, body: "990102 government 丙区人民政府" };
    expect(await send("identity", other, { id, store: own })).toContain(
      `已录入、更正的${count}格一同转到新的报告`,
    );
    expect(await reports()).toEqual(new Set(["990102-government-2023-jurisdiction"]));
    const subject = await findSubject(own, id, LOCAL_USER);
    if (!subject) throw new Error("no subject");
    const changes = await listChanges({ store: own, subject });
    expect(changes.filter(({ action }) => action === "cells_moved")).toHaveLength(count);
    // Who typed them first is still told, though under the report of then.
    const typed = changes.filter(({ action }) => action === "cell_entered");
    expect(new Set(typed.map(({ after }) => after?.["cell"])).size).toBe(count);
    const [identity, moved] = ["identity_set", "cells_moved"].map((kind) =>
      String(changes.find(({ action }) => action === kind)?.line),
    );
    await expect(send("undo", { line: moved ?? "" }, { id, store: own })).rejects.toThrow(
      "不能在这里撤销",
    );
    await send("undo", { line: identity ?? "" }, { id, store: own });
    expect(await reports()).toEqual(new Set([REPORT]));
  });
});

describe("the years that a person may state", () => {
  it("go from that of the statutory form to the last that has ended in China, and to the one of the document", () => {
    const newYear = new Date("2025-12-31T16:30:00Z");
    expect(listYears(newYear, "")).toEqual([
      "2025",
      ...["2024", "2023", "2022", "2021", "2020", "2019"],
    ]);
    expect(listYears(new Date("2025-12-31T15:30:00Z"), "2024")[0]).toBe("2024");
    expect(listYears(newYear, "2015").at(-1)).toBe("2015");
  });
});
