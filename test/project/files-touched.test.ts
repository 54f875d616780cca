import { afterEach, describe, expect, it } from "vitest";
import { ScratchCopy } from "../support/scratch-copy";

let copy: ScratchCopy;
afterEach(() => copy.remove());

const LOLLIPOP = `import * as Plot from "@observablehq/plot";
import { frame, type Size } from "./frame";
import { ACCENT } from "./palette";

export interface LollipopRow {
  readonly name: string;
  readonly value: number;
}

export function lollipopTitle([first]: readonly LollipopRow[]): string {
  return \`\${first?.name ?? ""}最多\`;
}

export function plotLollipop(rows: readonly LollipopRow[], size: Size): Plot.PlotOptions {
  return {
    ...frame({ ...size, height: 120 }),
    x: { axis: null, type: "band" },
    marks: [
      Plot.ruleX(rows, { x: "name", y: "value" }),
      Plot.dot(rows, { x: "name", y: "value", fill: ACCENT, title: "name" }),
    ],
  };
}
`;

describe("what a change touches", () => {
  it("a chart is one file: drawn at both widths for a page, and handed out in every format", async () => {
    copy = await ScratchCopy.create();
    await copy.write("app/charts/lollipop.ts", LOLLIPOP);
    const printed = await copy.run(`
      import { draw } from "#charts/draw.server";
      import { lollipopTitle, plotLollipop } from "#charts/lollipop";
      import { CHART_FORMATS, writeStandaloneSvg } from "#export/chart-file.server";
      const rows = [{ name: "甲县", value: 3 }, { name: "乙县", value: 2 }];
      const plot = (size) => plotLollipop(rows, size);
      const { wide, narrow } = draw(plot);
      const chart = { id: "lollipop", title: lollipopTitle(rows), source: "报告", plot };
      const svg = writeStandaloneSvg(chart, { dataVersion: "", inWords: "全省", dataset: "demo" });
      const files = await Promise.all(
        Object.entries(CHART_FORMATS).map(async ([format, { write }]) => [format, (await write(svg)).length > 500]),
      );
      console.log(JSON.stringify({ wide, narrow, svg, files: Object.fromEntries(files) }));
    `);
    const { wide, narrow, svg, files } = JSON.parse(printed);
    for (const drawing of [wide, narrow]) expect(drawing).toContain("<title>甲县</title>");
    expect(svg).toContain("甲县最多");
    expect(files).toEqual({ png: true, svg: true });
    expect([...copy.touched]).toHaveLength(1);
  }, 120_000);

  it("a format of charts is one entry, and so is a format of briefings: pages, archive and command derive from it", async () => {
    copy = await ScratchCopy.create(["test/app/briefing/fixture.ts"]);
    await copy.edit(
      "app/export/chart-file.server.ts",
      "export const CHART_FORMATS = {",
      `export const CHART_FORMATS = {
  html: { type: "text/html", write: (svg: string) => Promise.resolve(\`<!doctype html>\${svg}\`) },`,
    );
    expect([...copy.touched]).toHaveLength(1);
    await copy.edit(
      "app/briefing/formats.ts",
      "export const BRIEFING_FORMATS = {",
      `export const BRIEFING_FORMATS = {
  txt: {
    name: "纯文本",
    type: "text/plain",
    write: (briefing: Briefing) =>
      Promise.resolve(new TextEncoder().encode(briefing.title.join(""))),
  },`,
    );
    expect([...copy.touched]).toHaveLength(2);
    const printed = await copy.run(`
      import JSZip from "jszip";
      import { chartsOf } from "#briefing/briefing";
      import { composeBriefing } from "#briefing/compose";
      import { BRIEFING_FORMATS, isBriefingFormat } from "#briefing/formats";
      import { drawPageChart } from "./app/pages/downloads/page-chart.server";
      import { factsOf, ORDINARY } from "./test/app/briefing/fixture";
      const briefing = composeBriefing(factsOf({ places: ORDINARY, query: "template=topic" }));
      const [chart] = chartsOf(briefing);
      const { downloads } = drawPageChart(chart, new Request("http://localhost/outcomes?year=2025"));
      const archive = await JSZip.loadAsync(await BRIEFING_FORMATS.zip.write(briefing));
      if (!isBriefingFormat("txt")) throw new Error("The format is not offered");
      const text = new TextDecoder().decode(await BRIEFING_FORMATS.txt.write(briefing));
      console.log(JSON.stringify({ downloads, names: Object.keys(archive.files), text }));
    `);
    const { downloads, names, text } = JSON.parse(printed);
    expect(downloads.html).toMatch(/^\/outcomes\/chart\?year=2025&chart=.*&format=html$/);
    expect(names.filter((name: string) => name.endsWith(".html")).length).toBeGreaterThan(1);
    expect(text).toContain("不掌握率专题分析");
  }, 120_000);
});
