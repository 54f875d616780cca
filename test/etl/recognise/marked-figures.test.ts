import { describe, expect, it } from "vitest";
import { cellName } from "#domain/form/cell-name";
import type { PrintedCell } from "#domain/report/printed-cell";
import type { ReadReport } from "#domain/report/read-report";
import { readText, VariantReport } from "../../support/variant-report";

const NAME = cellName("licensing", "decisions");
const MONEY = cellName("fees", "amount_wan");

/** The read report, and the cell of it whose content is replaced by HTML. */
async function readCell(
  html: string,
  style = "",
): Promise<{ cell: PrintedCell | undefined; report: ReadReport }> {
  const page = new VariantReport()
    .figure(NAME, "@@")
    .html.replace("@@", html)
    .replace("<style>", `<style>${style}`);
  const report = await readText(page, "示例.html");
  const cell = report.cells.find(({ line, column }) => cellName(line, column) === NAME);
  return { cell, report };
}

describe("a figure with the mark of a note", () => {
  it.each([
    ["<sup>1</sup>", "1"],
    ["<sup>[1]</sup>", "[1]"],
    ["<sup>注2</sup>", "注2"],
    ["<sup>①</sup>", "①"],
    ["<sup>（注）</sup>", "（注）"],
    ["<sup>1、2</sup>", "1、2"],
    ['<sup><a href="#n1">[1]</a></sup>', "[1]"],
    ["（注1）", null],
    ['<a href="#fn1">1</a>', "1"],
    ['<a href="https://www.example.gov.cn/2.html#_ftn1" name="_ftnref1">12</a>', "12"],
    ['<span style="vertical-align: super; font-size: 60%">1</span>', "1"],
    ['<span style="position:relative;top:-5px;font-size:8px">12</span>', "12"],
    ["①", "1"],
    ["¹", "1"],
    ["*", "*"],
    ["[1]", "[1]"],
    ["注1", "注1"],
  ])("is read without it and keeps it: 20517%s", async (mark, note) => {
    const { cell, report } = await readCell(`20517${mark}`);
    expect(cell).toMatchObject({
      value: 20517,
      state: "number",
      note: note ? `注释标记“${note}”` : "注1",
    });
    expect(report.problems).toEqual([]);
  });

  it.each([
    "10<sup>2</sup>",
    "5<sup>2</sup>",
    "20<sup>517</sup>",
    "20517<sup>0</sup>",
    "<sup>20517</sup>",
    "<sup>1</sup>20517",
    "205<sup>1</sup>17",
    "20517<sub>1</sub>",
    "2.05×10<sup>4</sup>",
    "20517<sup>-1</sup>",
    "20517<small>1</small>",
    '20<a href="#fn1">517</a>',
    "<math><msub><mn>20517</mn><mn>1</mn></msub></math>",
    "<math><mfrac><mn>20517</mn><mn>2</mn></mfrac></math>",
    '<bdo dir="rtl">71502</bdo>',
    '<span dir="rtl">517 20</span>',
    '<span style="direction: rtl; unicode-bidi: bidi-override">71502</span>',
    "\u202E71502\u202C",
  ])("is refused where the raised text may be something else: %s", async (html) => {
    const { cell, report } = await readCell(html);
    expect(cell).toMatchObject({ value: null, state: "illegible" });
    expect(report.problems.map(({ code }) => code)).toContain("cell_illegible");
  });

  it.each([
    "<ruby>20517<rp>(</rp><rt>1</rt><rp>)</rp></ruby>",
    "<math><msup><mn>20517</mn><mn>1</mn></msup></math>",
  ])("is read without what stands above the line: %s", async (html) => {
    const { cell } = await readCell(html);
    expect(cell).toMatchObject({ value: 20517, state: "number", note: "注释标记“1”" });
  });

  it.each([
    "<small>20517</small>",
    "<small>20</small><small>517</small>",
    "20517<small>件</small>",
    '<a href="#top">20517</a>',
    '<a href="#top">20<b>517</b></a>',
    '<span dir="ltr">20517</span>',
    "20517<audio>5</audio><video>5</video><meter value=5>5</meter><progress>5</progress>",
    "<output>20517</output>",
    "<dialog open>20517</dialog>",
  ])("is not found in a figure of one look: %s", async (html) => {
    const { cell } = await readCell(html);
    expect(cell).toMatchObject({ value: 20517, state: "number" });
  });

  it("shows a person what is printed", async () => {
    const { cell } = await readCell("20<sup>517</sup>");
    expect(cell?.raw).toBe("20⁵¹⁷");
  });

  it("is not read as a decimal of money, nor the decimal as a note", async () => {
    const page = new VariantReport().figure(MONEY, "@@").html;
    const { cells } = await readText(page.replace("@@", "447<sup>18</sup>"), "示例.html");
    expect(cells.find(({ column }) => column === "amount_wan")?.state).toBe("illegible");
  });
});

describe("an old figure beside the one that stands", () => {
  it.each([
    ["struck out", "<s>19876</s>20517", ""],
    ["struck out", "<strike>19876</strike> 20517", ""],
    ["struck out", "20517<s>19876</s>", ""],
    ["deleted", "<del>19876</del><ins>20517</ins>", ""],
    [
      "struck out by its style",
      '<span style="text-decoration: line-through">19876</span>20517',
      "",
    ],
    [
      "struck out by class",
      '<b class="x">19876</b>20517',
      "td .x { text-decoration: line-through }",
    ],
    ["hidden by class", '<span class="old y">19876</span>20517', ".old{display:none}"],
    [
      "hidden by a nested class",
      '<p class="a"><i><b>19876</b></i></p>20517',
      ".a > i b {visibility:hidden}",
    ],
    ["hidden by its number", '<i id="n">19876</i>20517', "#x,#n{font-size:0}"],
    ["hidden by its tag", "<em>19876</em>20517", "@media screen { em{opacity:0} }"],
    ["hidden by its style", '<span style="visibility: hidden">19876</span>20517', ""],
    ["without size", '<span style="font-size:0pt">19876</span>20517', ""],
    ["hidden as Word does", '<span style="mso-hide:all">19876</span>20517', ""],
    ["transparent", '<span style="color:transparent">19876</span>20517', ""],
  ])("is set aside where it is %s, with a warning", async (_, html, style) => {
    const { cell, report } = await readCell(html, style);
    expect(cell).toMatchObject({ value: 20517, state: "number" });
    expect(cell?.note).toMatch(/^(?:已划去|隐藏)“19876”$/);
    expect(report.problems.map(({ code }) => code)).toEqual(["cell_text_set_aside"]);
  });

  it.each([
    ["<s>20517</s>", ""],
    ['<span style="display:none">20517</span>', ""],
    ["2<s>0</s>517", ""],
    ['<span style="color:#fff">1</span>20517', ""],
    ['<b class="x">1</b>20517', "@media (max-width: 600px) { .x { display: none } }"],
    ['<b class="x">1</b>20517', "td :first-child { display: none }"],
  ])("is refused where nothing certain stands: %s", async (html, style) => {
    const { cell } = await readCell(html, style);
    expect(cell).toMatchObject({ value: null, state: "illegible" });
  });

  it.each([
    ['<b class="x">20517</b>', ".x{display:none} td .x{display:inline}"],
    ['<b class="x" style="display:inline">20517</b>', ".x{display:none}"],
    ["20517", "td:hover{display:none}"],
    ["20517", "@media print { td{display:none} }"],
    ['<b style="visibility:hidden"><i style="visibility:visible">20517</i></b>', ""],
    ['<b style="background:#036;color:#fff">20517</b>', ""],
    ['<span style="position:relative;top:-2px">20517</span>', ""],
    ["20517", ".content{display:none}"],
  ])("is nothing but the figure where a browser shows it: %s", async (html, style) => {
    const { cell } = await readCell(html, style);
    expect(cell).toMatchObject({ value: 20517, state: "number" });
    expect(cell).not.toHaveProperty("note");
  });
});

describe("a figure joined from stretches of classes that a sheet decides which is not at hand", () => {
  const LINK = '<link rel="stylesheet" href="/style.css">';

  async function readLinking(html: string, head: string): Promise<PrintedCell | undefined> {
    const page = new VariantReport()
      .figure(NAME, "@@")
      .html.replace("@@", html)
      .replace("<style>", `${head}<style>`);
    const report = await readText(page, "示例.html");
    return report.cells.find(({ line, column }) => cellName(line, column) === NAME);
  }

  it.each([
    ['<span class="old">19876</span>20517', LINK, "〔看不清：19876〕20517"],
    ['20517<span class="note">1</span>', LINK, "20517〔看不清：1〕"],
    ['<i class="a">198</i> <i class="b">517</i>', LINK, "198 〔看不清：517〕"],
    ['<p><b class="a">447</b>.18</p>', LINK, "〔看不清：447〕.18"],
    [
      '<span class="old">19876</span>20517',
      "<style>@import url(a.css);</style>",
      "〔看不清：19876〕20517",
    ],
    ['<span class="sr-only">19876</span>20517', "", "〔看不清：19876〕20517"],
  ])("is refused: %s", async (html, head, raw) => {
    expect(await readLinking(html, head)).toMatchObject({ value: null, state: "illegible", raw });
  });

  it.each([
    ['<span class="old">20517</span>', LINK],
    ['\n<p class="a">\n<span class="b">20517</span>\n</p>\n', LINK],
    ['<span class="a">20</span><span class="a">517</span>', LINK],
    ["<span>20</span>517", LINK],
    ['<span class="a">20517</span><sup class="b">[1]</sup>', LINK],
    ['<s class="old">19876</s>20517', LINK],
    ['<span class="a">20</span>517', ""],
    ['<span class="a">20</span>517', '<link rel="stylesheet" media="print" href="p.css">'],
    ['<span class="a">20</span>517', '<link rel="icon" href="a.ico">'],
  ])("is read where no sheet can part it: %s", async (html, head) => {
    expect(await readLinking(html, head)).toMatchObject({ value: 20517, state: "number" });
  });
});
