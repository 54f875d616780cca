import { describe, expect, it } from "vitest";
import type { CheckedReport } from "#domain/checks/checked-report";
import { checkOf, findingsOf } from "#domain/checks/checks";
import { SECTIONS } from "#domain/form/sections";
import { existsIn } from "#domain/report/division";
import { loadDivisions } from "#etl/register/divisions";
import { cellText } from "#etl/sample/document/cell-text";
import { textsOf } from "#etl/sample/narrative/sections";
import { DEFAULT_SEED, SAMPLE_YEARS, type SampleReport } from "#etl/sample/province";
import { STORIES } from "#etl/sample/stories";
import { REPORTS, reportOf } from "./reports";

const MANNER = { purchases: "元", change: "sign", glue: "" } as const;
const DIVISIONS = loadDivisions();

function checked(report: SampleReport): CheckedReport {
  const texts: Readonly<Record<string, string>> = { ...textsOf(report, DEFAULT_SEED) };
  const { division, kind, year, body, scope, publishedOn, forms } = report;
  return {
    id: `${division.code}-${kind}-${year}`,
    body,
    kind,
    division: division.code,
    level: division.level,
    year,
    scope,
    publishedOn,
    forms,
    cells: new Map(
      report.printed.map((printed) => [
        printed.cell.name,
        { value: printed.value, state: printed.state, raw: cellText(printed, MANNER) },
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

function checksThatSpeak(report: SampleReport): string[] {
  const { division, kind, year } = report;
  const children = DIVISIONS.filter(
    (child) => child.parent === division.code && existsIn(child, year),
  );
  const whole = kind === "government" && children.length > 0;
  const context = {
    earlier: SAMPLE_YEARS.filter((earlier) => earlier < year)
      .reverse()
      .flatMap((earlier) => known(reportOf(division.code, kind, earlier))),
    children: whole ? children.flatMap(({ code }) => known(reportOf(code, kind, year))) : [],
    childrenExpected: whole ? children.length : null,
    deadlines: [],
  };
  const findings = known(report).flatMap((one) => findingsOf(one, context));
  return [...new Set(findings.map((finding) => finding.check))].sort();
}

describe("the checks of the project over the demo province", () => {
  it("find everything that is planted, and nothing else", { timeout: 120_000 }, () => {
    const differing = REPORTS.flatMap((report) => {
      const found = checksThatSpeak(report).join(" ");
      const rules = report.stories.flatMap((story) =>
        (story.foundIn ?? story.years).includes(report.year) ? (story.rules ?? []) : [],
      );
      const planted = [...new Set(rules)].sort().join(" ");
      return found === planted
        ? []
        : [`${report.body} ${report.year}: found ${found}; planted ${planted}`];
    });
    expect(differing).toEqual([]);
  });

  it("bear the ids that the stories name", () => {
    const named = STORIES.flatMap((story) => story.rules ?? []);
    expect(named.filter((id) => !checkOf(id))).toEqual([]);
  });
});
