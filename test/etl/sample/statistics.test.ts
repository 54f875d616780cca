import { describe, expect, it } from "vitest";
import { STORIES } from "#etl/sample/stories";
import type { SampleReport } from "#etl/sample/province";
import { REPORTS, truly } from "./reports";

const districts = (year: number): SampleReport[] =>
  REPORTS.filter(
    (report) =>
      report.year === year && report.kind === "government" && report.division.level === "county",
  );
const handled = (report: SampleReport): number => truly(report, "handled_total_total");
const notHeld = (report: SampleReport): number => truly(report, "unable_not_held_total");
const rate = (report: SampleReport): number => notHeld(report) / handled(report);
const sum = (reports: readonly SampleReport[], of: (report: SampleReport) => number): number =>
  reports.reduce((total, report) => total + of(report), 0);
const planted = (kind: string): string[] =>
  STORIES.filter((story) => story.kind === kind).map((story) => story.divisions[0]);

describe("the statistics of the demo province", () => {
  it("have heavy-tailed volumes, from a few to several thousand", () => {
    const volumes = districts(2024)
      .map((report) => truly(report, "new_requests_total"))
      .sort((a, b) => a - b);
    const median = volumes[Math.floor(volumes.length / 2)] ?? 0;
    expect(volumes[0]).toBeLessThan(30);
    expect(volumes.at(-1)).toBeGreaterThan(1500);
    expect(
      sum(districts(2024), (r) => truly(r, "new_requests_total")) / volumes.length,
    ).toBeGreaterThan(1.2 * median);
  });

  it("vary between ordinary districts by more than chance", () => {
    const unusual = new Set([...planted("high_rate"), ...planted("relabelled")]);
    const ordinary = districts(2025).filter(
      (report) => !unusual.has(report.division.code) && handled(report) >= 30,
    );
    const pooled = sum(ordinary, notHeld) / sum(ordinary, handled);
    const chi = sum(
      ordinary,
      (report) => (handled(report) * (rate(report) - pooled) ** 2) / (pooled * (1 - pooled)),
    );
    expect(chi / (ordinary.length - 1)).toBeGreaterThan(1.5);
  });

  it.each([2021, 2022, 2023, 2024, 2025])(
    "set the five high districts apart from all others with enough cases in %i",
    (year) => {
      const high = planted("high_rate");
      const enough = districts(year).filter((report) => handled(report) >= 100);
      const rates = (among: boolean): number[] =>
        enough.filter((report) => high.includes(report.division.code) === among).map(rate);
      expect(rates(true).length).toBe(5);
      expect(Math.min(...rates(true))).toBeGreaterThan(Math.max(...rates(false)));
      const others = enough.filter((report) => !high.includes(report.division.code));
      const pooled = sum(others, notHeld) / sum(others, handled);
      for (const each of rates(true)) expect(each / pooled).toBeGreaterThan(1.7);
    },
  );

  it("give the tiny districts high rates of few cases, in 2025 alone", () => {
    for (const code of planted("tiny_denominator")) {
      const tiny = districts(2025).find((report) => report.division.code === code);
      expect(tiny && rate(tiny)).toBeGreaterThan(0.4);
      expect(tiny && handled(tiny)).toBeLessThanOrEqual(15);
    }
  });

  it("match the fall of 不掌握 of the relabelling district by the rise of 没有现成信息", () => {
    const [code = ""] = planted("relabelled");
    const share = (year: number, line: string): number => {
      const report = districts(year).find(({ division }) => division.code === code);
      return report ? truly(report, `${line}_total`) / handled(report) : NaN;
    };
    const fall = share(2023, "unable_not_held") - share(2024, "unable_not_held");
    const rise =
      share(2024, "unable_no_existing_information") - share(2023, "unable_no_existing_information");
    expect(fall).toBeGreaterThan(0.1);
    expect(Math.abs(rise - fall)).toBeLessThan(0.06);
  });

  it("show the law change of 2024: more reviews, fewer direct suits", () => {
    const [before, after] = [2023, 2024].map((year) => {
      const total = (line: string): number =>
        sum(districts(year), (report) => truly(report, `${line}_total`)) /
        sum(districts(year), handled);
      return { reviews: total("review"), suits: total("direct_suit") };
    });
    expect((after?.reviews ?? 0) / (before?.reviews ?? 1)).toBeGreaterThan(1.8);
    expect((after?.suits ?? 1) / (before?.suits ?? 0)).toBeLessThan(0.7);
  });
});
