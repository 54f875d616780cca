import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readAccepted } from "#etl/build/reviewed-tables";
import { readCorrections } from "#etl/build/corrections";
import { readManifest } from "#etl/intake/manifest";

const folder = mkdtempSync(join(tmpdir(), "gongkai-reviewed-"));
afterAll(() => rmSync(folder, { recursive: true }));

function listing(content: string | Uint8Array): ReturnType<typeof readManifest> {
  writeFileSync(join(folder, "manifest.csv"), content);
  for (const file of ["a.html", "c.html"]) writeFileSync(join(folder, file), "");
  return readManifest(folder, (code) => code === "990101");
}

describe("a table that people write", () => {
  it("is read as Excel saves it in China, in GBK", async () => {
    // "file,body" and 乙县 in GBK
    const gbk = [Buffer.from("file,body\na.html,"), Buffer.from([0xd2, 0xd2, 0xcf, 0xd8, 0x0a])];
    const { byFile } = await listing(Buffer.concat(gbk));
    expect(byFile.get("a.html")?.body).toBe("乙县");
  });

  it("may leave out columns, hold empty lines, and end its header with commas", async () => {
    const { byFile } = await listing("\uFEFFfile,year,,\n\n,,,\na.html,2023,,\n");
    expect([...byFile]).toMatchObject([["a.html", { year: 2023, body: null }]]);
  });

  it.each([
    ["file;body\na.html;x\n", "表头有误：各列不是以英文逗号隔开的"],
    ["title,body\na.html,x\n", "表头有误：不认得“title”列"],
    ["body\nx\n", "表头有误：缺少“file”列"],
    ["file,file\na,b\n", "有的列写了两次"],
    ['file,body\na.html,"x\n', "英文引号不成对"],
    [Uint8Array.of(0x66, 0xff, 0xff, 0x0a), "文字编码无法辨认"],
  ])("is refused with its file where it reads %j", async (content, words) => {
    await expect(listing(content)).rejects.toThrow(words);
    await expect(listing(content)).rejects.toThrow(join(folder, "manifest.csv"));
  });

  it.each([
    ["file,body\n\na.html\n", "第3行有1列，表头有2列"],
    ["file,body\na.html,x,y\n", "第2行有3列，表头有2列"],
    ["file,year\na.html,23\n", "第2行有误：year 列“23”：应为四位年份"],
    ["file,scope\na.html,all\n", "scope 列“all”：应为 jurisdiction、organ"],
    ["file,published_on\na.html,2024/1/31\n", "published_on 列“2024/1/31”：日期应写作 2024-01-31"],
    ["file,division\na.html,123456\n", "第2行有误：division 列“123456”：区划表中没有这个代码"],
    ["file,body\na.html,x\nb.html,y\na.html,z\n", "第4行与第2行都写了“a.html”"],
  ])(
    "has a row left out, with the document it is about, where it reads %j",
    async (content, words) => {
      const { byFile, flaws } = await listing(
        `${content}c.html${",".repeat(content.split("\n")[0]?.match(/,/g)?.length ?? 0)}\n`,
      );
      expect(flaws.get("a.html")).toContain(words);
      expect(flaws.get("a.html")).toContain(join(folder, "manifest.csv"));
      expect(byFile.has("a.html")).toBe(false);
      expect(byFile.has("c.html")).toBe(true);
    },
  );

  it("names ten rows that apply to nothing, and the number of the others", async () => {
    const rows = Array.from({ length: 3_000 }, (_, row) => `missing-${row}.html,x\n`).join("");
    const { warnings } = await listing(`file,body\n,x\n${rows}`);
    expect(warnings).toHaveLength(11);
    expect(warnings[0]).toContain("file 列“”：不能空着");
    expect(warnings[10]).toContain("还有2991行同样没有采用（共3001行）");
  });

  it("names the rows that apply to no file", async () => {
    const { warnings } = await listing("file,body\nmanifest.csv,x\nb.html,y\n");
    expect(warnings).toEqual([
      expect.stringMatching(/manifest\.csv 第3行：同一级没有文件“b\.html”/),
    ]);
  });

  it("holds one correction a cell and one acceptance a finding", async () => {
    const file = join(folder, "rows.csv");
    const correction = "r,review_total,3,4,印错,公报,张三,2024-05-01\n";
    const header = "report,cell,expected,corrected,reason,source,by,date\n";
    writeFileSync(file, header + correction + correction);
    await expect(readCorrections(file)).rejects.toThrow("第3行与第2行都写了r 的 review_total");
    writeFileSync(file, header + correction.replace("review_total", "nothing"));
    await expect(readCorrections(file)).rejects.toThrow(/第2行有误：cell 列“nothing”/);
    const accepted = "0123456789abcd,0123456789abcd,已核实,张三,2024-05-01\n";
    writeFileSync(file, `fingerprint,values,reason,by,date\n${accepted}${accepted}`);
    await expect(readAccepted(file)).rejects.toThrow("都写了发现 0123456789abcd");
  });
});
