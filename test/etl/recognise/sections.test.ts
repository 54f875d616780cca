import { describe, expect, it } from "vitest";
import { readText, VariantReport } from "../../support/variant-report";

const report = new VariantReport();
const own = "本年度没有其他需要报告的事项。";

/** What is read as the last section where these lines follow its one sentence. */
async function lastSection(...lines: string[]): Promise<string | undefined> {
  const html = report.html.replace(
    /(<p><strong>六、[^<]*<\/strong><\/p>)[^]*<\/body>/,
    (_, heading: string) =>
      `${heading}<p>${own}</p>${lines.map((line) => `<p>${line}</p>`).join("")}</body>`,
  );
  const { sections } = await readText(html, "示例.html");
  return sections.find((section) => section.code === "other_matters")?.text;
}

describe("the last section ends where the page goes on", () => {
  it.each([
    ["示例省政府网站 版权所有"],
    ["霖川市晴溪区人民政府办公室", "2024年1月20日"],
    ["霖川市晴溪区人民政府办公室", "二〇二四年一月二十日", "政策解读"],
    ["霖川市晴溪区人民政府办公室 2024年1月20日"],
    ["（2024-01-20）", "分享到：", "微信 微博"],
    ["【打印】 【关闭】"],
    ["打印本页 | 关闭窗口", "上一篇：某某通知"],
    ["相关附件：", "表格.xlsx"],
    ["扫一扫在手机打开当前页"],
    ["主办：霖川市晴溪区人民政府办公室", "示例ICP备00000000号-1", "网站标识码：9900000000"],
    ["Copyright © 2024 示例"],
    ["浏览次数：12", "责任编辑：某某"],
  ])("with %s", async (...lines) => {
    expect(await lastSection(...lines)).toBe(own);
  });

  it("and not before: sentences that use the same words belong to it", async () => {
    const lines = [
      "分享到部门的经验三条，打印政策问答二百册，关闭账号一个。",
      "一是相关附件已在网站公开；二是网站首页由办公室主办。",
      "2024年1月20日，示例机关召开会议研究政府信息公开工作。",
      "三是完成网站ICP备案和公网安备的变更。",
      "主要由办公室",
      "会同各部门办理，2024年继续推进。",
    ];
    expect(await lastSection(...lines)).toBe([own, ...lines].join("\n"));
  });

  it("and other sections keep lines that look like its end", async () => {
    const html = report.html.replace(
      /(<p><strong>五、[^<]*<\/strong><\/p>)/,
      "$1<p>霖川市晴溪区人民政府办公室</p><p>2024年1月20日</p><p>本段文字为虚构内容。</p>",
    );
    const { sections } = await readText(html, "示例.html");
    const text = sections.find((section) => section.code === "problems_improvements")?.text;
    expect(text).toContain("2024年1月20日\n本段文字为虚构内容。");
  });
});
