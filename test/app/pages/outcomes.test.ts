import { describe, expect, it } from "vitest";
import { loader as csv } from "#pages/downloads/csv";
import { loader as page } from "../../../app/pages/outcomes/page";
import { withRealReports } from "../../support/real-reports";

withRealReports();

const asked = (path: string) => ({
  params: {},
  request: new Request(`http://localhost${path}`),
  context: {},
});
const ONE = "year=2023&area=330211&scope=organ";
const shown = async (query: string) => (await page(asked(`/outcomes?${query}`))).json();

describe("applicants crossed with outcomes", () => {
  it("counts each case once under its applicant and its outcome", async () => {
    const { rows } = await shown(ONE);
    const all = rows.find(({ applicant }) => applicant === "total");
    expect(all).toMatchObject({
      counts: { not_held: 23, handled: 50 },
      ofApplicant: { not_held: 0.46, handled: 1 },
      ofOutcome: { not_held: 1 },
    });
    const types = rows.filter(({ applicant }) => applicant !== "total");
    const sum = (of: (row: (typeof rows)[number]) => number | null) =>
      types.reduce((total, row) => total + (of(row) ?? 0), 0);
    expect(sum(({ counts }) => counts.not_held)).toBe(23);
    expect(sum(({ ofOutcome }) => ofOutcome.not_held)).toBeCloseTo(1, 12);
    expect(sum(({ counts }) => counts.handled)).toBe(50);
  });

  it("takes for 0 a blank that the totals prove to be, and leaves unknown what no report states", async () => {
    const { rows } = await shown("year=2019&area=310000&level=province&scope=organ");
    const all = rows.find(({ applicant }) => applicant === "total");
    expect(all?.counts.other_handling).toBe(0);
    expect(all?.ofApplicant.other_handling).toBe(0);
    const { rows: none } = await shown("year=2019&area=330211&scope=organ");
    expect(none).toHaveLength(7);
    expect(none.every(({ counts }) => counts.handled === null)).toBe(true);
  });

  it("leads from every count to the bodies behind it", async () => {
    const { links } = await shown(ONE);
    const way = new URL(links.natural_person?.not_held ?? "", "http://localhost");
    expect(way.pathname).toBe("/compare");
    expect(Object.fromEntries(way.searchParams)).toEqual({
      year: "2023",
      area: "330211",
      level: "county",
      scope: "organ",
      kind: "office",
      applicant: "natural_person",
      indicator: "not_held_rate",
    });
    expect(Object.values(links).flatMap((each) => Object.values(each))).toHaveLength(7 * 8);
    expect(links.total?.unable_other).toContain("unable_other_rate");
  });

  it("leads from every mark of its charts to the same bodies, and compares only applicants with enough cases", async () => {
    const { byApplicant, links, sentence } = await shown(ONE);
    const drawn = byApplicant.drawing.wide.replaceAll("&amp;", "&");
    expect(drawn).toContain(links.natural_person?.not_held);
    expect(sentence).toContain("46.0%");
    expect(sentence).toContain("不比较");
  });

  it("is a file with a row a cell: its count and both shares", async () => {
    const answer = await csv(asked(`/outcomes.csv?${ONE}`));
    const lines = (await answer.text()).split("\r\n");
    expect(lines.filter((line) => line !== "")).toHaveLength(1 + 7 * 8);
    expect(lines).toContain("总计,本机关不掌握,23,0.46,1,真实数据");
  });
});
