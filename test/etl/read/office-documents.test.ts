import { describe, expect, it } from "vitest";
import { readDocx } from "#etl/read/docx";
import { readMarkdown } from "#etl/read/text";
import { readXlsx } from "#etl/read/xlsx";
import { asDocx } from "../../support/documents/docx";
import { differences } from "../../support/documents/faithful";
import { layOut } from "../../support/documents/layout";
import { Random } from "../../support/documents/random";
import { asMarkdown } from "../../support/documents/text";
import { inventTruth } from "../../support/documents/truth";
import { asXlsx } from "../../support/documents/xlsx";

const SEEDS = [1, 2, 3];
const sampleOf = (seed: number) => layOut(inventTruth(new Random(seed)));

describe("documents of an office", () => {
  it("gives back each cell of a Word document, merged cells included", async () => {
    for (const seed of SEEDS)
      expect(
        differences(await readDocx(await asDocx(sampleOf(seed)), "a.docx"), sampleOf(seed)),
      ).toEqual([]);
  });

  it("gives back each cell of a workbook", async () => {
    for (const seed of SEEDS)
      expect(
        differences(await readXlsx(await asXlsx(sampleOf(seed)), "a.xlsx"), sampleOf(seed)),
      ).toEqual([]);
  });

  it("gives back the tables of Markdown", () => {
    const document = readMarkdown(new TextEncoder().encode(asMarkdown(sampleOf(1))), "a.md");
    expect(document.blocks.filter((block) => block.kind === "table")).toHaveLength(3);
    expect(document.title).toContain("政府信息公开工作年度报告");
  });
});
