import type { Manuscript } from "./manuscript";
import { bodyOf, spans, markedUp, tablesIn, type Skin } from "./skin";

/** A government site as built today: navigation, a table of metadata, cells merged as the form asks. */
export const PORTAL: Skin = { extension: "html", encoding: "utf-8", page };

const table = tablesIn(
  markedUp(() => ({
    table: { open: '<table class="report" border="1">\n<tbody>\n', close: "</tbody>\n</table>" },
    row: { open: "<tr>", close: "</tr>\n" },
    box: (box) => {
      const tag = box.figure ? "td" : "th";
      return { open: `<${tag}${spans(box)}>`, close: `</${tag}>` };
    },
    label: (box) => box.text,
  })),
  { purchases: "元", change: "sign", glue: "" },
);

const MENU = ["首页", "新闻中心", "政府信息公开", "办事服务", "互动交流"];

function page(manuscript: Manuscript): string {
  const { report, title, notice } = manuscript;
  const { body, publishedOn, division, kind, year } = report;
  const index = `${division.code}${kind === "office" ? "B" : "A"}/${year + 1}-00${division.code.slice(-3)}`;
  const office =
    kind === "office" ? body : `${body}办公${division.level === "province" ? "厅" : "室"}`;
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${body}${title}</title>
<meta name="ArticleTitle" content="${body}${title}">
<meta name="PubDate" content="${publishedOn}">
<style>
.report { border-collapse: collapse; width: 100% } .report td, .report th { border: 1px solid #333; padding: 4px; text-align: center; font-weight: normal }
.notice { color: #b00; text-align: center }
</style>
</head>
<body>
<div class="header"><ul class="nav">${MENU.map((item) => `<li><a href="#">${item}</a></li>`).join("")}</ul></div>
<div class="position">当前位置：<a href="#">首页</a> &gt; <a href="#">政府信息公开</a> &gt; <a href="#">政府信息公开年报</a></div>
<table class="metadata"><tbody>
<tr><td>索引号：</td><td>${index}</td><td>分类：</td><td>政府信息公开年报</td></tr>
<tr><td>发布机构：</td><td>${office}</td><td>公开日期：</td><td>${publishedOn}</td></tr>
</tbody></table>
<div class="article">
<h1>${body}${title}</h1>
<p class="notice">${notice}</p>
<div class="content">
${bodyOf(manuscript, {
  heading: (text) => `<h2>${text}</h2>`,
  paragraph: (text) => `<p>　　${text}</p>`,
  table,
})}
</div>
</div>
<div class="footer"><a href="#">网站地图</a> | <a href="#">关于我们</a> | 网站标识码：990000${division.code.slice(2)}</div>
</body>
</html>
`;
}
