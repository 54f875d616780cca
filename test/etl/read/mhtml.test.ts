import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readDocument } from "#etl/read/formats";
import { LIMITS } from "#etl/read/limits";
import { parseMime } from "#etl/read/mime";
import { asMime, multipart } from "../../support/documents/mime";

const textsOf = async (bytes: Uint8Array, file: string): Promise<string[]> =>
  (await readDocument(bytes, file)).blocks.flatMap((block) =>
    block.kind === "paragraph" ? [block.text] : [],
  );

describe("a page saved as one file", () => {
  it("shows a page that it frames in the frame's place", async () => {
    const bytes = asMime(
      ["From: <Saved by Blink>", multipart("related")],
      [
        {
          headers: ["Content-Type: text/html"],
          content: "<p>之前<iframe src='cid:inner@mhtml.blink'></iframe><p>之后",
        },
        {
          headers: ["Content-Type: text/html", "Content-ID: <inner@mhtml.blink>"],
          content: "<!DOCTYPE html><html><body><p>框中</body></html>",
        },
      ],
    );
    expect(await textsOf(bytes, "a.mht")).toEqual(["之前", "框中", "之后"]);
  });

  it("shows the sheets that a workbook frames", async () => {
    const at = "Content-Location: file:///C:/年报";
    const bytes = asMime(
      [multipart("related")],
      [
        {
          headers: ["Content-Type: text/html", `${at}/a.htm`],
          content:
            '<html><frameset rows="*,39"><frame src="a.files/sheet001.htm"><frame src="a.files/tab.htm"><noframes><body><p>无框架</body></noframes></frameset></html>',
        },
        {
          headers: ["Content-Type: text/html", `${at}/a.files/sheet001.htm`],
          content: "<html><body><p>表中</body></html>",
        },
      ],
    );
    expect(await textsOf(bytes, "a.xls")).toContain("表中");
  });

  it.each([
    ["by its address", "http://www.example.cn/css/a.css", "http://www.example.cn/css/a.css"],
    ["beside it", "../css/a.css", "http://www.example.cn/css/a.css"],
    ["as a browser names it", "cid:css-1@mhtml.blink", "cid:css-1@mhtml.blink"],
  ])("is shown by the sheet that it links %s, and by what that imports", async (_, href, at) => {
    const bytes = asMime(
      ["From: <Saved by Blink>", multipart("related")],
      [
        {
          headers: ["Content-Type: text/html", "Content-Location: http://www.example.cn/a/b.html"],
          content: `<link rel="stylesheet" href="${href}"><p><i class="x">旧</i><b class="y">废</b>新`,
        },
        {
          headers: ["Content-Type: text/css", `Content-Location: ${at}`],
          content: '@import "http://www.example.cn/css/b.css"; .x { display: none }',
        },
        {
          headers: ["Content-Type: text/css", "Content-Location: http://www.example.cn/css/b.css"],
          content: '@import "a.css"; .y { display: none }',
        },
      ],
    );
    expect(await textsOf(bytes, "a.mht")).toEqual(["新"]);
  });

  it("may be in an encoding that only its headers name", async () => {
    const headers = ["Content-Type: text/html; charset=big5"];
    const bytes = asMime(
      [multipart("related")],
      [{ headers, content: iconv.encode("<p>政府資訊公開", "big5") }],
    );
    expect(await textsOf(bytes, "a.mht")).toEqual(["政府資訊公開"]);
  });

  it("is known by its content, whatever its ending", async () => {
    const bytes = asMime(
      [multipart("related")],
      [{ headers: ["Content-Type: text/html"], content: "<p>政府信息公开" }],
    );
    for (const file of ["a.doc", "a.html", "a.txt", "a"])
      expect(await readDocument(bytes, file)).toMatchObject({ format: "mhtml" });
  });

  it("that is none is refused in the terms of its ending", async () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 197 + (at >> 3) * 89) % 256);
    await expect(readDocument(noise, "a.mht")).rejects.toThrow("扩展名是.mht");
  });
});

describe("a message", () => {
  it("names its files in every way that mail programs write names", () => {
    const named = (...headers: string[]): string | null =>
      parseMime(Buffer.from([...headers, "", "x"].join("\r\n"))).fileName;
    const base64 = Buffer.from("年报.docx").toString("base64");
    expect(named(`Content-Type: application/msword; name="=?UTF-8?B?${base64}?="`)).toBe(
      "年报.docx",
    );
    expect(
      named("Content-Disposition: attachment;\r\n filename*=utf-8''%E5%B9%B4%E6%8A%A5.docx"),
    ).toBe("年报.docx");
    expect(
      named("Content-Disposition: attachment; filename*0*=utf-8''%E5%B9; filename*1*=%B4.docx"),
    ).toBe("年.docx");
    expect(named('Content-Disposition: attachment; filename="..\\\\..\\\\a.doc"')).toBe("a.doc");
  });

  it("that nests or divides without end is refused", () => {
    const nested = Array.from(
      { length: 50 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    ).join("");
    expect(() => parseMime(Buffer.from(nested))).toThrow("层");
    const divided = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(LIMITS.messageParts + 1)}`;
    expect(() => parseMime(Buffer.from(divided))).toThrow("分段超过上限");
  });

  it("that breaks off is kept as far as it goes", () => {
    const broken =
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n一\r\n--b\r\n\r\n二";
    expect(parseMime(Buffer.from(broken)).parts).toHaveLength(2);
  });
});
