import type { TableCode } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { layoutOf, type LayoutBox } from "#domain/form/layout";
import {
  drawBody,
  drawMarkup,
  formatDate,
  joinWords,
  type Manuscript,
  type Pattern,
  type Skin,
  slotsOf,
  spanAttributes,
  tableDrawer,
} from "./skin";

/** A government site as built today: navigation, a metadata table, cells merged as in the form. */
export const PORTAL: Skin = { extension: "html", encoding: "utf-8", page: portalPage };

const portalTable = tableDrawer(
  drawMarkup(() => ({
    table: { open: '<table class="report" border="1">\n<tbody>\n', close: "</tbody>\n</table>" },
    row: { open: "<tr>", close: "</tr>\n" },
    box: (box) => {
      const tag = box.cell ? "td" : "th";
      return { open: `<${tag}${spanAttributes(box)}>`, close: `</${tag}>` };
    },
    label: (box) => box.text,
  })),
  { purchases: "yuan", change: "sign", suffix: "" },
);

const MENU = ["首页", "新闻中心", "政府信息公开", "办事服务", "互动交流"];

function portalPage(manuscript: Manuscript): string {
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
${drawBody(manuscript, {
  heading: (text) => `<h2>${text}</h2>`,
  paragraph: (text) => `<p>　　${text}</p>`,
  table: portalTable,
})}
</div>
</div>
<div class="footer"><a href="#">网站地图</a> | <a href="#">关于我们</a> | 网站标识码：990000${division.code.slice(2)}</div>
</body>
</html>
`;
}

/** An older site in gb18030: tables lay out the page, labels are broken by hand. */
export const BULLETIN: Skin = { extension: "html", encoding: "gb18030", page: bulletinPage };

/** Sets a narrow label one or two characters a line, as offices do to save width. */
function breakLabel(box: LayoutBox): string {
  if (box.heads === "rowgroup") return box.text.replace(/(.{2})(?=.)/g, "$1<BR>");
  return box.text.length === 4 && !box.cell
    ? `${box.text.slice(0, 2)}<BR>${box.text.slice(2)}`
    : box.text;
}

const bulletinTable = tableDrawer(
  drawMarkup(() => ({
    table: {
      open: '<TABLE border=1 cellSpacing=0 cellPadding=0 width="98%" align=center>\n',
      close: "</TABLE>",
    },
    row: { open: "<TR>\n", close: "</TR>\n" },
    box: (box) => ({ open: `<TD align=middle${spanAttributes(box)}>`, close: "</TD>\n" }),
    label: breakLabel,
  })),
  { purchases: "tenThousandYuan", change: "word", suffix: "&nbsp;" },
);

function bulletinPage(manuscript: Manuscript): string {
  const { report, title, notice } = manuscript;
  return `<HTML>
<HEAD>
<META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>${report.body}${title}-政府信息公开</TITLE>
</HEAD>
<BODY bgColor=#ffffff>
<TABLE width=960 align=center border=0><TR><TD>政府信息公开</TD><TD align=right>设为首页 | 加入收藏</TD></TR></TABLE>
<TABLE width=960 align=center border=0>
<TR><TD vAlign=top width=180><DIV>公开指南</DIV><DIV>公开制度</DIV><DIV>公开年报</DIV></TD>
<TD vAlign=top>
<CENTER><FONT size=5><B>${report.body}<BR>${title}</B></FONT></CENTER>
<CENTER><FONT color=red>${notice}</FONT></CENTER>
<CENTER>发布日期：${formatDate(report.publishedOn)}&nbsp;&nbsp;&nbsp;字体：[大 中 小]</CENTER>
<HR>
${drawBody(manuscript, {
  heading: (text) => `<P><B>${text}</B></P>`,
  paragraph: (text) => `&nbsp;&nbsp;&nbsp;&nbsp;${text}<BR>`,
  table: bulletinTable,
})}
<P align=right>${report.body}</P>
</TD></TR></TABLE>
</BODY>
</HTML>
`;
}

/** A page pasted from a word processor, its markup left in. */
export const WORD_PAGE: Skin = { extension: "html", encoding: "utf-8", page: wordPage };

/** Sets the figures of a text in a run of their own, as the word processor does. */
function wrapFigures(text: string): string {
  return text.replace(/[0-9.%]+/g, "<span lang=EN-US>$&</span>");
}

const FONT = "font-size:16.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:仿宋_GB2312";
const CELL_FONT = "font-size:10.0pt;font-family:宋体;color:black";

const wordTable = tableDrawer(
  drawMarkup(() => ({
    table: {
      open: "<div align=center>\n<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>\n",
      close: "</table>\n</div>",
    },
    row: { open: " <tr style='height:18.6pt'>\n", close: " </tr>\n" },
    box: (box) => ({
      open: `  <td${spanAttributes(box)} style='border:solid windowtext 1.0pt'><p class=MsoNormal align=center><span${box.cell ? " lang=EN-US" : ""} style='${CELL_FONT}'>`,
      close: "<o:p></o:p></span></p></td>\n",
    }),
    label: (box) => box.text,
  })),
  { purchases: "yuan", change: "sign", suffix: "&nbsp;" },
);

function wordPage(manuscript: Manuscript): string {
  const { report, title, notice } = manuscript;
  const middle = (text: string, size: string): string =>
    `<p class=MsoNormal align=center style='text-align:center'><span style='font-size:${size};font-family:方正小标宋简体'>${wrapFigures(text)}<o:p></o:p></span></p>`;
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>${report.body}${title}</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
</head>
<body lang=ZH-CN>
<div class="info">
  <span>信息来源：${report.body}</span>
  <span>发布时间：${report.publishedOn} 09:30</span>
  <span>浏览次数：<script>document.write("")</script></span>
</div>
<div class=WordSection1 style='layout-grid:15.6pt'>
${middle(report.body, "22.0pt")}
${middle(title, "22.0pt")}
${middle(notice, "12.0pt")}
${drawBody(manuscript, {
  heading: (text) =>
    `<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt;font-family:黑体'>${text}<o:p></o:p></span></p>`,
  paragraph: (text) =>
    `<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'><span style='${FONT}'>${wrapFigures(text)}<o:p></o:p></span></p>`,
  table: wordTable,
})}
<p class=MsoNormal align=right><span style='${FONT}'>${wrapFigures(formatDate(report.publishedOn))}<o:p></o:p></span></p>
</div>
</body>
</html>
`;
}

/** A page whose export lost the merging: a merged cell is followed by empty ones. */
export const OPEN_GRID: Skin = { extension: "html", encoding: "utf-8", page: openGridPage };

const openGridTable = tableDrawer(
  drawMarkup((code) => ({
    table: { open: "<table>\n", close: "</table>" },
    row: { open: "<tr>", close: "</tr>\n" },
    box: (box) => ({ open: `<td${spanAttributes(box)}>`, close: "</td>" }),
    label: (box) => box.text,
    unmerged: code !== "proactive_disclosure",
  })),
  { purchases: "yuan", change: "sign", suffix: "" },
);

function openGridPage(manuscript: Manuscript): string {
  const { report, title, notice } = manuscript;
  return `<!doctype html>
<html lang="zh">
<head><meta charset="UTF-8"><title>${title}</title></head>
<body>
<nav><a href="#">政府信息公开</a> / <a href="#">年度报告</a></nav>
<main>
<h1>${report.body}</h1>
<h2>${title}</h2>
<p><strong>${notice}</strong></p>
<p>发布时间：${formatDate(report.publishedOn)}　来源：${report.body}</p>
${drawBody(manuscript, {
  heading: (text) => `<h3>${text}</h3>`,
  paragraph: (text) => `<p>${text}</p>`,
  table: openGridTable,
})}
</main>
</body>
</html>
`;
}

/**
 * A text saved from a page: one cell a line after a tab, a blank line between rows, an empty cell where
 * a merged cell continues from above, labels broken as on the page.
 */
export const PLAIN_TEXT: Skin = { extension: "txt", encoding: "utf-8", page: plainTextPage };

function breakNarrowLabel(box: LayoutBox): string {
  if (box.heads === "rowgroup" && box.text.length === 7)
    return box.text.replace(/^(.{3})(.{2})/, "$1\n\n$2\n\n");
  return box.text;
}

function drawPlainTable(code: TableCode, edition: Edition): Pattern {
  const rows = slotsOf(layoutOf(code, edition).rows).map((row) =>
    row.flatMap(({ box, first, leftmost }) => {
      if (!leftmost) return [];
      if (!first) return ["\t\n"];
      return box.cell ? ["\t", { figure: box.cell }, "\n"] : [`\t${breakNarrowLabel(box)}\n`];
    }),
  );
  return joinWords(rows.flatMap((row) => ["\n", ...row]));
}

const plainTextTable = tableDrawer(drawPlainTable, {
  purchases: "yuan",
  change: "sign",
  suffix: "\u00a0",
});

function plainTextPage(manuscript: Manuscript): string {
  const { report, title, notice } = manuscript;
  return `${report.body}

${title}

${notice}

发布日期：${formatDate(report.publishedOn)}

${drawBody(manuscript, {
  heading: (text) => `\n${text}`,
  paragraph: (text) => `    ${text}\n`,
  table: plainTextTable,
})}
`;
}
