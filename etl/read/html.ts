import type { DefaultTreeAdapterTypes } from "parse5";
import { UnreadableDocument, type Block, type Document } from "./document";
import { decodeText } from "./encoding";
import { parseGuarded } from "./html-guard";
import { gridOf, rowsOf } from "./html-table";
import {
  attribute,
  collapsed,
  isBlock,
  isElement,
  isUnseen,
  pushChildren,
  shownText,
  type HtmlElement,
  type HtmlNode,
} from "./html-tree";
import { LIMITS } from "./limits";

/**
 * A web page as the browser would show it: its tables as grids and the rest as paragraphs, in
 * reading order. A table that only lays out other tables becomes the blocks it holds.
 *
 * @throws UnreadableDocument when the encoding cannot be told, or a limit is passed
 */
export function readHtml(bytes: Uint8Array, file: string): Document {
  const { document, met } = parseGuarded(decodeText(bytes));
  return {
    file,
    format: "html",
    title: met.title.map(shownText).find((title) => title !== "") ?? null,
    declared: declaredIn(met.meta),
    blocks: blocksOf(document, layoutsAmong(met.table)),
  };
}

function declaredIn(metas: readonly HtmlElement[]): Record<string, string> {
  const declared: Record<string, string> = {};
  for (const meta of metas) {
    const name = attribute(meta, "name");
    if (name) declared[name] ??= attribute(meta, "content")?.trim() ?? "";
  }
  return declared;
}

/** The tables that hold a table of more than one cell: they lay out a page. */
function layoutsAmong(tables: readonly HtmlElement[]): ReadonlySet<HtmlElement> {
  const layouts = new Set<HtmlElement>();
  for (const table of tables) {
    let around = table.parentNode;
    while (around && !(isElement(around) && around.tagName === "table"))
      around = isElement(around) ? around.parentNode : null;
    if (around && isElement(around) && rowsOf(table).flat().length > 1) layouts.add(around);
  }
  return layouts;
}

function blocksOf(
  tree: DefaultTreeAdapterTypes.Document,
  layouts: ReadonlySet<HtmlElement>,
): Block[] {
  const blocks: Block[] = [];
  const stack: (HtmlNode | "break" | "pre")[] = [tree];
  let text = "";
  let paragraphs = 0;
  let tables = 0;
  let cells = 0;
  let preformatted = 0;
  const close = (): void => {
    for (const line of preformatted ? text.split("\n") : [text]) {
      const shown = line.replace(/^ +| +$/g, "");
      if (shown === "") continue;
      paragraphs += 1;
      blocks.push({ kind: "paragraph", text: shown, where: { line: paragraphs } });
    }
    text = "";
  };
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === "break") close();
    else if (node === "pre") {
      close();
      preformatted -= 1;
    } else if (node.nodeName === "#text" && "value" in node)
      text += preformatted ? node.value : collapsed(node.value);
    else if (!isElement(node)) {
      if ("childNodes" in node) pushChildren(stack, node);
    } else if (node.tagName === "br" || node.tagName === "hr") close();
    else if (!isUnseen(node)) {
      if (isBlock(node)) {
        close();
        stack.push(node.tagName === "pre" ? "pre" : "break");
        if (node.tagName === "pre") preformatted += 1;
      }
      const grid =
        node.tagName === "table" && !layouts.has(node) ? gridOf(node, tables + 1) : undefined;
      if (grid) {
        tables += 1;
        cells += grid.columns * grid.slots.length;
        if (cells > LIMITS.documentCells)
          throw new UnreadableDocument(
            `网页中的表格共超过${LIMITS.documentCells}个单元格，未读取；请只保存报告正文后重新提供`,
          );
        blocks.push({ kind: "table", grid });
      } else pushChildren(stack, node);
    }
  }
  close();
  return blocks;
}
