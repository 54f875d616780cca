import { describe, expect, it } from "vitest";
import { draw } from "#charts/draw.server";
import { plotFunnel } from "#charts/funnel";
import { plotRankedDots } from "#charts/ranked-dots";
import { plotYearSeries } from "#charts/year-series";
import { bodiesOf, tallies } from "./bodies";
import { EMPTY, PICTURES } from "./pictures";
import { RATES } from "./years";

/** One element a line, so that a change of a picture reads as a change of lines. */
const lines = (svg: string): string => `${svg.replaceAll("><", ">\n<")}\n`;
const UNSOUND = /NaN|Infinity|undefined|null/;

describe("a chart", () => {
  it.each(Object.entries(PICTURES))("%s looks as it was accepted", async (name, chart) => {
    const { wide, narrow } = draw(chart);
    await expect(lines(wide)).toMatchFileSnapshot(`snapshots/${name}-wide.svg`);
    await expect(lines(narrow)).toMatchFileSnapshot(`snapshots/${name}-narrow.svg`);
  });

  it.each(Object.entries(PICTURES))("%s places everything at a number", (_, chart) => {
    const { wide, narrow } = draw(chart);
    expect(wide).not.toMatch(UNSOUND);
    expect(narrow).not.toMatch(UNSOUND);
  });

  it.each(Object.entries(EMPTY))("%s says so when there is nothing to show", (_, chart) => {
    const { wide } = draw(chart);
    expect(wide).toContain("没有可显示的数据");
    expect(wide).not.toMatch(UNSOUND);
  });

  it("of one body alone is drawn", () => {
    const { bodies, funnel } = bodiesOf([{ code: "991001", numerator: 3, denominator: 8 }]);
    const ranked = draw((size) =>
      plotRankedDots(bodies, { ...size, groupRate: funnel.target }),
    ).wide;
    const axes = { funnel, name: "不掌握率", denominatorName: "办结件数" };
    const plot = draw((size) => plotFunnel(bodies, { ...size, ...axes })).wide;
    for (const svg of [ranked, plot]) {
      expect(svg).toContain("青溪县 37.5%（3/8）\n95%区间13.7%–69.4%，件数过少，不作判断");
      expect(svg).not.toMatch(UNSOUND);
    }
  });

  it("of rates that are all 0 is drawn", () => {
    const { bodies, funnel } = bodiesOf([
      { code: "991001", numerator: 0, denominator: 80 },
      { code: "991002", numerator: 0, denominator: 90 },
    ]);
    const axes = { funnel, name: "不掌握率", denominatorName: "办结件数" };
    expect(draw((size) => plotFunnel(bodies, { ...size, ...axes })).wide).not.toMatch(UNSOUND);
    const zero = [{ year: 2025, value: 0 }];
    expect(draw((size) => plotYearSeries(zero, { ...size, format: "count" })).wide).not.toMatch(
      UNSOUND,
    );
  });

  it("writes “—” with the reason for a body without a rate, and no dot", () => {
    const { bodies, funnel } = bodiesOf([
      { code: "991001", numerator: 8, denominator: 80 },
      { code: "991002", numerator: 0, denominator: 0 },
      { code: "991003", numerator: 9, denominator: 4 },
    ]);
    const { wide } = draw((size) => plotRankedDots(bodies, { ...size, groupRate: funnel.target }));
    expect(wide.match(/>—</g)).toHaveLength(2);
    expect(wide).toContain("办结件数为0");
    expect(wide).toContain("分子大于分母，不作判断");
    expect(wide.match(/<title>/g)).toHaveLength(1);
  });

  it("of more bodies than anyone looks through shows both ends and the chosen ones", () => {
    const { bodies, funnel } = bodiesOf(tallies(900));
    const middle = bodies.toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0))[450]?.code;
    const some = bodies.map((body) => ({ ...body, chosen: body.code === middle }));
    const { wide } = draw((size) => plotRankedDots(some, { ...size, groupRate: funnel.target }));
    expect(wide).toContain("其余719个见下表");
    expect(wide).toContain(`/districts/${String(middle)}"`);
    expect(wide.match(/<title>/g)).toHaveLength(181);
  });

  it("breaks the line where a year is missing", () => {
    const { wide } = draw((size) => plotYearSeries(RATES, { ...size, format: "share" }));
    const line = /<path d="([^"]+)"\/><\/g>/g;
    const strokes = [...wide.matchAll(line)].map((match) => match[1] ?? "");
    expect(strokes.some((d) => (d.match(/M/g) ?? []).length === 2 && !d.includes("Z"))).toBe(true);
    expect(wide).toContain("—");
  });

  it("of a hundred districts stays under 40,000 characters", () => {
    const { bodies, funnel } = bodiesOf(tallies(100));
    const axes = { funnel, name: "不掌握率", denominatorName: "办结件数" };
    expect(draw((size) => plotFunnel(bodies, { ...size, ...axes })).wide.length).toBeLessThan(
      30_000,
    );
    const ranked = draw((size) => plotRankedDots(bodies, { ...size, groupRate: funnel.target }));
    expect(ranked.wide.length).toBeLessThan(40_000);
  });
});
