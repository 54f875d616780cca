import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readDoc } from "#etl/read/doc";
import { asDoc } from "../../support/documents/doc";
import type { InventedDocument } from "../../support/documents/invented-document";
import { differences } from "../../support/documents/faithful";
import { layOut } from "../../support/documents/layout";
import { Random } from "../../support/documents/random";
import { inventTruth } from "../../support/documents/truth";

const sampleOf = (seed: number) => layOut(inventTruth(new Random(seed)));

describe("an old Word document", () => {
  it.each([3, 5])("saved by an office program gives back each merged cell (%i)", async (seed) => {
    const file = new URL(`../../fixtures/documents/invented-${seed}.doc`, import.meta.url);
    const document = await readDoc(readFileSync(file), "a.doc");
    expect(differences(document, sampleOf(seed))).toEqual([]);
  });

  it("gives back each cell in every seed", async () => {
    for (let seed = 1; seed <= 20; seed += 1)
      expect(differences(await readDoc(asDoc(sampleOf(seed)), "a.doc"), sampleOf(seed))).toEqual(
        [],
      );
  });
});

describe("an old Word file whose looks are set by styles alone", () => {
  const MARKS = ["raised", "lowered", "shifted", "struck", "hidden", "faint"] as const;
  const sample: InventedDocument = {
    title: "",
    blocks: [
      {
        kind: "table",
        weights: [1, 1],
        rows: MARKS.map((mark) => [
          { text: mark, rowSpan: 1, columnSpan: 1 },
          {
            text: "20517",
            runs: [{ text: "19876", mark }, { text: "20517" }],
            rowSpan: 1,
            columnSpan: 1,
          },
        ]),
      },
    ],
  };

  it("is read as one whose characters say so themselves", async () => {
    const styled = await readDoc(asDoc(sample, "styled"), "a.doc");
    expect(styled).toEqual(await readDoc(asDoc(sample), "a.doc"));
    expect(JSON.stringify(styled.blocks)).toContain('"mark":"struck"');
  });
});
