import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openBundle } from "#etl/intake/bundles";
import { takeOut } from "#etl/intake/sources";
import { LIMITS } from "#etl/read/limits";
import type { LoadOutcome } from "#etl/load";
import { asMime, multipart } from "../../support/documents/mime";
import { asZip, type ZippedFile } from "../../support/documents/zip";
import { figuresCsv, loadInto, temporaryFolder, temporaryStore } from "../../support/load";

const figures = figuresCsv(2021);
const manifest = (...lines: string[]): ZippedFile => ({
  name: "年报/manifest.csv",
  bytes: ["file,body,kind,division,year,scope", ...lines, ""].join("\n"),
});
const ROW = "乙县人民政府,government,990101";

const countsOf = ({ received, unopened }: LoadOutcome): unknown => ({
  loaded: received.filter(({ state }) => state === "loaded").map(({ document }) => document.file),
  refused: received.filter(({ state }) => state === "refused").map(({ document }) => document.file),
  unopened: unopened.map(({ file }) => file),
});

describe("a document that people call otherwise than its file", () => {
  it("goes by that name, in a folder and in an archive", async () => {
    const folder = temporaryFolder();
    const header = "file,name,body,kind,division,year,scope";
    writeFileSync(join(folder, "1a.csv"), figures);
    writeFileSync(join(folder, "2b.csv"), figures.replace(",0", ",1"));
    writeFileSync(
      join(folder, "manifest.csv"),
      `${header}\n1a.csv,全市.zip/乙县2022.csv,${ROW},2022,organ\n2b.csv,,${ROW},2023,organ\n`,
    );
    const within = [
      { name: "manifest.csv", bytes: `${header}\n3c.csv,../丙,${ROW},2021,organ\n` },
      { name: "3c.csv", bytes: figures.replace(",0", ",2") },
    ];
    writeFileSync(join(folder, "全省.zip"), asZip(within));
    expect(countsOf(await loadInto(temporaryStore(), [folder]))).toEqual({
      loaded: ["全市.zip/乙县2022.csv", expect.stringMatching(/^[^/]+\/2b\.csv$/), "../丙"],
      refused: [],
      unopened: [],
    });
  });
});

describe("an archive of reports", () => {
  it("is loaded as the folder it was packed from, names in the encoding of Chinese Windows", async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "全市.zip"),
      asZip([
        { name: "年报/", bytes: "" },
        manifest(`乙县2022.csv,${ROW},2022,jurisdiction`, `乙县2023.csv,${ROW},2023,jurisdiction`),
        { name: "年报/乙县2022.csv", bytes: figures, naming: "gbk" },
        { name: "年报/乙县2023.csv", bytes: figures },
        { name: "__MACOSX/年报/._乙县2023.csv", bytes: "x" },
        { name: "年报/.DS_Store", bytes: "x" },
      ]),
    );
    const store = temporaryStore();
    expect(countsOf(await loadInto(store, [folder]))).toMatchObject({
      loaded: [
        expect.stringMatching(/全市\.zip\/年报\/乙县2022\.csv$/),
        expect.stringMatching(/全市\.zip\/年报\/乙县2023\.csv$/),
      ],
      refused: [],
      unopened: [],
    });
    expect((await loadInto(store, [folder])).published).toBe(false);

    writeFileSync(
      join(folder, "全市.zip"),
      asZip([
        manifest(`乙县2023.csv,${ROW},2023,jurisdiction`),
        { name: "年报/乙县2023.csv", bytes: figures },
      ]),
    );
    const { manifest: version } = await loadInto(store, [folder]);
    expect(version.rows["reports"]).toBe(1);
  });

  it("loses a line for each file that cannot be unpacked, and nothing else", async () => {
    const zip = join(temporaryFolder(), "全市.zip");
    writeFileSync(
      zip,
      asZip([
        manifest(`乙县2023.csv,${ROW},2023,jurisdiction`),
        { name: "年报/乙县2023.csv", bytes: figures },
        { name: "年报/密.docx", bytes: "x", encrypted: true },
        { name: "../外.csv", bytes: "x" },
        { name: "年报/弹.txt", bytes: Buffer.alloc(LIMITS.ratioFrom + 1) },
        { name: "年报/假.txt", bytes: "x".repeat(1000), claims: 10 },
        { name: "年报/乙县2023.csv", bytes: "x" },
      ]),
    );
    const outcome = await loadInto(temporaryStore(), [zip]);
    expect(countsOf(outcome)).toMatchObject({ loaded: [expect.stringContaining("乙县2023")] });
    const reasons = ["加密", "包外目录", "压缩炸弹", "已损坏", "重名"];
    expect(outcome.unopened.map(({ reason }) => reason)).toEqual(
      reasons.map((word) => expect.stringContaining(word)),
    );
  });

  it("whose own manifest is broken loses the files beside it, by name and reason", async () => {
    const zip = join(temporaryFolder(), "全市.zip");
    writeFileSync(
      zip,
      asZip([
        { name: "坏/manifest.csv", bytes: "file,yaer\na.csv,2023\n" },
        { name: "坏/a.csv", bytes: figures },
        manifest(`b.csv,${ROW},2023,jurisdiction`),
        { name: "年报/b.csv", bytes: figures },
      ]),
    );
    const outcome = await loadInto(temporaryStore(), [zip]);
    expect(countsOf(outcome)).toMatchObject({
      loaded: [expect.stringContaining("b.csv")],
      unopened: [expect.stringContaining("坏/manifest.csv")],
    });
  });

  it("may hold another, but not without end", () => {
    let inner = asZip([{ name: "a.csv", bytes: figures }]);
    const namesIn = (bytes: Buffer): string[] =>
      [...(openBundle(bytes, "外.zip")?.files ?? [])].map(({ name }) => name);
    inner = asZip([{ name: "内.zip", bytes: inner }]);
    expect(namesIn(inner)).toEqual(["内.zip/a.csv"]);
    for (let depth = 0; depth < 10; depth += 1) inner = asZip([{ name: "内.zip", bytes: inner }]);
    expect(namesIn(inner)).toEqual([
      Array(LIMITS.bundleNesting + 1)
        .fill("内.zip")
        .join("/"),
    ]);
  });

  it("that is damaged, empty or of another kind is refused in one sentence", async () => {
    const folder = temporaryFolder();
    const whole = asZip([{ name: "a.csv", bytes: figures }]);
    writeFileSync(join(folder, "断.zip"), whole.subarray(0, whole.length - 30));
    writeFileSync(join(folder, "空.zip"), asZip([]));
    writeFileSync(join(folder, "某.rar"), Buffer.from("Rar!\x1a\x07\x00"));
    const { received } = await loadInto(temporaryStore(), [folder]);
    expect(received.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("压缩包已损坏"),
      expect.stringContaining("RAR压缩包"),
      expect.stringContaining("压缩包已损坏"),
    ]);
  });
});

const attachment = (name: string, content: string): Parameters<typeof asMime>[1][number] => ({
  headers: [`Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`],
  content,
});
const HEADERS = ["From: a@example.cn", "Subject: =?utf-8?B?5bm05oql?=", multipart("mixed")];

describe("a mail", () => {
  const take = (bytes: Uint8Array) => {
    const bundle = openBundle(bytes, "报送/年报.eml");
    return (
      bundle && takeOut(bundle, "报送/年报.eml", { isDivision: () => true, keep: (kept) => kept })
    );
  };

  it("hands over each of its attachments as a document, itself named as the source", () => {
    const taken = take(
      asMime(HEADERS, [
        { headers: ["Content-Type: text/html"], content: "<p>请查收。" },
        attachment("甲县.csv", figures),
        attachment("乙县.csv", figures),
        attachment("乙县.csv", figures),
        { headers: ["Content-Type: image/png; name=logo.png"], content: "x" },
      ]),
    );
    expect(taken?.documents.map(({ name }) => name)).toEqual([
      "甲县.csv",
      "乙县.csv",
      "乙县 (2).csv",
    ]);
    expect(taken?.documents[0]?.manifest?.source).toBe(
      "邮件“年报.eml”的附件（发件人：a@example.cn；主题：年报）",
    );
  });

  it("whose text is a report itself hands that over too", () => {
    const rows = "<tr><td>项<td>1".repeat(25);
    const taken = take(
      asMime(HEADERS, [
        { headers: ["Content-Type: text/html"], content: `<table>${rows}</table>` },
        attachment("图解.pdf", "%PDF-1.4"),
      ]),
    );
    expect(taken?.documents.map(({ name }) => name)).toEqual(["正文.eml", "图解.pdf"]);
  });

  it("without attachments, or a page saved as one file, is a document itself", () => {
    const text = { headers: ["Content-Type: text/html"], content: "<p>正文" };
    expect(take(asMime(HEADERS, [text]))).toBeUndefined();
    expect(
      take(asMime([multipart("related")], [text, attachment("a.css", "p{}")])),
    ).toBeUndefined();
  });
});
