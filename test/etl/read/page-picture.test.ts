import { init } from "@embedpdf/pdfium";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pagePlacesSchema } from "#domain/report/page-places";
import { findPdfPlaces, readPdf } from "#etl/read/pdf";
import { drawPage } from "#etl/read/page-picture/draw-page";
import { boundMemory } from "#etl/read/page-picture/pdfium-memory";
import { layOut } from "../../support/documents/layout";
import { asPdf } from "../../support/documents/pdf";
import { asPdfObjects } from "../../support/documents/pdf-file";
import { Random } from "../../support/documents/random";
import { inventTruth } from "../../support/documents/truth";

const PRINTED = readFileSync(
  new URL(
    "../../fixtures/documents/real-layouts/chrome-print/2024-printed-page.pdf",
    import.meta.url,
  ),
);
const MB = 1024 * 1024;

/** 政府信息公开 in the encoding that Chinese programs set with fonts of the reader's own computer. */
const GBK = "<D5FEB8AED0C5CFA2B9ABBFAA>";

/** A page with one line of text, whose font is not in the file. */
function withReadersFont(text: string): Uint8Array {
  const content = `BT /F1 40 Tf 20 100 Td ${text} Tj ET`;
  return asPdfObjects([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
  ]);
}

/** A gray PNG of {@link drawPage}: its size, and where it is dark. */
function lookAt(png: Uint8Array): {
  width: number;
  height: number;
  isDark: (x: number, y: number) => boolean;
} {
  const file = Buffer.from(png);
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  expect(file[25], "gray").toBe(0);
  const pixels = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
  return { width, height, isDark: (x, y) => (pixels[y * (width + 1) + 1 + x] ?? 255) < 128 };
}

/** Share of a part of a picture that is dark. */
function inkIn(
  { width, height, isDark }: ReturnType<typeof lookAt>,
  [left, top, right, bottom]: readonly [number, number, number, number] = [0, 0, width, height],
): number {
  let dark = 0;
  for (let y = Math.ceil(top); y < bottom; y += 1)
    for (let x = Math.ceil(left); x < right; x += 1) if (isDark(x, y)) dark += 1;
  return dark / ((right - left) * (bottom - top));
}

describe("the picture of a page", () => {
  it("shows Chinese text whose font is not in the document", async () => {
    const ink = inkIn(lookAt(await drawPage(withReadersFont(GBK), 1, 300)), [20, 65, 260, 105]);
    expect(ink).toBeGreaterThan(0.1);
    expect(inkIn(lookAt(await drawPage(withReadersFont("<>"), 1, 300)))).toBe(0);
  });

  it("is as wide as asked and as high as the page makes it", async () => {
    const pdf = asPdf(layOut(inventTruth(new Random(1))));
    const { width, height } = lookAt(await drawPage(pdf, 1, 400));
    expect([width, height]).toEqual([400, 566]);
  });

  it("is refused in a sentence where there is no such page, and where there is no PDF", async () => {
    await expect(drawPage(PRINTED, 99, 300)).rejects.toThrow("没有第99页，共2页");
    await expect(drawPage(PRINTED, 0, 300)).rejects.toThrow("没有第0页");
    await expect(drawPage(Buffer.from("%PDF-1.7 no"), 1, 300)).rejects.toThrow("PDF无法打开");
  });

  it("is drawn by a program that takes no more memory than it may", async () => {
    const program = createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm");
    const engine = await init({
      wasmBinary: Uint8Array.from(readFileSync(program)).buffer,
      printErr: () => undefined,
    });
    boundMemory(engine, 64 * MB);
    expect(engine.pdfium.wasmExports.malloc(20 * MB)).not.toBe(0);
    expect(engine.pdfium.wasmExports.malloc(200 * MB)).toBe(0);
  });
});

describe("the places of what was read of a PDF", () => {
  it("are those of each cell of its tables and each line of its text", async () => {
    const { blocks } = await readPdf(PRINTED, "a.pdf");
    const { pages, cells, lines } = pagePlacesSchema.parse(await findPdfPlaces(PRINTED));
    const keyOf = (place: object): string => JSON.stringify(place);
    const placed = new Set([
      ...cells.map(({ table, row, column }) => keyOf({ table, row, column })),
      ...lines.map(({ page, line }) => keyOf({ page, line })),
    ]);
    const read = blocks.flatMap((block) =>
      block.kind === "paragraph"
        ? [keyOf({ page: block.location.page, line: block.location.line })]
        : block.grid.slots.flat().flatMap((cell) => {
            const { table, row, column } = cell?.location ?? {};
            return cell ? [keyOf({ table, row, column })] : [];
          }),
    );
    expect(read.filter((key) => !placed.has(key))).toEqual([]);
    expect(pages.map(({ page }) => page)).toEqual([1, 2]);
  });

  it("frame what a picture of the page shows", async () => {
    const pdf = asPdf(layOut(inventTruth(new Random(2))));
    const { pages, cells } = await findPdfPlaces(pdf);
    const [page] = pages;
    const picture = lookAt(await drawPage(pdf, 1, 1000));
    const scale = picture.width / (page?.width ?? 0);
    const framed = cells.flatMap(({ boxes }) => boxes).filter((box) => box.page === 1);
    expect(framed.length).toBeGreaterThan(20);
    for (const { x, y, width, height } of framed) {
      const edges = [x, y, x + width, y + height].map((at) => at * scale);
      const [left = 0, top = 0, right = 0, bottom = 0] = edges;
      expect(inkIn(picture, [left - 2, top - 2, right + 2, top + 2])).toBeGreaterThan(0.2);
      expect(inkIn(picture, [left - 2, top - 2, left + 2, bottom + 2])).toBeGreaterThan(0.2);
    }
  });

  it("are two for a cell that a page break cuts", async () => {
    const { cells } = await findPdfPlaces(asPdf(layOut(inventTruth(new Random(4)))));
    const cut = cells.filter(({ boxes }) => boxes.length > 1);
    expect(cut.map(({ boxes }) => boxes.map(({ page }) => page))).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});
