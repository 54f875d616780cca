import { type Document, UnreadableDocument } from "./document";
import { readHtml } from "./html";
import { LIMITS } from "./limits";
import type { Mark, Run } from "./marked-text";
import type { OdfStyles } from "./odf/content";
import { CellBudget, rowsOf, runsOf } from "./odf/content";
import { openOdf } from "./odf/package";
import { childOf, childrenOf, type XmlElement } from "./xml";

/**
 * Reads an OpenDocument text (.odt) as the page of HTML that shows the same. Tracked deletions, notes
 * and comments are left out; raised, struck-out and hidden text is marked.
 */
export async function readOdt(bytes: Uint8Array, file: string): Promise<Document> {
  const { content, styles, title } = await Promise.resolve().then(() => openOdf(bytes));
  const body = childOf(childOf(content, "office:body"), "office:text");
  if (!body)
    throw new UnreadableDocument("文件不是OpenDocument文字文档，请另存为.docx或.odt后再读取");
  const page = new OdtPage(styles).write(body);
  const { blocks } = readHtml(Buffer.from(`<!DOCTYPE html><meta charset="utf-8">${page}`), file);
  return { file, format: "odt", title, blocks };
}

/** Elements that only hold others. */
const WRAPPERS = new Set(
  "text:list text:list-item text:list-header text:section text:index-body text:table-of-content draw:frame draw:text-box draw:g table:table-cell text:numbered-paragraph".split(
    " ",
  ),
);

const TAGS: Readonly<Record<Mark, readonly [string, string]>> = {
  raised: ["<sup>", "</sup>"],
  lowered: ["<sub>", "</sub>"],
  shifted: ["<sup>", "</sup>"],
  struck: ["<s>", "</s>"],
  hidden: ['<span style="display:none">', "</span>"],
  faint: ['<span style="color:#fff">', "</span>"],
};

class OdtPage {
  readonly #budget = new CellBudget();
  #characters = 0;

  constructor(private readonly styles: OdfStyles) {}

  write(parent: XmlElement): string {
    return childrenOf(parent)
      .map((child) => {
        if (child.name === "text:p" || child.name === "text:h") return this.#paragraph(child);
        if (child.name === "table:table") return this.#table(child);
        if (child.attributes.get("text:display") === "none") return "";
        return WRAPPERS.has(child.name) ? this.write(child) : "";
      })
      .join("");
  }

  #paragraph(paragraph: XmlElement): string {
    const text = runsOf(paragraph, this.styles)
      .map((run) => this.#run(run))
      .join("");
    return paragraph.name === "text:h" ? `<h2>${text}</h2>` : `<p>${text}</p>`;
  }

  #run({ text, mark }: Run): string {
    this.#characters += text.length;
    if (this.#characters > LIMITS.characters)
      throw new UnreadableDocument("文档文字过多，超出上限，未读取");
    const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
    const [open, close] = mark ? TAGS[mark] : ["", ""];
    return `${open}${escaped}${close}`;
  }

  #table(table: XmlElement): string {
    const rows = rowsOf(table)
      .filter(({ isHidden }) => !isHidden)
      .map(({ times, cells }) => {
        const shown = cells.filter(({ isCovered }) => !isCovered);
        const count = shown.reduce((sum, cell) => sum + cell.times, 0);
        this.#budget.take(Math.max(1, count) * times);
        const row = shown
          .map(({ element, times: columns, rowSpan, columnSpan }) =>
            `<td rowspan="${rowSpan}" colspan="${columnSpan}">${this.write(element)}</td>`.repeat(
              columns,
            ),
          )
          .join("");
        return `<tr>${row}</tr>`.repeat(times);
      });
    return `<table>${rows.join("")}</table>`;
  }
}
