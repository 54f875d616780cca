import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Document, UnreadableDocument } from "#etl/read/document";
import { readDoc } from "#etl/read/doc";
import { readDocx } from "#etl/read/docx";
import { readMhtml } from "#etl/read/mhtml";
import { readMarkdown } from "#etl/read/text";
import { repackParts, unpack } from "#etl/read/office-package";
import { readOds } from "#etl/read/ods";
import { readOdt } from "#etl/read/odt";
import { readOfd } from "#etl/read/ofd";
import { readPdf } from "#etl/read/pdf";
import { readRtf } from "#etl/read/rtf";
import { readXls } from "#etl/read/xls";
import { readXlsx } from "#etl/read/xlsx";
import { asDoc } from "../../support/documents/doc";
import { asDocx } from "../../support/documents/docx";
import { asHtml } from "../../support/documents/html";
import { layOut } from "../../support/documents/layout";
import { asMhtml } from "../../support/documents/mime";
import { asOds, asOdt } from "../../support/documents/odf";
import { asOfd } from "../../support/documents/ofd";
import { asPdf } from "../../support/documents/pdf";
import { pdfFile } from "../../support/documents/pdf-file";
import { Random } from "../../support/documents/random";
import { asRtf } from "../../support/documents/rtf";
import { asMarkdown } from "../../support/documents/text";
import { inventTruth } from "../../support/documents/truth";
import { asXls } from "../../support/documents/xls";
import { asXlsx } from "../../support/documents/xlsx";
import { fuzz } from "../../support/fuzz";

type Read = (bytes: Uint8Array, file: string) => Promise<Document>;

const sample = layOut(inventTruth(new Random(11)));
const FORMATS: [string, Read, Uint8Array, number][] = [
  ["doc", readDoc, asDoc(sample), 50],
  ["docx", readDocx, await asDocx(sample), 15],
  ["xlsx", readXlsx, await asXlsx(sample), 15],
  ["xls", readXls, asXls(sample), 30],
  ["odt", readOdt, asOdt(sample), 15],
  ["ods", readOds, asOds(sample), 15],
  ["ofd", readOfd, asOfd(sample), 15],
  ["pdf", (bytes, file) => readPdf(bytes, file, 500), asPdf(sample), 8],
  ["rtf", (bytes, file) => Promise.resolve().then(() => readRtf(bytes, file)), asRtf(sample), 50],
  [
    "mht",
    (bytes, file) => Promise.resolve().then(() => readMhtml(bytes, file)),
    asMhtml(asHtml(sample), "quoted-printable"),
    50,
  ],
  [
    "md",
    (bytes, file) => Promise.resolve().then(() => readMarkdown(bytes, file)),
    new TextEncoder().encode(asMarkdown(sample)),
    50,
  ],
];

/** Reads, or refuses in a Chinese sentence; anything else fails the test. */
async function readsOrRefuses(read: Read, bytes: Uint8Array): Promise<void> {
  try {
    await read(bytes, "示例");
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    expect(error.message).toMatch(/\p{Script=Han}{4}/u);
  }
}

async function refusalOf(reading: Promise<unknown>): Promise<string> {
  const refused: unknown = await reading.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(UnreadableDocument);
  return refused instanceof Error ? refused.message : "";
}

describe.each(FORMATS)("a damaged %s", (_, read, whole, runs) => {
  it("of random bytes is refused or read", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (noise) => {
        await readsOrRefuses(read, noise);
        await readsOrRefuses(read, Buffer.concat([whole.subarray(0, 16), noise]));
      }),
      fuzz(runs),
    );
  });

  it("that breaks off anywhere is refused or read", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), (length) =>
        readsOrRefuses(read, whole.slice(0, length)),
      ),
      fuzz(runs),
    );
  });

  it("with flipped bits is refused or read", async () => {
    const flip = fc.tuple(fc.nat(whole.length - 1), fc.nat(7));
    const flips = fc.array(flip, { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(flips, (places) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, bit] of places) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        return readsOrRefuses(read, bytes);
      }),
      fuzz(runs),
    );
  }, 120_000);
});

describe("an archive that means harm", () => {
  const part = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

  it("is refused before anything is unpacked when it claims to become vast", async () => {
    const bytes = repackParts([part("word/document.xml", "<a/>")]);
    const at = bytes.indexOf("PK\x01\x02", 0, "latin1");
    bytes.writeUInt32LE(1024 ** 3, at + 24);
    expect(await refusalOf(readDocx(bytes, "a.docx"))).toContain("压缩炸弹");
  });

  it("is refused with what to do when a digit in it is not the one that was packed", async () => {
    const bytes = repackParts([part("word/document.xml", "<w:t>1744</w:t>")]);
    bytes.write("1745", bytes.indexOf("1744"));
    expect(await refusalOf(readDocx(bytes, "a.docx"))).toContain("已损坏或不完整");
    expect(await refusalOf(readDocx(bytes, "a.docx"))).toContain("请重新下载");
  });

  it("is refused when a file is larger than it claims", () => {
    const packed = deflateRawSync(Buffer.alloc(3_000_000));
    const bytes = repackParts([{ name: "word/document.xml", bytes: packed }]);
    const at = bytes.indexOf("PK\x01\x02", 0, "latin1");
    bytes.writeUInt16LE(8, at + 10);
    bytes.writeUInt32LE(100, at + 24);
    expect(() => unpack(bytes, () => true)).toThrow(UnreadableDocument);
  });

  it.each(["../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "word/../../evil.xml"])(
    "is refused when it names %s",
    async (name) => {
      const bytes = repackParts([part("word/document.xml", "<a/>"), part(name, "<a/>")]);
      expect(await refusalOf(readDocx(bytes, "a.docx"))).toContain("包外目录");
    },
  );

  it("is refused when it holds the same name twice", async () => {
    const bytes = repackParts([
      part("word/document.xml", "<a/>"),
      part("word/document.xml", "<b/>"),
    ]);
    expect(await refusalOf(readDocx(bytes, "a.docx"))).toContain("重名");
  });

  it("is refused when it holds thousands of files", async () => {
    const parts = Array.from({ length: 5_000 }, (_, n) => part(`word/${n}.xml`, "<a/>"));
    expect(await refusalOf(readDocx(repackParts(parts), "a.docx"))).toContain("超过2000个");
  });

  it("is refused as encrypted when a file of it is", async () => {
    const bytes = repackParts([part("word/document.xml", "<a/>")]);
    const flags = bytes.indexOf("PK\x01\x02", 0, "latin1") + 8;
    bytes.writeUInt16LE(bytes.readUInt16LE(flags) | 1, flags);
    expect(await refusalOf(readDocx(bytes, "a.docx"))).toContain("加密");
  });

  it("is refused when it declares entities", async () => {
    const lol = `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>`;
    for (const read of [readDocx, readXlsx])
      expect(await refusalOf(read(repackParts([part("word/document.xml", lol)]), "a"))).toContain(
        "实体",
      );
  });

  it("is refused when it nests without end", async () => {
    const deep = "<w:p>".repeat(5000) + "</w:p>".repeat(5000);
    const bytes = repackParts([part("word/document.xml", deep)]);
    expect(await refusalOf(readDocx(bytes, "a.docx"))).toContain("嵌套");
  });
});

describe("a document that a person must look at", () => {
  it("is named a scan when a PDF has no text", async () => {
    const scan = pdfFile(["q 500 0 0 700 40 40 cm Q", "0 0 m 10 10 l S"], [595, 842]);
    expect(await refusalOf(readPdf(scan, "a.pdf"))).toContain("扫描件");
  });

  it("is named a scan when the PDF's text is only laid under the picture", async () => {
    const words = Array.from({ length: 40 }, () => "<653F5E9C4FE1606F>").join(" Tj 0 -14 Td ");
    const layer = `BT 3 Tr /F1 10 Tf 72 700 Td ${words} Tj ET`;
    expect(await refusalOf(readPdf(pdfFile([layer], [595, 842]), "a.pdf"))).toContain("扫描件");
  });

  it("is named damaged when nothing stands on any page of a PDF", async () => {
    const file = pdfFile(["", ""], [595, 842]);
    expect(await refusalOf(readPdf(file, "a.pdf"))).toContain("文件可能已损坏");
  });

  it("is named encrypted when it wants a password", async () => {
    const bytes = Buffer.from(asDoc(sample));
    const at = bytes.indexOf(Buffer.from([0xec, 0xa5]));
    bytes.writeUInt16LE(0x0300, at + 10);
    expect(await refusalOf(readDoc(bytes, "a.doc"))).toContain("加密");
  });
});
