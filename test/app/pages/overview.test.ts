import { describe, expect, it } from "vitest";
import { otherReports } from "../../../app/pages/overview/headlines";
import { formatCleanShare } from "#domain/comparison/coverage";

describe("a headline's change", () => {
  const figure = { change: "+1.8%", reports: 90, reportsBefore: 91 };

  it("is told beside the numbers of reports where they differ", () => {
    expect(otherReports(figure, 2025)).toContain("2024年91份报告、2025年90份");
    expect(otherReports({ ...figure, reports: 91 }, 2025)).toBe("");
    expect(otherReports({ ...figure, change: null }, 2025)).toBe("");
  });
});

describe("the share without errors", () => {
  it("is 100.0% only where it is all", () => {
    expect(formatCleanShare(1)).toBe("100.0%");
    expect(formatCleanShare(0.99999)).toBe("99.9%");
    expect(formatCleanShare(0.571)).toBe("57.1%");
  });
});
