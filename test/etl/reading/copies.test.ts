import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { figuresCsv, loadInto, temporaryFolder, temporaryStore } from "../../support/load";

/** More than one thread reads as many; what they read is a text, for figures need no thread. */
const DOCUMENTS = 200;

describe("a folder with many copies of the same documents", () => {
  it("is loaded by several threads at once", async () => {
    const folder = temporaryFolder();
    for (let document = 0; document < DOCUMENTS; document += 4) {
      const first = join(folder, `${document}.txt`);
      writeFileSync(first, `第${document}号\n${figuresCsv(2021)}`);
      for (const copy of [1, 2, 3]) cpSync(first, join(folder, `${document}-${copy}.txt`));
    }
    const outcome = await loadInto(temporaryStore(), [folder]);
    expect(outcome.received).toHaveLength(DOCUMENTS);
    expect(new Set(outcome.received.map(({ document }) => document.hash)).size).toBe(DOCUMENTS / 4);
  });
});
