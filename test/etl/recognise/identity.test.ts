import { describe, expect, it } from "vitest";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { readText, VariantReport, warnings } from "../../support/variant-report";

const NOTHING: ManifestRow = {
  body: null,
  kind: null,
  division: null,
  year: null,
  scope: null,
  publishedOn: null,
  source: null,
};

const report = new VariantReport();
const titled = (title: string): string => report.html.replaceAll(report.document.title, title);

describe("who reports", () => {
  it.each([
    "霖川市晴溪区人民政府2023年政府信息公开工作年度报告",
    "霖川市晴溪区人民政府2023年度政府信息公开年度报告",
    "霖川市晴溪区人民政府关于2023年政府信息公开工作的年度报告",
    "霖川市晴溪区人民政府二〇二三年政府信息公开工作年度报告",
    "2023年霖川市晴溪区人民政府政府信息公开工作年度报告",
    "霖川市晴溪区人民政府 2023 年 政府信息公开工作年度报告（演示数据）",
  ])("is known from the title %s", async (title) => {
    const read = await readText(titled(title), "示例.html");
    expect(read).toMatchObject({
      body: "霖川市晴溪区人民政府",
      year: 2023,
      division: "990101",
      kind: "government",
    });
  });

  it.each([
    "关于印发《霖川市晴溪区人民政府2023年政府信息公开工作年度报告》的通知",
    "关于公布霖川市晴溪区人民政府2023年政府信息公开工作年度报告的公告",
    "霖川市晴溪区大数据局关于发布霖川市晴溪区人民政府2023年政府信息公开工作年度报告的公告",
    "转发《霖川市晴溪区人民政府2023年政府信息公开工作年度报告》",
    "【公示】霖川市晴溪区人民政府2023年政府信息公开工作年度报告",
    "中共霖川市晴溪区委 霖川市晴溪区人民政府2023年政府信息公开工作年度报告",
    "霖川市晴溪区人民政府2022年度、2023年度政府信息公开工作年度报告",
    "霖川市晴溪区人民政府关于报送2023年政府信息公开工作年度报告的函",
    "霖川市晴溪区人民政府关于本机关2023年政府信息公开工作年度报告",
  ])("is the name alone in %s", async (title) => {
    const read = await readText(titled(title), "示例.html");
    expect(read).toMatchObject({ body: "霖川市晴溪区人民政府", division: "990101", year: 2023 });
  });

  it("is the name alone where the title gives a span of years, which leaves the year open", async () => {
    const title = "霖川市晴溪区人民政府2023－2024年政府信息公开工作年度报告";
    const read = await readText(titled(title), "示例.html");
    expect(read).toMatchObject({ body: "霖川市晴溪区人民政府", year: null });
  });

  it.each(["霖川市政务公开办公室", "中共霖川市晴溪区委办公室", "霖川市新闻发布中心"])(
    "keeps words of documents that are part of the name %s",
    async (body) => {
      const read = await readText(titled(`${body}2023年政府信息公开工作年度报告`), "示例.html");
      expect(read.body).toBe(body);
    },
  );

  it("is not taken from a title in which one body reports on another", async () => {
    const title = "霖川市大数据局关于霖川市晴溪区人民政府2023年政府信息公开工作年度报告";
    const html = titled(title).replace(/<table class="meta">.*?<\/table>/, "");
    expect((await readText(html, "示例.html")).body ?? "").not.toContain("关于");
  });

  it("is known from the line above a title without a name", async () => {
    const text = report.stream.replace(
      report.document.title,
      "霖川市晴溪区人民政府办公室\n\n2023年度政府信息公开工作年度报告",
    );
    const read = await readText(text, "示例.txt");
    expect(read).toMatchObject({ body: "霖川市晴溪区人民政府办公室", kind: "office", year: 2023 });
  });

  it.each([
    ["霖川市晴溪区教育局", "department"],
    ["霖川市晴溪区人民政府办公室", "office"],
    ["霖川市晴溪区梨湾镇人民政府", "township"],
    ["霖川市晴溪区梨湾街道办事处", "township"],
    ["示例省人民政府办公厅", "office"],
    ["霖川市晴溪区", "government"],
  ])("%s is a %s", async (body, kind) => {
    const read = await readText(titled(`${body}2023年政府信息公开工作年度报告`), "示例.html");
    expect(read).toMatchObject({ body, kind });
  });

  it.each([
    "发布日期：2024-01-30来源：霖川市晴溪区人民政府办公室",
    "来源：霖川市晴溪区人民政府办公室发布日期：2024-01-30浏览次数：12",
    "发布时间：2024-01-30 10:12 信息来源：霖川市晴溪区人民政府办公室 【字体：大 中 小】",
    "发布时间：2024年01月30日10:12:45来源：霖川市晴溪区人民政府办公室【字体：大 中 小】",
    "作者： 来源：霖川市晴溪区人民政府办公室编辑：某某 时间：2024.1.30",
  ])("and when is known from a line under the title: %s", async (line) => {
    const html = titled("2023年政府信息公开工作年度报告")
      .replace(/<table class="meta">.*?<\/table>/, "")
      .replace("</h1>", `</h1><p>${line}</p>`);
    expect(await readText(html, "示例.html")).toMatchObject({
      body: "霖川市晴溪区人民政府办公室",
      publishedOn: "2024-01-30",
    });
  });

  it("is not taken from the name of a fact whose value is empty", async () => {
    const html = titled("2023年政府信息公开工作年度报告").replace(
      "</h1>",
      "</h1><p>来源： 作者：某某 发布日期：2024-01-30</p>",
    );
    expect((await readText(html, "示例.html")).body).toBeNull();
  });

  it("is asked for by name where nothing tells it", async () => {
    const read = await readText(
      titled("年度报告").replaceAll(report.truth.body, "本机关"),
      "示例.html",
    );
    expect(read).toMatchObject({ body: null, division: null });
    expect(warnings(read).join()).toMatch(/body 列填写机关全称/);
  });

  it("is asked for where the place is unknown or ambiguous", async () => {
    const unknown = await readText(
      titled("某某县人民政府2023年政府信息公开工作年度报告"),
      "示例.html",
    );
    expect(unknown.division).toBeNull();
    expect(warnings(unknown).join()).toMatch(/某某县.*division/);
    const twice = await readText(
      titled("鼓楼区人民政府2023年政府信息公开工作年度报告"),
      "示例.html",
    );
    expect(warnings(twice).join()).toMatch(/320106.*320302.*division/);
  });
});

describe("a manifest", () => {
  it("fills in what the document leaves open", async () => {
    const manifest = {
      ...NOTHING,
      body: "霖川市晴溪区人民政府",
      year: 2022,
      source: "https://example.test/1",
    };
    const read = await readText(
      titled("年度报告").replaceAll(/统计期限自.*?止/g, ""),
      "示例.html",
      manifest,
    );
    expect(read).toMatchObject({
      body: manifest.body,
      division: "990101",
      year: 2022,
      source: manifest.source,
    });
  });

  it("overrules the document, and a contradiction is said", async () => {
    const manifest: ManifestRow = {
      body: "霖川市澄原县人民政府",
      kind: "government",
      division: "990121",
      year: 2021,
      scope: "organ",
      publishedOn: "2022-03-01",
      source: null,
    };
    const read = await readText(
      titled("霖川市晴溪区人民政府2023年政府信息公开工作年度报告"),
      "示例.html",
      manifest,
    );
    const { kind, body, division, year, scope, publishedOn } = manifest;
    expect(read).toMatchObject({ kind, body, division, year, scope, publishedOn });
    const said = warnings(read).join("\n");
    for (const word of [/机关名称/, /2023年.*2021年/, /全辖区/, /2024-01-20/])
      expect(said).toMatch(word);
  });
});
