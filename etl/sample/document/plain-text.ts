import type { TableCode } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { tableLayout, type Box } from "./layout";
import type { Manuscript } from "./manuscript";
import { joined, slotsOf, type Pattern } from "./pattern";
import { bodyOf, dateInWords, tablesIn, type Skin } from "./skin";

/**
 * A text saved from a page: one cell a line behind a tab, a blank line between rows, an empty line
 * where a cell from above reaches down, labels broken as they were on the page.
 */
export const PLAIN_TEXT: Skin = { extension: "txt", encoding: "utf-8", page };

function broken(box: Box): string {
  if (box.narrow && box.text.length === 7) return box.text.replace(/^(.{3})(.{2})/, "$1\n\n$2\n\n");
  return box.text;
}

function draw(code: TableCode, edition: Edition): Pattern {
  const rows = slotsOf(tableLayout(code, edition)).map((row) =>
    row.flatMap(({ box, first, leftmost }) => {
      if (!leftmost) return [];
      if (!first) return ["\t\n"];
      return box.figure ? ["\t", { figure: box.figure }, "\n"] : [`\t${broken(box)}\n`];
    }),
  );
  return joined(rows.flatMap((row) => ["\n", ...row]));
}

const table = tablesIn(draw, { purchases: "元", change: "sign", glue: "\u00a0" });

function page(manuscript: Manuscript): string {
  const { report, title, notice } = manuscript;
  return `${report.body}

${title}

${notice}

发布日期：${dateInWords(report.publishedOn)}

${bodyOf(manuscript, {
  heading: (text) => `\n${text}`,
  paragraph: (text) => `    ${text}\n`,
  table,
})}
`;
}
