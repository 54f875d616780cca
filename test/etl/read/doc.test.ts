import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readDoc } from "#etl/read/doc";
import { asDoc } from "../../support/documents/doc";
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
