import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPdf } from "#etl/read/pdf";
import { joinPages } from "#etl/read/pdf/blocks";
import { readWithPdfium } from "#etl/read/pdf/pdfium-reading";
import { watchedProcess } from "#etl/read/watched-process";
import { KNOWN_DOCUMENTS } from "../../../support/documents/known-documents";
import { layOut } from "../../../support/documents/layout";
import { asPdf, PLAIN_MANNER, type PdfManner } from "../../../support/documents/pdf";
import { hex, pdfFile } from "../../../support/documents/pdf-file";
import { Random } from "../../../support/documents/random";
import { inventTruth } from "../../../support/documents/truth";

beforeAll(async () => {
  watchedProcess.isWatched = true;
  // The first document is read while the compiler is cold, which may take longer than pdfium is given.
  await readByPdfium(asPdf(invented));
});
afterAll(() => {
  watchedProcess.isWatched = false;
});

/** What pdfium makes of a document; null where it leaves it to pdf.js. */
async function readByPdfium(bytes: Uint8Array) {
  const found = await readWithPdfium(bytes);
  return found && { title: found.title, blocks: joinPages(found.pages) };
}

async function readByPdfJs(bytes: Uint8Array) {
  watchedProcess.isWatched = false;
  const { title, blocks } = await readPdf(bytes, "a.pdf").finally(() => {
    watchedProcess.isWatched = true;
  });
  return { title, blocks };
}

const invented = layOut(inventTruth(new Random(21)));
const MANNERS: Readonly<Record<string, Partial<PdfManner>>> = {
  strokes: {},
  boxes: { lines: "boxes" },
  frames: { lines: "frames" },
  "characters one by one": { byCharacter: true },
  "everything twice": { drawnTwice: true },
  "everything backwards": { drawnBackwards: true },
};

const shown = (text: string, x: number, before = "", y = 700): string =>
  `BT ${before} /F1 10 Tf 1 0 0 1 ${x} ${y} Tm ${hex(text)} Tj 0 Tr ET`;
const prose = shown("本段文字用来说明这一页不是扫描件而是有文字的一页。", 80, "", 600);
const page = (drawn: string, annotations: readonly string[] = []): Uint8Array =>
  pdfFile([`${prose}\n${drawn}`], [595, 842], annotations);

describe("a PDF that pdfium reads", () => {
  it.each(Object.entries(MANNERS))("drawn with %s gives what pdf.js gives", async (_, manner) => {
    const bytes = asPdf(invented, { ...PLAIN_MANNER, ...manner });
    expect(await readByPdfium(bytes)).toEqual(await readByPdfJs(bytes));
  });

  it("keeps two equal figures that stand close together", async () => {
    const bytes = page(shown("1", 80) + shown("1", 83));
    expect(await readByPdfium(bytes)).toEqual(await readByPdfJs(bytes));
  });

  it("keeps slanted text in its cell, as wide as it moves on by", async () => {
    const slanted = shown("规章", 80).replace("1 0 0 1", "1 0 0.3333 1");
    for (const border of [94, 95, 96, 97, 98]) {
      const lines = [70, border, 200].map((x) => `${x} 690 m ${x} 715 l S`);
      const rules = [690, 715].map((y) => `70 ${y} m 200 ${y} l S`);
      const bytes = page([...lines, ...rules, slanted, shown("0", 120)].join(" "));
      expect(await readByPdfium(bytes), String(border)).toEqual(await readByPdfJs(bytes));
    }
  });

  it("and is known gives what pdf.js gives, unless it is left to pdf.js", async () => {
    const known = KNOWN_DOCUMENTS.filter(({ path }) => extname(path) === ".pdf");
    const read = await Promise.all(
      known.map(async ({ path }) => {
        const bytes = readFileSync(path);
        const found = await readByPdfium(bytes);
        if (found) expect(found).toEqual(await readByPdfJs(bytes));
        return found !== null;
      }),
    );
    expect(read).toContain(true);
  });
});

describe("a PDF of which pdfium could make something else is left to pdf.js", () => {
  it("but not one of plain text", async () => {
    expect(await readByPdfium(page(shown("行政许可1024件", 80)))).not.toBeNull();
  });

  it.each([
    ["a ligature", shown("eﬃcient", 80)],
    ["letters written to the left", shown("שלום", 80)],
    ["a character of private use", shown("\u{e001}", 80)],
    ["invisible text", shown("1024", 80, "3 Tr")],
    ["text that is set to the left", shown("1024", 180, "-100 Tz")],
    ["white text", `1 1 1 rg ${shown("1024", 80)} 0 g`],
    ["a figure under a white box", `${shown("1024", 80)} 1 1 1 rg 78 695 40 20 re f`],
    [
      "text that is said to mean another",
      `/Span << /ActualText <FEFF0031> >> BDC ${shown("1024", 80)} EMC`,
    ],
  ])("%s", async (_, drawn) => {
    expect(await readByPdfium(page(drawn))).toBeNull();
  });

  it("a form that is filled in", async () => {
    const field =
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (1024) /Rect [210 695 300 715] >>";
    expect(await readByPdfium(page(shown("行政许可", 80), [field]))).toBeNull();
  });

  it("a page that is turned", async () => {
    const text = Buffer.from(page(shown("行政许可", 80))).toString("latin1");
    const turned = text.replace("/Type /Page /Parent", "/Rotate 90 /Type /Page /Parent");
    expect(await readByPdfium(Buffer.from(turned, "latin1"))).toBeNull();
  });

  it("a file with a byte changed in what is packed", async () => {
    const bytes = Uint8Array.from(page(shown("行政许可", 80)));
    const [start] = [Buffer.from(bytes).lastIndexOf("stream\n") + "stream\n".length];
    const place = Buffer.from(bytes).lastIndexOf("endstream", start) - 20;
    bytes[place] = (bytes[place] ?? 0) ^ 0xff;
    expect(await readByPdfium(bytes)).toBeNull();
  });

  it("in a process that nobody watches", async () => {
    watchedProcess.isWatched = false;
    expect(await readByPdfium(page(shown("行政许可", 80)))).toBeNull();
    watchedProcess.isWatched = true;
  });
});
