import type { Manuscript } from "./manuscript";
import { bodyOf, dateInWords, spans, markedUp, tablesIn, type Skin } from "./skin";

/** A page pasted from a word processor, its markup left in. */
export const WORD_PAGE: Skin = { extension: "html", encoding: "utf-8", page };

/** Sets the figures of a text in a run of their own, as the word processor does. */
function runs(text: string): string {
  return text.replace(/[0-9.%]+/g, "<span lang=EN-US>$&</span>");
}

const FONT = "font-size:16.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:仿宋_GB2312";
const CELL_FONT = "font-size:10.0pt;font-family:宋体;color:black";

const table = tablesIn(
  markedUp(() => ({
    table: {
      open: "<div align=center>\n<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>\n",
      close: "</table>\n</div>",
    },
    row: { open: " <tr style='height:18.6pt'>\n", close: " </tr>\n" },
    box: (box) => ({
      open: `  <td${spans(box)} style='border:solid windowtext 1.0pt'><p class=MsoNormal align=center><span${box.figure ? " lang=EN-US" : ""} style='${CELL_FONT}'>`,
      close: "<o:p></o:p></span></p></td>\n",
    }),
    label: (box) => box.text,
  })),
  { purchases: "元", change: "sign", glue: "&nbsp;" },
);

function page(manuscript: Manuscript): string {
  const { report, title, notice } = manuscript;
  const middle = (text: string, size: string): string =>
    `<p class=MsoNormal align=center style='text-align:center'><span style='font-size:${size};font-family:方正小标宋简体'>${runs(text)}<o:p></o:p></span></p>`;
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
${bodyOf(manuscript, {
  heading: (text) =>
    `<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt;font-family:黑体'>${text}<o:p></o:p></span></p>`,
  paragraph: (text) =>
    `<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'><span style='${FONT}'>${runs(text)}<o:p></o:p></span></p>`,
  table,
})}
<p class=MsoNormal align=right><span style='${FONT}'>${runs(dateInWords(report.publishedOn))}<o:p></o:p></span></p>
</div>
</body>
</html>
`;
}
