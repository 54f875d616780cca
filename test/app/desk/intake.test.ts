import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { removeDocument } from "#desk/intake.server";
import { listRecords } from "#desk/intake-records.server";
import { waitingPathOf } from "#desk/receive.server";
import { cancelReading, resumeReading } from "#desk/reading-process.server";
import { LOCAL_USER } from "#domain/desk/actor";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { loadDesk as loadDeskPage } from "#pages/desk/data.server";
import { loadBodies } from "#etl/intake/bodies";
import { loadDivisions } from "#etl/intake/register";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { holderOf } from "#store/lock";
import { FORMAT_NAMES, FORMATS } from "../../support/documents/formats";
import { layOut } from "../../support/documents/layout";
import { Random } from "../../support/documents/random";
import { inventTruth } from "../../support/documents/truth";
import { asZip } from "../../support/documents/zip";
import { type HandedFile, handIn, readToEnd } from "../../support/desk";
import { loadInto } from "../../support/load";
import { VariantReport } from "../../support/variant-report";

let root: string;
let store: Store;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gongkai-desk-"));
  store = dataStore(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Invented reports, the formats in turn. */
async function inventFiles(count: number): Promise<HandedFile[]> {
  const files: HandedFile[] = [];
  for (let seed = 1; seed <= count; seed += 1) {
    const { ending, write } = FORMATS[FORMAT_NAMES[seed % FORMAT_NAMES.length] ?? "DOCX"];
    const random = new Random(seed);
    const sample = layOut(inventTruth(random, { year: 2019 + (seed % 6) }));
    files.push({ name: `年报/${seed}.${ending}`, bytes: await write(sample, random) });
  }
  return files;
}

const pageOf = (seed: number, year = 2023): string => new VariantReport({ seed, year }).html;
const withName = (records: readonly IntakeRecord[], name: string): IntakeRecord | undefined =>
  records.find((record) => record.name === name);

/** As a load of the command line would, with the register of this project. */
function loadDesk() {
  return loadInto(store, [deskFolderOf(store).documents], {
    divisions: loadDivisions(),
    bodies: loadBodies(),
  });
}

describe("documents that are handed in", { timeout: 120_000 }, () => {
  it("are read, a hundred of all formats, and loaded as they were read", async () => {
    const junk = [
      { name: "年报/空.docx", bytes: "" },
      { name: "年报/说明.exe", bytes: "MZ" },
      { name: "年报/坏.pdf", bytes: "%PDF-1.7 坏了" },
    ];
    const { taken, refused } = await handIn(store, [...(await inventFiles(97)), ...junk]);
    expect([taken.length, refused.length]).toEqual([98, 2]);
    const records = await readToEnd(store);
    const read = records.filter(({ state }) => state === "read");
    expect([records.length, read.length]).toEqual([100, 97]);
    expect(read.every(({ reading }) => reading?.identity && reading.cells > 100)).toBe(true);
    expect(withName(records, "年报/空.docx")?.refusal).toBe("文件是空的。");
    expect(withName(records, "年报/说明.exe")?.refusal).toMatch(/从扩展名看不是年度报告/u);
    expect(withName(records, "年报/坏.pdf")?.refusal).toMatch(/。$/u);
    expect(readdirSync(deskFolderOf(store).waiting)).toEqual([]);
    expect(readdirSync(deskFolderOf(store).incoming)).toEqual([]);

    const { received } = await loadDesk();
    const names = received.map(({ document }) => document.file);
    expect(names).toContain("年报/坏.pdf");
    for (const { name, reading } of read) {
      const loaded = received.find(({ document }) => document.file === name);
      expect([loaded?.document.reading, loaded?.document.identity]).toEqual([
        reading?.key,
        reading?.identity,
      ]);
    }
  });

  it("are named as copies, newer versions and of another body or year than their file says", async () => {
    const first = pageOf(7);
    await handIn(store, [{ name: "一.html", bytes: first }]);
    const [one] = await readToEnd(store);
    const body = one?.reading?.identity?.body;
    await loadDesk();
    await handIn(store, [
      { name: "一.html", bytes: first },
      { name: "又一.html", bytes: first },
      { name: "海阳市教育局2019年年报.html", bytes: pageOf(9) },
      { name: "改.html", bytes: first.replace("</body>", "<p>更正</p></body>") },
    ]);
    const records = await readToEnd(store);
    expect(records).toHaveLength(4);
    expect(withName(records, "又一.html")).toMatchObject({
      id: `${one?.id ?? ""}-2`,
      duplicateOf: { name: "一.html", isLoaded: false },
    });
    expect(withName(records, "改.html")).toMatchObject({
      duplicateOf: null,
      otherVersion: { isLoaded: false, order: "newer" },
    });
    expect(body).not.toBe(undefined);
    const contradictions = withName(records, "海阳市教育局2019年年报.html")?.reading
      ?.contradictions;
    expect(contradictions?.join("")).toContain("文件名写的是2019年，读作2023年度");
  });

  it("count in the order in which they came where their dates tell nothing apart", async () => {
    const names = ["一.html", "二.html", "三.html", "四.html", "五.html"];
    for (const name of names) {
      const bytes = pageOf(7).replace("</body>", `<p>${name}</p></body>`);
      await handIn(store, [{ name, bytes }]);
    }
    const records = await readToEnd(store);
    expect(withName(records, "五.html")?.otherVersion?.order).toBe("newer");
    const { received } = await loadDesk();
    const loaded = received.flatMap(({ document, state }) =>
      state === "loaded" ? [document.file] : [],
    );
    expect(loaded).toEqual(["五.html"]);
  });

  it("may come in archives, in folders and under any name, with tables that say whose they are", async () => {
    const inner = asZip([{ name: "里/乙.html", bytes: pageOf(11) }]);
    const within = (name: string, bytes: Uint8Array): Buffer => asZip([{ name, bytes }]);
    const table = "file,body,division,year\n甲.html,示例省某局,990000,2022\n没有.html,,,2021\n";
    const archive = asZip([
      { name: "年报/甲.html", bytes: pageOf(10), naming: "gbk" },
      { name: "年报/manifest.csv", bytes: table },
      { name: "内.zip", bytes: inner },
      { name: "深.zip", bytes: within("d.zip", within("e.zip", within("f.zip", inner))) },
      { name: "密.docx", bytes: "x", encrypted: true },
      { name: "../../外.html", bytes: pageOf(12) },
      { name: "程序.exe", bytes: "MZ" },
    ]);
    const gbk = iconv.encode("file,body,division,year\n甲.html,示例省某局,990000,2021\n", "gbk");
    const names = [
      "../../../etc/passwd.html",
      "C:\\windows\\CON.html",
      "a\u0000b\u202e.html",
      `${"长".repeat(300)}.html`,
      ".htaccess",
      "=cmd|' /C calc'!A0.html",
      '引"号,逗号\n换行.html',
      iconv.encode("某区2023.html", "gbk").toString("latin1"),
    ];
    await handIn(store, [{ name: "全市.zip", bytes: archive }]);
    await handIn(store, [
      { name: "年报/甲.html", bytes: pageOf(13) },
      { name: "年报/manifest.csv", bytes: gbk },
      { name: "别处/甲.html", bytes: pageOf(14) },
    ]);
    await handIn(store, [{ name: "manifest.csv", bytes: gbk }], "another");
    const hostile = names.map((name, seed) => ({ name, bytes: pageOf(20 + seed) }));
    await handIn(store, hostile, "hostile");
    const records = await readToEnd(store);
    const said = Object.fromEntries(
      records.map(({ name, state, reading, refusal }) => [
        name,
        state === "read" ? `${reading?.found.body ?? ""}${reading?.found.year ?? ""}` : refusal,
      ]),
    );
    expect(said).toMatchObject({
      "全市.zip/年报/甲.html": "示例省某局2022",
      "全市.zip/内.zip/里/乙.html": expect.stringMatching(/2023$/u),
      "全市.zip/密.docx": expect.stringContaining("已加密"),
      "全市.zip/外.html": expect.stringContaining("疑为恶意文件"),
      "全市.zip/程序.exe": expect.stringContaining("扩展名"),
      "全市.zip/manifest.csv": expect.stringContaining("没有.html"),
      "全市.zip/深.zip/d.zip/e.zip/f.zip": expect.stringContaining("套得太深"),
      "年报/甲.html": "示例省某局2021",
      "别处/甲.html": expect.stringMatching(/2023$/u),
      "manifest.csv": expect.stringContaining("不是报告"),
      "etc/passwd.html": expect.stringMatching(/2023$/u),
      "C:/windows/CON.html": expect.stringMatching(/2023$/u),
      "ab.html": expect.stringMatching(/2023$/u),
    });
    expect(withName(records, "年报/甲.html")?.reading?.why).toMatchObject({ year: "manifest" });
    expect(records.filter(({ batch }) => batch === "hostile")).toHaveLength(names.length);
    expect(records.every(({ name }) => [...name].length <= 300)).toBe(true);

    const folder = deskFolderOf(store);
    expect(readdirSync(root).sort()).toEqual(["archive", "desk", "readings"]);
    for (const name of readdirSync(folder.documents))
      expect(name).toMatch(/^(?:\d{17}-[0-9a-f]{16}\.html|manifest\.csv)$/u);
    const { received } = await loadDesk();
    expect(received.map(({ document }) => document.file).sort()).toEqual(
      records.flatMap(({ name, file }) => (file === null ? [] : [name])).sort(),
    );

    const one = withName(records, "别处/甲.html");
    const elsewhere = { ...LOCAL_USER, name: "他人", divisions: ["110000"] };
    expect(await removeDocument(store, one?.id ?? "", elsewhere)).toBe(null);
    expect(await removeDocument(store, "../../x", LOCAL_USER)).toBe(null);
    expect(await removeDocument(store, one?.id ?? "", LOCAL_USER)).toMatchObject({ id: one?.id });
    expect(await listRecords(folder)).toHaveLength(records.length - 1);
    expect(readFileSync(folder.manifest, "utf8")).not.toContain(one?.id);
    expect(readdirSync(folder.documents)).not.toContain(one?.file);
  });

  it("may come again where the server was killed while it took them in, and leave nothing unnamed", async () => {
    const folder = deskFolderOf(store);
    const given = [{ name: "甲.html", bytes: pageOf(15) }];
    const [record] = (await handIn(store, given)).taken;
    if (!record) throw new Error("not taken");
    expect(await handIn(store, given)).toMatchObject({ taken: [], known: 1 });
    rmSync(waitingPathOf(folder, record));
    expect(await handIn(store, given)).toMatchObject({ taken: [{ id: record.id }], known: 0 });
    expect(readdirSync(folder.waiting)).toEqual([`${record.id}.html`]);
  });

  it("that a person has to look at are told of where another batch is shown", async () => {
    vi.stubEnv("GONGKAI_DATA", root);
    for (const batch of ["one", "two"])
      await handIn(store, [{ name: `${batch}.docx`, bytes: "" }], batch);
    const showing = async (search: string) => {
      const shown = await loadDeskPage(new URL(`http://localhost/desk${search}`), LOCAL_USER);
      return [shown.counts.refused, shown.leftElsewhere];
    };
    expect(await showing("?batch=two")).toEqual([1, 1]);
    expect(await showing("")).toEqual([2, 0]);
    vi.unstubAllEnvs();
  });

  it("are read on after the process that reads them was killed, and after they were cancelled", async () => {
    const folder = deskFolderOf(store);
    await handIn(store, await inventFiles(12));
    const reading = readToEnd(store);
    await vi.waitFor(
      async () => {
        const some = (await listRecords(folder)).filter(({ state }) => state === "read");
        expect(some.length).toBeGreaterThan(0);
      },
      { timeout: 60_000, interval: 20 },
    );
    const holder = await holderOf(folder.readingLock);
    if (holder) process.kill(holder.pid, "SIGKILL");
    await cancelReading(store, () => true);
    const cancelled = await reading;
    expect(cancelled.every(({ state }) => state === "read" || state === "cancelled")).toBe(true);
    writeFileSync(join(folder.records, "0123456789abcdef.json"), "{ cut sh");
    await resumeReading(store, () => true);
    const records = await readToEnd(store);
    expect(records.map(({ state }) => state)).toEqual(Array.from({ length: 12 }, () => "read"));
    expect(await holderOf(folder.readingLock).then((held) => held?.pid)).not.toBe(holder?.pid);
  });
});
