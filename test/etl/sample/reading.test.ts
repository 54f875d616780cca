import { describe, expect, it } from "vitest";
import { readReport } from "#etl/recognise/recognise-report";
import { loadDivisions } from "#etl/intake/register";
import { DivisionNames } from "#etl/intake/division-names";
import { writeDocument, skinOf, SKINS, type SkinName } from "#etl/sample/document/document";
import { writeTexts } from "#etl/sample/narrative/sections";
import { DEFAULT_SEED, type SampleReport } from "#etl/sample/province";
import { REPORTS } from "./reports";

const register = new DivisionNames(loadDivisions());
const NAMES = Object.keys(SKINS).filter((name): name is SkinName => name in SKINS);
const tight = (text: string): string => text.replace(/\s/g, "");

/** Some reports as their sites show them, and every unusual one in this skin. */
function sampleOf(skin: SkinName): SampleReport[] {
  const usual = REPORTS.filter((report) => skinOf(report, DEFAULT_SEED) === skin);
  const unusual = REPORTS.filter(({ stories }) =>
    stories.some((story) => story.slips ?? story.style ?? story.forms),
  );
  return [...usual.filter((_, i) => i % 24 === 0), ...unusual.filter((_, i) => i % 2 === 0)];
}

async function reading(report: SampleReport, skin: SkinName) {
  const { bytes, path } = writeDocument(report, DEFAULT_SEED, skin);
  return readReport(bytes, path, { register, manifest: null });
}

describe.each(NAMES)("a sample document in the skin %s", (skin) => {
  it("is read to the last cell, state and all", async () => {
    const sample = sampleOf(skin);
    expect(sample.length).toBeGreaterThan(15);
    for (const report of sample) {
      const read = await reading(report, skin);
      expect(
        read.cells.map(({ table, line, column, value, state }) => ({
          cell: `${table}.${line}.${column}`,
          value,
          state,
        })),
        `${report.body} ${report.year}`,
      ).toEqual(
        report.printed.map(({ cell, value, state }) => ({
          cell: `${cell.table}.${cell.line}.${cell.column}`,
          value,
          state,
        })),
      );
      expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    }
  });

  it("tells its body, year, scope, editions, date and texts", async () => {
    for (const report of sampleOf(skin)) {
      const read = await reading(report, skin);
      const { body, kind, year, scope, publishedOn } = report;
      expect(read).toMatchObject({
        body,
        kind,
        year,
        scope,
        publishedOn,
        division: report.division.code,
        forms: {
          proactive_disclosure: report.forms.proactive_disclosure,
          requests: report.forms.requests,
        },
      });
      const texts = writeTexts(report, DEFAULT_SEED);
      for (const code of ["overview", "problems_improvements"] as const)
        expect(tight(read.sections.find((section) => section.code === code)?.text ?? "")).toBe(
          tight(texts[code]),
        );
      expect(tight(read.preface ?? "")).toContain(tight(texts.preface));
    }
  });
});
