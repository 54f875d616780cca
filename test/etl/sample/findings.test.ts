import { describe, expect, it } from "vitest";
import type { CheckedReport } from "#domain/report/checked-report";
import { EMPTY_CONTEXT } from "#domain/checks/check-context";
import { findingsOf } from "#domain/checks/engine";
import { checkRuleOf } from "#domain/checks/rule-list";
import { SECTIONS } from "#domain/form/sections";
import { lettersOnly } from "#domain/narrative/text-similarity";
import { existsIn } from "#domain/report/division";
import { NarrativeIndex } from "#etl/build/check-reports";
import { loadDivisions } from "#etl/intake/register";
import { formatFigure } from "#etl/sample/document/skin";
import { writeTexts } from "#etl/sample/narrative/sections";
import { DEFAULT_SEED, type SampleReport } from "#etl/sample/province";
import { STORIES } from "#etl/sample/stories";
import { REPORTS, reportOf } from "./reports";

const MANNER = { purchases: "yuan", change: "sign", suffix: "" } as const;
const DIVISIONS = loadDivisions();

function checked(report: SampleReport): CheckedReport {
  const texts: Readonly<Record<string, string>> = { ...writeTexts(report, DEFAULT_SEED) };
  const { division, kind, year, body, scope, publishedOn, forms } = report;
  return {
    id: `${division.code}-${kind}-${year}`,
    body,
    kind,
    divisionCode: division.code,
    level: division.level,
    year,
    scope,
    publishedOn,
    forms,
    cells: new Map(
      report.printed.map((printed) => [
        printed.cell.name,
        { value: printed.value, state: printed.state, raw: formatFigure(printed, MANNER) },
      ]),
    ),
    sections: SECTIONS.map(({ code }) => ({ code, text: texts[code] ?? "" })),
    preface: texts.preface ?? null,
  };
}

const CHECKED = new Map(REPORTS.map((report) => [report, checked(report)]));
const known = (report: SampleReport | undefined): CheckedReport[] => {
  const one = report && CHECKED.get(report);
  return one ? [one] : [];
};

const wordsOf = (() => {
  const words = new NarrativeIndex();
  for (const { id, kind, body, divisionCode: division, year, scope, sections } of CHECKED.values())
    if (kind && division)
      words.add(
        { reportId: id, bodyId: `${division}-${kind}`, body, kind, division, year, scope },
        sections,
      );
  return words.compared();
})();

/** The rules that must speak of a report: those of its stories, and of a story that copied from it. */
function plantedRules({ division, kind, year, stories }: SampleReport): string[] {
  const copiedFrom = STORIES.filter(
    ({ copied, kinds, years }) =>
      copied?.from === division.code && kinds.some((one) => one === kind) && years.includes(year),
  );
  return [...stories, ...copiedFrom].flatMap((story) =>
    (story.foundIn ?? story.years).includes(year) ? (story.rules ?? []) : [],
  );
}

function checksThatSpeak(report: SampleReport): string[] {
  const { division, kind, year } = report;
  const children = DIVISIONS.filter(
    (child) => child.parent === division.code && existsIn(child, year),
  );
  const whole = kind === "government" && children.length > 0;
  const context = {
    lastYear: known(reportOf(division.code, kind, year - 1)),
    children: whole ? children.flatMap(({ code }) => known(reportOf(code, kind, year))) : [],
    childrenExpected: whole ? children.length : null,
    boundary: null,
    deadlines: [],
    words: wordsOf(`${division.code}-${kind}-${year}`),
  };
  const findings = known(report).flatMap((one) => findingsOf(one, context));
  return [...new Set(findings.map((finding) => finding.check))].sort();
}

const exact = (text: string): string => text.replace(/[^\p{L}\p{N}.]/gu, "");

describe("the checks of the project over the demo province", () => {
  it("find everything that is planted, and nothing else", { timeout: 120_000 }, () => {
    const differing = REPORTS.flatMap((report) => {
      const found = checksThatSpeak(report).join(" ");
      const planted = [...new Set(plantedRules(report))].sort().join(" ");
      return found === planted
        ? []
        : [`${report.body} ${report.year}: found ${found}; planted ${planted}`];
    });
    expect(differing).toEqual([]);
  });

  it("show the copied sections with the body they are shared with and the shared words", () => {
    const copier = reportOf("990902", "government", 2024);
    const words = wordsOf("990902-government-2024");
    const found = known(copier).flatMap((one) =>
      findingsOf(one, { ...EMPTY_CONTEXT, words }).filter(({ check }) => check === "N-COPY"),
    );
    expect(found.map(({ quotation }) => quotation?.section)).toEqual([
      "overview",
      "problems_improvements",
    ]);
    for (const { message, quotation, nearest } of found) {
      expect(message).toContain("穗溪区人民政府同年度报告几乎全文相同");
      const own = known(copier)[0]?.sections.find(({ code }) => code === quotation?.section);
      const source = known(reportOf("990702", "government", 2024))[0]?.sections.find(
        ({ code }) => code === quotation?.section,
      );
      const shared = own?.text.slice(quotation?.start, quotation?.end) ?? "";
      expect(shared.length).toBeGreaterThan(20);
      expect(lettersOnly(source?.text ?? "")).toContain(lettersOnly(shared));
      expect(nearest).toContain(shared.slice(0, 20));
      // Only what the other report says too, figures and all, is said to be the same.
      const [, same = ""] = /(?:^|；)相同文字：(“[^”]*”(?:、“[^”]*”)*)/.exec(nearest ?? "") ?? [];
      const passages = [...same.matchAll(/“([^”]*?)(?:……)?”/g)].map(([, passage = ""]) => passage);
      for (const passage of passages) expect(exact(source?.text ?? "")).toContain(exact(passage));
    }
    const [overview] = found.map(({ nearest }) => nearest);
    expect(overview).toMatch(/^相同文字：.*；除数字外相同的文字：/s);
  });

  it("bear the ids that the stories name", () => {
    const named = STORIES.flatMap((story) => story.rules ?? []);
    expect(named.filter((id) => !checkRuleOf(id))).toEqual([]);
  });
});
