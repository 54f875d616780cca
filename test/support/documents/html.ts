import type { Mark } from "#etl/read/marked-text";
import {
  type InventedBlock,
  type InventedCell,
  type InventedDocument,
  runsOf,
} from "./invented-document";

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A report as a government site serves it: navigation, a metadata table, then the report. */
export function asHtml(document: InventedDocument, charset = "utf-8"): string {
  const body = document.blocks.map(blockOf).join("\n");
  return `<!DOCTYPE html>
<html><head><meta charset="${charset}"><title>${escaped(document.title)}</title>
<style>td { border: 1px solid #000 }</style><script>var menu = "<table>";</script></head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/gk">政务公开</a></li></ul></div>
<table class="meta"><tr><td>索引号</td><td>SL-001</td><td>公开日期</td><td>2024-01-20</td></tr></table>
<div class="content">
${body}
</div><div class="footer">示例省政府网站 版权所有</div></body></html>`;
}

function blockOf(block: InventedBlock): string {
  if (block.kind !== "table") {
    const text = escaped(block.text);
    if (block.kind === "title") return `<h1>${text}</h1>`;
    return block.kind === "heading" ? `<p><strong>${text}</strong></p>` : `<p>${text}</p>`;
  }
  const rows = block.rows.map((cells) => {
    const inner = cells.map((cell) => {
      const { rowSpan, columnSpan } = cell;
      const spans =
        (rowSpan > 1 ? ` rowspan="${rowSpan}"` : "") +
        (columnSpan > 1 ? ` colspan="${columnSpan}"` : "");
      return `<td${spans}><p class="MsoNormal"><span lang="EN-US">${contentOf(cell) || "&nbsp;"}</span></p></td>`;
    });
    return `<tr>${inner.join("")}</tr>`;
  });
  return `<table border="1"><tbody>${rows.join("\n")}</tbody></table>`;
}

/** One of the ways in which a page shows text of a look. */
const MARKED: Readonly<Record<Mark, (text: string) => string>> = {
  raised: (text) => `<sup>${text}</sup>`,
  lowered: (text) => `<sub>${text}</sub>`,
  shifted: (text) => `<span style="position:relative;top:-4pt">${text}</span>`,
  struck: (text) => `<s>${text}</s>`,
  hidden: (text) => `<span style="display:none">${text}</span>`,
  faint: (text) => `<span style="color:#ffffff">${text}</span>`,
};

function contentOf(cell: InventedCell): string {
  return runsOf(cell)
    .map(({ text, mark }) => (mark ? MARKED[mark](escaped(text)) : escaped(text)))
    .join("");
}
