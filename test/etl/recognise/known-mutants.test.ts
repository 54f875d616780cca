import { describe, expect, it } from "vitest";
import { MUTANT_KINDS, readMutant } from "../../support/documents/known-mutants";

/** A sample of the mutants that the bench of reading makes, the same each time. */
const SEEDS = [1, 2];

describe("mutants of the cases and of the layouts of real pages", () => {
  it.each(MUTANT_KINDS)("%s: no cell is silently wrong, and no body or year", async (kind) => {
    for (const seed of SEEDS) {
      const read = await readMutant(kind, seed);
      if (!read) continue;
      expect(read.silent, read.from).toEqual([]);
      expect(read.wrongIdentity, read.from).toBeNull();
    }
  });

  it.each([
    "合并行数少一",
    "合并行数多一",
    "合并行数丢失",
    "表体合并列错位",
    "表四分成几张",
    "占比行",
    "千位空格",
    "往年列表",
  ])("%s: every figure is read", async (kind) => {
    for (const seed of SEEDS) {
      const read = await readMutant(kind, seed);
      expect(read?.refused ?? 0, read?.from).toBe(0);
    }
  });
});
