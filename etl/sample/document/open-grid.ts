import type { Manuscript } from "./manuscript";
import { bodyOf, dateInWords, spans, markedUp, tablesIn, type Skin } from "./skin";

/** A page whose export lost the merging: empty cells stand where a merged cell reached. */
export const OPEN_GRID: Skin = { extension: "html", encoding: "utf-8", page };

const table = tablesIn(
  markedUp((code) => ({
    table: { open: "<table>\n", close: "</table>" },
    row: { open: "<tr>", close: "</tr>\n" },
    box: (box) => ({ open: `<td${spans(box)}>`, close: "</td>" }),
    label: (box) => box.text,
    unmerged: code !== "proactive_disclosure",
  })),
  { purchases: "元", change: "sign", glue: "" },
);

function page(manuscript: Manuscript): string {
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
<p>发布时间：${dateInWords(report.publishedOn)}　来源：${report.body}</p>
${bodyOf(manuscript, {
  heading: (text) => `<h3>${text}</h3>`,
  paragraph: (text) => `<p>${text}</p>`,
  table,
})}
</main>
</body>
</html>
`;
}
