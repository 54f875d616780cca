import { describe, expect, it } from "vitest";
import { writeDocument, skinOf, SKINS, type SkinName } from "#etl/sample/document/document";
import { DEFAULT_SEED } from "#etl/sample/province";
import { REPORTS, reportOf } from "./reports";

const NAMES = Object.keys(SKINS).filter((name): name is SkinName => name in SKINS);

function decoded(bytes: Uint8Array, name: SkinName): string {
  return new TextDecoder(SKINS[name].encoding, { fatal: true }).decode(bytes);
}

describe("the documents of the demo province", () => {
  it("come in every skin and in both encodings", () => {
    const used = new Map<string, number>();
    for (const report of REPORTS) {
      const skin = skinOf(report, DEFAULT_SEED);
      used.set(skin, (used.get(skin) ?? 0) + 1);
    }
    expect([...used.keys()].sort()).toEqual([...NAMES].sort());
    expect(Math.min(...used.values())).toBeGreaterThan(80);
  });

  it("have paths of year, city, division and kind, each its own", () => {
    const paths = REPORTS.filter(({ year }) => year === 2024).map(
      (report) => writeDocument(report, DEFAULT_SEED).path,
    );
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths)
      expect(path).toMatch(/^2024\/99\d{4}\/99\d{4}-(government|office)\.(html|txt)$/);
  });

  it.each(NAMES)("say by the title that everything is invented (%s)", (name) => {
    for (const report of REPORTS.filter(({ year }) => year === 2021)) {
      const { bytes } = writeDocument(report, DEFAULT_SEED, name);
      const plain = decoded(bytes, name).replace(/<[^>]*>/g, "");
      const head = plain.slice(0, plain.indexOf("一、总体情况"));
      expect(head).toContain("演示数据（虚构）");
      expect(head).toContain(report.body);
    }
  });

  it.each(NAMES)("are the same bytes for the same report (%s)", (name) => {
    const report = reportOf("990203", "government", 2023);
    if (!report) throw new Error("葭塘区 must have a report of 2023");
    const { bytes } = writeDocument(report, DEFAULT_SEED, name);
    expect(
      Buffer.from(bytes).equals(Buffer.from(writeDocument(report, DEFAULT_SEED, name).bytes)),
    ).toBe(true);
  });
});
