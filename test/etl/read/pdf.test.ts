import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { readPdf } from "#etl/read/pdf";
import { differences } from "../../support/documents/faithful";
import { layOut } from "../../support/documents/layout";
import { asPdf, PLAIN_MANNER } from "../../support/documents/pdf";
import { Random } from "../../support/documents/random";
import { inventTruth } from "../../support/documents/truth";

const { before, functionsOfTheLanguage } = vi.hoisted(() => {
  const functionsOfTheLanguage = (): unknown[] => [
    Array.prototype.push,
    JSON.parse,
    JSON.stringify,
  ];
  return { before: functionsOfTheLanguage(), functionsOfTheLanguage };
});

const REAL = new URL("../../../../shared/reports/hongze-2023.pdf", import.meta.url);

describe("a PDF with ruling lines", () => {
  for (const lines of ["strokes", "boxes", "frames"] as const)
    for (const repeatsHeader of [false, true])
      for (const byCharacter of [false, true])
        it(`gives back each cell: ${lines}, header ${repeatsHeader ? "repeated" : "once"}, set by ${byCharacter ? "character" : "line"}`, async () => {
          for (let seed = 1; seed <= 4; seed += 1) {
            const sample = layOut(inventTruth(new Random(seed)));
            const manner = { ...PLAIN_MANNER, lines, repeatsHeader, byCharacter };
            const document = await readPdf(asPdf(sample, manner), "示例.pdf");
            expect(differences(document, sample)).toEqual([]);
          }
        });

  it("reads a figure once that is drawn twice to look bold", async () => {
    const sample = layOut(inventTruth(new Random(5)));
    const document = await readPdf(asPdf(sample, { ...PLAIN_MANNER, drawnTwice: true }), "a.pdf");
    expect(differences(document, sample)).toEqual([]);
  });

  it("drops page numbers and keeps a table in one piece across a page break", async () => {
    const sample = layOut(inventTruth(new Random(6)));
    for (const pageNumber of [
      (page: number) => `- ${page} -`,
      (page: number) => `— ${page} —`,
      (page: number) => String(page),
      (page: number) => `第${page}页 共3页`,
    ]) {
      const document = await readPdf(asPdf(sample, { ...PLAIN_MANNER, pageNumber }), "a.pdf");
      expect(differences(document, sample)).toEqual([]);
    }
  });

  it("leaves the functions of the language as they are for what is read next", async () => {
    await readPdf(asPdf(layOut(inventTruth(new Random(8)))), "a.pdf");
    expect(functionsOfTheLanguage()).toEqual(before);
  });

  it("says where each cell stands", async () => {
    const sample = layOut(inventTruth(new Random(7)));
    const { blocks } = await readPdf(asPdf(sample), "a.pdf");
    const grids = blocks.flatMap((block) => (block.kind === "table" ? [block.grid] : []));
    const last = grids[1]?.slots.at(-1)?.at(-1);
    expect(last?.location).toEqual({ page: 2, table: 2, row: grids[1]?.slots.length, column: 10 });
  });
});

describe.skipIf(!existsSync(REAL))("the real PDF, where it is at hand", () => {
  it("reads as three tables of the printed size, mixed editions and wrong totals as printed", async () => {
    const { blocks } = await readPdf(readFileSync(REAL), "hongze-2023.pdf");
    const grids = blocks.flatMap((block) => (block.kind === "table" ? [block.grid] : []));
    expect(grids.map(({ slots, columns }) => [slots.length, columns])).toEqual([
      [14, 4],
      [26, 10],
      [4, 15],
    ]);
    const texts = (grid: number, row: number): (string | undefined)[] | undefined =>
      grids[grid]?.slots[row]?.map((cell) => cell?.text);
    expect(texts(0, 13)?.[1]).toBe("7730.28");
    expect(texts(1, 24)?.slice(3)).toEqual(["21", "0", "0", "0", "0", "0", "21"]);
    expect(texts(2, 3)?.slice(0, 5)).toEqual(["10", "1", "0", "0", "0"]);
  });
});
