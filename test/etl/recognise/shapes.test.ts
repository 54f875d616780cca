import { describe, expect, it } from "vitest";
import { readText, VariantReport, wrong } from "../../support/variant-report";

const report = new VariantReport();
const { truth, html, document, stream } = report;
const statutory = [...html.matchAll(/<table border="1">[^]*?<\/table>/g)].map(([table]) => table);

function figures(line: string, columns: readonly string[], span = 1): string {
  const opening = span > 1 ? `<td colspan="${span}">` : "<td>";
  return columns
    .map((column) => `${opening}${truth.cells.get(`${line}_${column}`)?.text ?? ""}</td>`)
    .join("");
}

function row(...cells: readonly string[]): string {
  return `<tr>${cells.join("")}</tr>`;
}

async function expectExact(text: string, file = "示例.html"): Promise<void> {
  const read = await readText(text, file);
  expect(wrong(read, truth)).toEqual([]);
  expect(read.forms).toEqual(truth.editions);
  expect(read.problems.filter((problem) => problem.severity === "error")).toEqual([]);
}

describe("the same report laid out otherwise", () => {
  it("has table 四 with a row for each kind of case", async () => {
    const columns = ["upheld", "corrected", "other", "pending", "total"];
    const names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    const table = [
      row("<td colspan=2></td>", ...names.map((name) => `<td>${name}</td>`)),
      row("<td colspan=2>行政复议</td>", figures("review", columns)),
      row("<td rowspan=2>行政诉讼</td><td>未经复议直接起诉</td>", figures("direct_suit", columns)),
      row("<td>复议后起诉</td>", figures("post_review_suit", columns)),
    ];
    await expectExact(html.replace(statutory[2] ?? "", `<table>${table.join("")}</table>`));
  });

  const NAMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
  const header = row(...NAMES.map((name) => `<td>${name}</td>`));
  const columns = ["upheld", "corrected", "other", "pending", "total"];
  const suits = row('<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td>');

  it.each([
    ["above", (name: string) => [`<p>${name}</p><table>`, ""]],
    ["in the caption of its own", (name: string) => ["<table>", `<caption>${name}</caption>`]],
    ["in its first row", (name: string) => ["<table>", row(`<td colspan="5">${name}</td>`)]],
  ] as const)("has table 四 in a table for each kind of case, named %s", async (_, open) => {
    const tables = [
      ["（一）行政复议情况", "review"],
      ["（二）行政诉讼（未经复议直接起诉）", "direct_suit"],
      ["2.复议后起诉", "post_review_suit"],
    ].map(
      ([name = "", line = ""]) =>
        `${open(name).join("")}${header}${row(figures(line, columns))}</table>`,
    );
    await expectExact(html.replace(statutory[2] ?? "", tables.join("")));
  });

  it("has table 四 in a table for reviews and one for suits", async () => {
    const both = [...NAMES, ...NAMES].map((name) => `<td>${name}</td>`);
    const tables = [
      `<p>行政复议</p><table>${header}${row(figures("review", columns))}</table>`,
      `<p>行政诉讼</p><table>${suits}${row(...both)}`,
      `${row(figures("direct_suit", columns), figures("post_review_suit", columns))}</table>`,
    ];
    await expectExact(html.replace(statutory[2] ?? "", tables.join("")));
  });

  it("has a name of the unit before the figures of table 四", async () => {
    const tables = [
      `<p>行政复议</p><table>${header.replace("<tr>", "<tr><td>类别</td>")}`,
      `${row("<td>件数</td>", figures("review", columns))}</table>`,
      `<p>未经复议直接起诉</p><table>${header}${row(figures("direct_suit", columns))}</table>`,
      `<p>复议后起诉</p><table>${header}${row(figures("post_review_suit", columns))}</table>`,
    ];
    await expectExact(html.replace(statutory[2] ?? "", tables.join("")));
  });

  it("has a row of units under the header of table 三", async () => {
    const whole = statutory[1] ?? "";
    const units = row(...Array.from({ length: 7 }, () => "<td>（件）</td>"));
    const first = whole.match(/<tr>(?:(?!<tr>)[^])*一、本年新收/)?.[0] ?? "";
    const taller = whole
      .replace('colspan="3"', 'colspan="3"')
      .replace('rowspan="3"', 'rowspan="4"');
    await expectExact(html.replace(whole, taller.replace(first, units + first)));
  });

  it("has header words of table 三 over three rows", async () => {
    const words = (texts: readonly string[]): string => row(...texts.map((t) => `<td>${t}</td>`));
    const names = row(
      ..."商业企业 科研机构 社会公益组织 法律服务机构 其他".split(" ").map((t) => `<td>${t}</td>`),
    );
    const tall = (html: string): string =>
      html
        .replace('rowspan="3" colspan="3"', 'colspan="3" rowspan="5"')
        .replace(/(<td rowspan=")2("(?:(?!<td)[^])*(?:自然人|总计))/g, "$14$2");
    const whole = statutory[1] ?? "";
    const plain = whole.replaceAll(
      /<p class="MsoNormal"><span lang="EN-US">(.*?)<\/span><\/p>/g,
      "$1",
    );
    const split = [
      words(["商业", "科研", "社会", "法律"]).replace("</tr>", '<td rowspan="3">其他</td></tr>'),
      words(["企", "机", "公益", "服务"]),
      words(["业", "构", "组织", "机构"]),
    ].join("");
    const tallest = tall(plain.replace(/<tr>(?:(?!<tr>)[^])*商业企业[^]*?<\/tr>/, split));
    expect(plain).toContain(names);
    await expectExact(html.replace(whole, tallest));
  });

  it("has the articles of table 二 in a column of their own", async () => {
    const documents = ["issued", "repealed", "in_force"];
    const group = (name: string, rows: number): string =>
      `<td rowspan="${rows}">第二十条第（${name}）项</td><td>信息内容</td>`;
    const decisions = '<td colspan="3">本年处理决定数量</td>';
    const table = [
      row(group("一", 3), "<td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td>"),
      row("<td>规章</td>", figures("regulations", documents)),
      row("<td>行政规范性文件</td>", figures("normative_documents", documents)),
      row(group("五", 2), decisions),
      row("<td>行政许可</td>", figures("licensing", ["decisions"], 3)),
      row(group("六", 3), decisions),
      row("<td>行政处罚</td>", figures("penalty", ["decisions"], 3)),
      row("<td>行政强制</td>", figures("coercion", ["decisions"], 3)),
      row(group("八", 2), '<td colspan="3">本年收费金额（单位：万元）</td>'),
      row("<td>行政事业性收费</td>", figures("fees", ["amount_wan"], 3)),
    ];
    await expectExact(html.replace(statutory[0] ?? "", `<table>${table.join("")}</table>`));
  });

  it("has a table for each article", async () => {
    const whole = statutory[0] ?? "";
    const apart = whole.replace(
      /<tr>(?=(?:(?!<tr>)[^])*第二十条第（[五六八]）项)/g,
      '</tbody></table><p>　</p><table border="1"><tbody><tr>',
    );
    await expectExact(html.replace(whole, apart));
  });

  it("has its header printed again where table 三 goes on over a page", async () => {
    const whole = statutory[1] ?? "";
    const rows = whole.match(/<tr>[^]*?<\/tr>/g) ?? [];
    const last = rows.at(-1) ?? "";
    const again = `</tbody></table><p>— 4 —</p><table border="1"><tbody>${rows.slice(0, 3).join("")}${last}`;
    await expectExact(html.replace(whole, whole.replace(last, again)));
  });

  it("has table 三 going on over a page without its header", async () => {
    const whole = statutory[1] ?? "";
    const last = whole.match(/<tr>[^]*?<\/tr>/g)?.at(-1) ?? "";
    const on = `</tbody></table><p>— 4 —</p><table border="1"><tbody>${last}`;
    await expectExact(html.replace(whole, whole.replace(last, on)));
  });

  it.each([
    ["paragraphs", "<p>", "</p>"],
    ["list items", "<li>", "</li>"],
    ["broken lines", "", "<br>"],
  ])("is a page of %s without a table", async (_, open, close) => {
    const lines = stream.split("\n").map((line) => `${open}${line}${close}`);
    await expectExact(`<html><body>${lines.join("")}</body></html>`);
  });

  it.each([
    ["one cell a line", stream],
    ["one cell a line with spaces around", stream.replaceAll("\n", "  \r\n　")],
    ["rows with tabs between the cells", rowsJoinedBy("\t")],
    ["rows with spaces between the cells", rowsJoinedBy(" ")],
    [
      "tables without the headings above them",
      stream.replace(/^[二三四]、(?:主动|收到和处理|政府信息公开行政).*$/gm, ""),
    ],
  ])("is a text of %s", async (_, text) => {
    await expectExact(text, "示例.txt");
  });

  it("is all one table, headings and prose included", async () => {
    const rows = document.blocks.flatMap((block) =>
      block.kind === "table" ? [] : [`<tr><td colspan="15">${block.text}</td></tr>`],
    );
    const prose = [...rows];
    const pieces = document.blocks.map((block) => {
      if (block.kind !== "table") return prose.shift() ?? "";
      return (
        statutory[document.blocks.filter((b) => b.kind === "table").indexOf(block)] ?? ""
      ).replace(/<\/?(?:table|tbody)[^>]*>/g, "");
    });
    await expectExact(`<table>${pieces.join("")}</table>`);
  });

  it("has lists of the same words around it that are no tables of figures", async () => {
    const menu =
      "<table><tr><td>规章</td><td>行政规范性文件</td></tr><tr><td>行政许可</td><td>行政处罚</td></tr></table>";
    await expectExact(html.replace('<div class="content">', `${menu}<div class="content">`));
  });
});

function rowsJoinedBy(mark: string): string {
  return document.blocks
    .map((block) =>
      block.kind === "table"
        ? block.rows.map((cells) => cells.map((cell) => cell.text).join(mark)).join("\n")
        : block.text,
    )
    .join("\n");
}
