import type { Box } from "./layout";
import type { Manuscript } from "./manuscript";
import { bodyOf, dateInWords, spans, markedUp, tablesIn, type Skin } from "./skin";

/** An older site in gb18030: tables lay out the page, labels are broken by hand. */
export const BULLETIN: Skin = { extension: "html", encoding: "gb18030", page };

/** Sets a narrow label one or two characters a line, as offices do to save width. */
function broken(box: Box): string {
  if (box.narrow) return box.text.replace(/(.{2})(?=.)/g, "$1<BR>");
  return box.text.length === 4 && !box.figure
    ? `${box.text.slice(0, 2)}<BR>${box.text.slice(2)}`
    : box.text;
}

const table = tablesIn(
  markedUp(() => ({
    table: {
      open: '<TABLE border=1 cellSpacing=0 cellPadding=0 width="98%" align=center>\n',
      close: "</TABLE>",
    },
    row: { open: "<TR>\n", close: "</TR>\n" },
    box: (box) => ({ open: `<TD align=middle${spans(box)}>`, close: "</TD>\n" }),
    label: broken,
  })),
  { purchases: "万元", change: "word", glue: "&nbsp;" },
);

function page(manuscript: Manuscript): string {
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
<CENTER>发布日期：${dateInWords(report.publishedOn)}&nbsp;&nbsp;&nbsp;字体：[大 中 小]</CENTER>
<HR>
${bodyOf(manuscript, {
  heading: (text) => `<P><B>${text}</B></P>`,
  paragraph: (text) => `&nbsp;&nbsp;&nbsp;&nbsp;${text}<BR>`,
  table,
})}
<P align=right>${report.body}</P>
</TD></TR></TABLE>
</BODY>
</HTML>
`;
}
