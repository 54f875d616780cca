import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EMPTY_CONTEXT } from "#domain/checks/check-context";
import { findingsOf } from "#domain/checks/engine";
import { findContradictions } from "#domain/narrative/contradictions";
import { type CheckedReport, toCheckedReport } from "#domain/report/checked-report";
import { readReport } from "#etl/recognise/recognise-report";
import { REGISTER } from "../../../support/variant-report";

const at = (path: string): URL => new URL(path, import.meta.url);
const fixture = (name: string): URL => at(`../../../fixtures/documents/cases/${name}`);
/** Documents that are not ours to keep lie beside the repository; without them their tests are skipped. */
const shared = (name: string): URL => at(`../../../../../shared/reports/${name}`);

async function checkedReport(file: URL): Promise<CheckedReport> {
  const read = await readReport(readFileSync(file), file.pathname, { register: REGISTER });
  const report = toCheckedReport(read, { id: "990101-2023", level: "county" });
  if (!report) throw new Error(`${file.pathname} has no identity`);
  return report;
}

/** A figure by its place in a section, with the words around it. */
interface Place {
  readonly section: number;
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

function placesIn({ sections }: CheckedReport): Place[] {
  return sections.flatMap(({ text }, section) =>
    [...text.matchAll(/\d+(?:\.\d+)?(?=\s*(?:件|份|起|万元))/g)].map((match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      return { section, start, end, words: text.slice(Math.max(0, start - 8), end + 6) };
    }),
  );
}

/** The report with one figure grown by 1007. */
function grow(report: CheckedReport, { section, start, end }: Place): CheckedReport {
  const sections = report.sections.map(({ code, text }, index) => {
    if (index !== section) return { code, text };
    const grown = Number(text.slice(start, end)) + 1007;
    return { code, text: `${text.slice(0, start)}${grown}${text.slice(end)}` };
  });
  return { ...report, sections };
}

/** The figures of a report whose change raises a question there, those whose change raises none. */
async function mutate(
  file: URL,
): Promise<{ asked: string[]; silent: string[]; several: string[] }> {
  const report = await checkedReport(file);
  const asked: string[] = [];
  const silent: string[] = [];
  const several: string[] = [];
  for (const place of placesIn(report)) {
    const code = report.sections[place.section]?.code;
    const found = findContradictions(grow(report, place), null);
    const there = found.some(({ section, start }) => section === code && start === place.start);
    (there ? asked : silent).push(place.words);
    if (found.length > 1) several.push(place.words);
  }
  return { asked, silent, several };
}

describe("a narrative of which one figure is changed", () => {
  it("raises one question about the figure, and none where nothing is changed", async () => {
    const file = fixture("00-plain.html");
    expect(findContradictions(await checkedReport(file), null)).toEqual([]);
    const { asked, silent, several } = await mutate(file);
    expect(silent).toEqual([]);
    expect(asked).toHaveLength(5);
    expect(several).toEqual([]);
  });
});

const zhenhai = shared("zhenhai-office-2023.txt");
const hongze = shared("hongze-2023.pdf");

describe.skipIf(!existsSync(zhenhai) || !existsSync(hongze))("published narratives", () => {
  it.each([
    ["镇海区府办 2023", zhenhai],
    ["洪泽区 2023", hongze],
  ])("%s raises no question as published", async (_, file) => {
    expect(findContradictions(await checkedReport(file), null)).toEqual([]);
  });

  it.each([
    ["镇海区府办 2023", zhenhai, []],
    // Two totals printed as 0, the old table 三, nothing on 考核、评议、追责: each stands in the document.
    ["洪泽区 2023", hongze, ["T4-SUM", "T4-SUM", "C-50-4", "F-EDITION"]],
  ])("%s raises the findings that it deserves and no other", async (_, file, deserved) => {
    const found = findingsOf(await checkedReport(file), EMPTY_CONTEXT);
    expect(found.map(({ check }) => check)).toEqual(deserved);
  });

  it("镇海区府办 2023 is asked about every changed figure that a cell states", async () => {
    const { asked, silent, several } = await mutate(zhenhai);
    // 17 explanations stand in no cell; 1 case for other reasons has no row of its own.
    expect(silent).toHaveLength(2);
    expect(asked.length).toBeGreaterThanOrEqual(8);
    expect(several).toEqual([]);
  });

  it("洪泽区 2023 is asked about its 21 requests when they are changed", async () => {
    const { asked, silent } = await mutate(hongze);
    expect(silent).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});
