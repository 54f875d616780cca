import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { asZip } from "../../support/documents/zip";
import { READABLE_FORMATS, readDocument } from "#etl/read/formats";

const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 197 + (at >> 3) * 89) % 256);

describe("a file whose content no reader knows", () => {
  it.each([
    ["年报.pdf", "扩展名是.pdf，内容却不是这种格式"],
    ["年报.DOCX", "扩展名是.docx，内容却不是这种格式"],
    ["年报.txt", "文字编码无法辨认"],
  ])("is refused in the terms of its ending: %s", async (file, words) => {
    await expect(readDocument(noise, file)).rejects.toThrow(words);
  });
});

describe("a file of an office program that is not read", () => {
  it("says so of an Office file of another kind", async () => {
    const slides = asZip([{ name: "[Content_Types].xml", bytes: "<Types/>" }]);
    await expect(readDocument(slides, "年报.pptx")).rejects.toThrow(".pptx");
  });

  it.each([
    [
      "年报.doc",
      '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
      "XML",
    ],
    [
      "年报.xls",
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      "XML",
    ],
    ["年报.rar", "Rar!\x1a\x07\x00", "RAR"],
    ["年报.7z", "7z\xbc\xaf\x27\x1c", "7z"],
  ])("%s says what to do", async (file, text, words) => {
    const reading = readDocument(Buffer.from(text, "latin1"), file);
    await expect(reading).rejects.toThrow(words);
    await expect(reading).rejects.toThrow(/请/);
  });

  it("is none where a page begins as XML does", async () => {
    const page = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html><body><p>报告</html>';
    expect(await readDocument(Buffer.from(page), "a.html")).toMatchObject({ format: "html" });
  });
});

it.each(READABLE_FORMATS)("$name is in the list of data/README.md", ({ name, endings }) => {
  const guide = readFileSync(new URL("../../../data/README.md", import.meta.url), "utf8");
  const list = endings.map((ending) => `\`${ending}\``).join(" ");
  expect(guide).toContain(`| ${name} | ${list} |`);
});
