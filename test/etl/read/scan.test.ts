import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { loadDivisions } from "#etl/intake/register";
import { readDocument } from "#etl/read/formats";
import { findInkLevel, type GrayImage, levelImage } from "#etl/read/scan/gray-image";
import { findRules, findTextLines } from "#etl/read/scan/image-lines";
import { openRecogniser } from "#etl/read/scan/recogniser";
import { readScannedPage } from "#etl/read/scan/scanned-pages";
import { recogniseReport } from "#etl/recognise/recognise-report";
import { pdfOfPicture } from "../../support/documents/scan";

const FIXTURE = readFileSync(
  join(import.meta.dirname, "../../fixtures/documents/scans/table-four.jpg"),
);
/** What table 四 of the picture prints, from left to right. */
const TABLE_FOUR = [11, 0, 0, 0, 11, 6, 0, 3, 8, 17, 0, 9, 0, 1, 10];
/** Whether the packages that recognise text are installed. */
const hasRecogniser = (await openRecogniser()) !== undefined;

/** A page of three columns and two rows of boxes, turned by an angle, with a stroke of ink in each box. */
function drawPage(degrees: number): GrayImage {
  const [width, height] = [800, 600];
  const shades = new Uint8Array(width * height).fill(235);
  const slope = Math.tan((degrees * Math.PI) / 180);
  const ink = (x: number, y: number): void => {
    const [right, down] = [Math.round(x - y * slope), Math.round(y + x * slope)];
    if (right >= 0 && down >= 0 && right < width && down < height)
      shades[down * width + right] = 30;
  };
  for (const y of [100, 200, 300])
    for (let x = 100; x <= 700; x += 1) for (const thick of [0, 1, 2]) ink(x, y + thick);
  for (const x of [100, 300, 500, 700])
    for (let y = 100; y <= 300; y += 1) for (const thick of [0, 1, 2]) ink(x + thick, y);
  for (const left of [180, 380, 580])
    for (const top of [140, 240])
      for (let x = left; x < left + 20; x += 1) for (let y = top; y < top + 22; y += 1) ink(x, y);
  return { width, height, shades };
}

describe("the picture of a page", () => {
  it.each([0, 1, -1.4])("becomes a table by its ruling lines, turned by %d°", async (degrees) => {
    let count = 0;
    const items = await readScannedPage(
      drawPage(degrees),
      1,
      () => Promise.resolve({ text: String((count += 1)), certainty: 1 }),
      Infinity,
    );
    const tables = items.filter((item) => item.kind === "table");
    expect(tables).toHaveLength(1);
    expect(tables[0]?.table.cells.map(({ row, column, text }) => [row, column, text])).toEqual([
      [0, 0, "1"],
      [0, 1, "2"],
      [0, 2, "3"],
      [1, 0, "4"],
      [1, 1, "5"],
      [1, 2, "6"],
    ]);
  });

  it("marks a figure that is not certain, so that it is illegible", async () => {
    const [table] = await readScannedPage(
      drawPage(0),
      1,
      () => Promise.resolve({ text: "8", certainty: 0.3 }),
      Infinity,
    );
    expect(table?.kind === "table" && table.table.cells[0]?.text).toBe("8\uFFFD");
  });

  it("is level again after a turn", () => {
    const page = drawPage(1.2);
    const ink = findInkLevel(page);
    const rows = findRules(levelImage(page, ink), ink).horizontal;
    expect(rows.length).toBeGreaterThan(0);
    expect(Math.max(...rows.map(({ from, to }) => to - from))).toBeGreaterThan(200);
  });

  it("keeps a thin 1 as a line of text and leaves specks out", () => {
    const shades = new Uint8Array(100 * 100).fill(255);
    for (let y = 40; y < 60; y += 1) shades[y * 100 + 50] = shades[y * 100 + 51] = 0;
    shades[10 * 100 + 10] = 0;
    const image = { width: 100, height: 100, shades };
    const lines = findTextLines(image, 128, { left: 0, top: 0, right: 100, bottom: 100 });
    expect(lines).toEqual([{ left: 50, right: 52, top: 40, bottom: 60 }]);
  });
});

describe.skipIf(hasRecogniser)("a scan where nothing is installed that recognises text", () => {
  it.each([
    ["a picture", FIXTURE, "扫描.jpg"],
    ["a PDF of pictures", pdfOfPicture(FIXTURE), "扫描.pdf"],
  ])("is refused as %s with what to install and what else to do", async (_, bytes, file) => {
    await expect(readDocument(bytes, file)).rejects.toThrow(
      /(?:图片|扫描件).*由人工录入.*npm install .*onnxruntime-node/,
    );
  });
});

describe.runIf(hasRecogniser)("a scan where text can be recognised", () => {
  it.each([
    ["a picture", FIXTURE, "扫描.jpg"],
    ["a PDF of pictures", pdfOfPicture(FIXTURE), "扫描.pdf"],
  ])(
    "gives the figures of a table whose sums hold, as %s",
    { timeout: 120_000 },
    async (_, bytes, file) => {
      const register = new DivisionNames(loadDivisions(), loadBodies());
      const { cells, forms } = recogniseReport(await readDocument(bytes, file), { register });
      expect(forms.review_litigation).toBe(2021);
      const printed = cells.filter(({ table }) => table === "review_litigation");
      expect(printed.map(({ value }) => value)).toEqual(TABLE_FOUR);
    },
  );
});
