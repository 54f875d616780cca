import { describe, expect, it } from "vitest";
import { readText, VariantReport } from "../../support/variant-report";

const report = new VariantReport();
const { truth } = report;
const bodyOf = (html: string): string => /<body>(.*)<\/body>/s.exec(html)?.[1] ?? "";
const pageOf = (...reports: readonly string[]): string =>
  `<html><head><title>政府信息公开年报</title></head><body>${reports.map(bodyOf).join("<hr>")}</body></html>`;
const earlier = (text: string): string =>
  text.replaceAll(String(truth.year), String(truth.year - 1));
const elsewhere = (text: string): string => text.replaceAll("晴溪区", "望津区");
const name = (body: string, year: number): string => `“${body}${year}年度报告”`;

describe("a document of several reports", () => {
  const body = "霖川市晴溪区人民政府";
  const html = report.html.replaceAll(truth.body, body);
  const stream = report.stream.replaceAll(truth.body, body);
  const { year } = truth;

  it.each([
    ["of two bodies", pageOf(html, elsewhere(html)), name("霖川市望津区人民政府", year)],
    ["of two years", pageOf(html, earlier(html)), name(body, year - 1)],
    ["of three years", pageOf(html, earlier(html), earlier(earlier(html))), name(body, year - 1)],
  ])("%s is refused in one sentence that names them", async (_, page, other) => {
    await expect(readText(page, "a.html")).rejects.toThrow(
      new RegExp(`^文件里不止一份报告：${name(body, year)}和${other}.*请拆成各自的文件`),
    );
  });

  it("is refused as a text too", async () => {
    await expect(readText(`${stream}\n${elsewhere(stream)}`, "a.txt")).rejects.toThrow(
      `${name(body, year)}和${name("霖川市望津区人民政府", year)}`,
    );
  });

  it("is told from one report printed twice", async () => {
    await expect(readText(pageOf(html, html), "a.html")).rejects.toThrow(
      /^文件里把同一份报告印了不止一遍：“霖川市晴溪区人民政府/,
    );
  });

  it("is not what a table of contents makes of one report", async () => {
    const contents = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"]
      .concat(["政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况"])
      .concat(["其他需要报告的事项"])
      .map((heading, at) => `<p>${"一二三四五六"[at] ?? ""}、${heading}</p>`)
      .join("");
    const read = await readText(html.replace("</h1>", `</h1>${contents}`), "a.html");
    expect(read).toMatchObject({ body, year });
    expect(read.cells).toHaveLength(200);
  });
});
