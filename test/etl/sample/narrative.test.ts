import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { writeTexts } from "#etl/sample/narrative/sections";
import { DEFAULT_SEED, type SampleReport } from "#etl/sample/province";
import { REPORTS, reportOf, truly } from "./reports";

const texts = new Map(REPORTS.map((report) => [report, writeTexts(report, DEFAULT_SEED)]));

function textOf(
  report: SampleReport | undefined,
  section: "overview" | "problems_improvements",
): string {
  return (report && texts.get(report)?.[section]) ?? "";
}

const KNOWN = new Map<string, number>();

/** The runs of five characters of a text, its figures taken out, as numbers in order. */
function shingles(text: string): number[] {
  const words = text.replace(/[\d.%]+/g, "0");
  const runs = new Set<number>();
  for (let i = 0; i + 5 <= words.length; i++) {
    const run = words.slice(i, i + 5);
    const number = KNOWN.get(run) ?? KNOWN.size;
    KNOWN.set(run, number);
    runs.add(number);
  }
  return [...runs].sort((a, b) => a - b);
}

/** Jaccard likeness of two sets of numbers in order. */
function likeness(a: readonly number[], b: readonly number[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared / (a.length + b.length - shared);
}

const numberAfter = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]);

describe("the texts of the demo province", () => {
  it("state the counts of the table, except where a false one is planted", () => {
    for (const report of REPORTS) {
      if (report.stated !== report.truth) continue;
      const text = textOf(report, "overview");
      const handled = numberAfter(text, /办结(\d+)件/);
      const excess = report.stories.some((story) => story.claim?.says === "handled") ? 18 : 0;
      expect(handled - excess, report.body).toBe(truly(report, "handled_total_total"));
      expect(numberAfter(text, /(?:新收|收到)(?:政府信息公开)?申请(\d+)件/)).toBe(
        truly(report, "new_requests_total"),
      );
      expect(numberAfter(text, /上年度?结转(?:申请)?(\d+)件/)).toBe(
        truly(report, "carried_over_in_total"),
      );
    }
  });

  it("state shares that the table bears out, except where a false one is planted", () => {
    let shares = 0;
    for (const report of REPORTS)
      for (const [clause, count, share] of textOf(report, "overview").matchAll(
        /(\d+)件，占办结总数的([\d.]+)%/g,
      )) {
        const off = Math.abs(
          (100 * Number(count)) / truly(report, "handled_total_total") - Number(share),
        );
        const planted =
          clause.length > 0 &&
          report.stories.some((story) => story.claim?.says === "not_held_share");
        shares++;
        if (!planted) expect(off, `${report.body} ${report.year} ${clause}`).toBeLessThan(0.0051);
      }
    expect(shares).toBeGreaterThan(1000);
  });

  it("contain the planted false claims", () => {
    const share = reportOf("991002", "government", 2024);
    const [, stated = ""] =
      /不掌握相关政府信息无法提供\d+件，占办结总数的([\d.]+)%/.exec(textOf(share, "overview")) ??
      [];
    const rate = share
      ? (100 * truly(share, "unable_not_held_total")) / truly(share, "handled_total_total")
      : NaN;
    expect(Number(stated) - rate).toBeCloseTo(7.4, 1);

    const sweep = reportOf("990304", "government", 2024);
    expect(textOf(sweep, "overview")).toContain("行政复议8件，均获维持");
    expect(sweep && truly(sweep, "review_pending")).toBe(2);

    const [before, after] = [2021, 2022].map((year) => {
      const report = reportOf("990381", "government", year);
      return report ? truly(report, "new_requests_total") : NaN;
    });
    const change = /较上年(增长|下降)([\d.]+)%/.exec(
      textOf(reportOf("990381", "government", 2022), "overview"),
    );
    const points = Number(change?.[2]) * (change?.[1] === "增长" ? 1 : -1);
    expect(points - (100 * ((after ?? 0) - (before ?? 0))) / (before ?? 1)).toBeCloseTo(12, 0);
  });

  it("say 均获维持 only where it is so, but for the planted one", () => {
    const false_ = REPORTS.filter(
      (report) =>
        textOf(report, "overview").includes("均获维持") &&
        truly(report, "review_upheld") !== truly(report, "review_total"),
    );
    expect(false_.map(({ division }) => division.code)).toEqual(["990304"]);
  });

  it("mention a fee notice wherever a request ended for an unpaid fee", () => {
    for (const [report, { other_matters }] of texts)
      if (report.year >= 2021)
        expect(
          other_matters.includes("发出收费通知") && !/未发出|没有发出/.test(other_matters),
        ).toBe(truly(report, "other_fee_overdue_total") > 0);
  });

  it.each(["overview", "problems_improvements"] as const)(
    "are near-identical in %s only where copying is planted",
    (section) => {
      const alike: string[] = [];
      for (const year of [2022, 2023, 2024]) {
        const all = REPORTS.filter((report) => report.year === year).map((report) => ({
          report,
          own: shingles(textOf(report, section)),
        }));
        all.forEach(({ report, own }, i) => {
          for (const other of all.slice(i + 1))
            if (likeness(own, other.own) > 0.5)
              alike.push(`${year} ${report.division.code} ${other.report.division.code}`);
          const before = reportOf(report.division.code, report.kind, year - 1);
          if (before && likeness(own, shingles(textOf(before, section))) > 0.5)
            alike.push(`${year} ${report.division.code} ${year - 1}`);
        });
      }
      expect(alike).toEqual(["2023 990401 2022", "2024 990702 990902"]);
    },
  );

  it("name no real division", () => {
    const real = readFileSync(
      new URL("../../fixtures/real-division-names.txt", import.meta.url),
      "utf8",
    )
      .trim()
      .split("\n")
      .filter((name) => name.length > 2);
    const all = REPORTS.filter(({ year }) => year === 2024)
      .map((report) => `${report.body}${Object.values(texts.get(report) ?? {}).join("")}`)
      .join("\n");
    expect(real.filter((name) => all.includes(name))).toEqual([]);
  });

  it("copy section 五 to the letter where copying is planted", () => {
    const section = (code: string, year: number): string =>
      textOf(reportOf(code, "government", year), "problems_improvements");
    expect(section("990902", 2024)).toBe(section("990702", 2024));
    expect(section("990401", 2023)).toBe(section("990401", 2022));
    expect(section("990902", 2023)).not.toBe(section("990702", 2023));
  });
});
