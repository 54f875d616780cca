import type { DefaultTreeAdapterTypes } from "parse5";
import {
  type Block,
  type Document,
  type Grid,
  layOutGrid,
  type ParagraphRole,
  type SpannedCell,
  UnreadableDocument,
} from "./document";
import { decodeText } from "./encoding";
import { parsePage } from "./html-parser";
import { isFormField, readFormField } from "./html/form-fields";
import { collectSheets, type FindSheet } from "./html/linked-sheets";
import { Looks } from "./html/looks";
import { LIMITS } from "./limits";
import { type Mark, type MarkedText, type Run, toMarkedText, toProse } from "./marked-text";

/**
 * Reads a web page as a browser shows it: tables as grids and the rest as paragraphs, in reading
 * order. A table that only lays out other tables becomes the blocks in it.
 *
 * @param findSheet finds the style sheets that are kept beside it
 * @throws UnreadableDocument when the encoding is unknown or a limit is passed
 */
export function readHtml(
  bytes: Uint8Array,
  file: string,
  findSheet: FindSheet = () => undefined,
): Document {
  const page = decodeText(bytes);
  const { document, elements } = parsePage(page);
  const looks = new Looks(page, collectSheets(elements.sheet, findSheet), elements.table);
  return {
    file,
    format: "html",
    title:
      elements.title.map((title) => textIn(title, looks).text).find((title) => title !== "") ??
      null,
    declared: readMetas(elements.meta),
    blocks: blocksOf(document, findLayoutTables(elements.table, looks), looks),
  };
}

function readMetas(metas: readonly HtmlElement[]): Record<string, string> {
  const declared: Record<string, string> = {};
  for (const meta of metas) {
    const name = attribute(meta, "name");
    if (name) declared[name] ??= attribute(meta, "content")?.trim() ?? "";
  }
  return declared;
}

/** Finds the tables that only lay out a page: they contain a table of more than one cell. */
function findLayoutTables(tables: readonly HtmlElement[], looks: Looks): ReadonlySet<HtmlElement> {
  const layouts = new Set<HtmlElement>();
  for (const table of tables) {
    let around = table.parentNode;
    while (around && !(isElement(around) && around.tagName === "table"))
      around = isElement(around) ? around.parentNode : null;
    if (around && isElement(around) && rowsOf(table, looks).flat().length > 1) layouts.add(around);
  }
  return layouts;
}

function blocksOf(
  tree: DefaultTreeAdapterTypes.Document,
  layouts: ReadonlySet<HtmlElement>,
  looks: Looks,
): Block[] {
  const blocks: Block[] = [];
  const stack: (HtmlNode | "break" | "pre" | { readonly leave: ParagraphRole })[] = [tree];
  const depth: Record<ParagraphRole, number> = { heading: 0, link: 0, navigation: 0 };
  let text = "";
  const letters = { linked: 0, plain: 0 };
  let paragraphs = 0;
  let tables = 0;
  let cells = 0;
  let preformatted = 0;
  const close = (): void => {
    for (const line of preformatted ? text.split("\n") : [text]) {
      const visible = line.replace(/^ +| +$/g, "");
      if (visible === "") continue;
      paragraphs += 1;
      const role = roleIn(depth, letters);
      blocks.push({
        kind: "paragraph",
        text: visible,
        location: { line: paragraphs },
        ...(role && { role }),
      });
    }
    text = "";
    letters.linked = letters.plain = 0;
  };
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === "break") close();
    else if (node === "pre") {
      close();
      preformatted -= 1;
    } else if ("leave" in node) depth[node.leave] -= 1;
    else if (node.nodeName === "#text" && "value" in node) {
      const mark = looks.markIn(node.parentNode);
      const value = preformatted ? node.value : collapseSpaces(node.value);
      text += mark ? toProse({ text: value, runs: [{ text: value, mark }] }) : value;
      letters[depth.link > 0 ? "linked" : "plain"] += node.value.trim().length;
    } else if (!isElement(node)) {
      if ("childNodes" in node) pushChildren(stack, node);
    } else if (node.tagName === "br" || node.tagName === "hr") close();
    else if (isHidden(node, looks)) continue;
    else if (node.tagName === "textarea") {
      close();
      for (const line of readFormField(node).text.split("\n")) {
        text = line;
        close();
      }
    } else if (isFormField(node)) {
      // What is filled in outside tables is read where it is a number: the rest are search boxes.
      const { text: value, mark } = readFormField(node);
      if (!mark && /^[\d,.]+$/.test(value)) text += value;
    } else {
      if (isBlock(node)) close();
      for (const role of rolesOf(node)) {
        depth[role] += 1;
        stack.push({ leave: role });
      }
      if (isBlock(node)) {
        stack.push(node.tagName === "pre" ? "pre" : "break");
        if (node.tagName === "pre") preformatted += 1;
      }
      const grid =
        node.tagName === "table" && !layouts.has(node)
          ? gridOfTable(node, tables + 1, looks)
          : undefined;
      if (grid) {
        tables += 1;
        cells += grid.columns * grid.slots.length;
        if (cells > LIMITS.documentCells)
          throw new UnreadableDocument(
            `网页中的表格共超过${LIMITS.documentCells}个单元格，未读取；请只保存报告正文后重新提供`,
          );
        for (const line of captionLines(node, looks)) {
          text = line;
          close();
        }
        blocks.push({ kind: "table", grid });
      } else pushChildren(stack, node);
    }
  }
  close();
  return blocks;
}

function roleIn(
  depth: Readonly<Record<ParagraphRole, number>>,
  letters: { readonly linked: number; readonly plain: number },
): ParagraphRole | undefined {
  if (depth.navigation > 0) return "navigation";
  if (letters.linked > letters.plain) return "link";
  return depth.heading > 0 ? "heading" : undefined;
}

const ROLE_OF_TAG: Readonly<Record<string, ParagraphRole>> = {
  a: "link",
  h1: "heading",
  h2: "heading",
  nav: "navigation",
  aside: "navigation",
  footer: "navigation",
};
/** Words in the class or id of an element that holds menus, paths or lists of other pages. */
const NAVIGATION_NAME =
  /(?:^|[\s_-])(?:nav|navbar|menu|submenu|crumbs?|breadcrumbs?|sidebar|aside|related|hotnews|hot|recommend|footer|dqwz|pagination|pager)(?:$|[\s_-]|\d)/i;

function rolesOf(element: HtmlElement): ParagraphRole[] {
  const role = ROLE_OF_TAG[element.tagName];
  const isNamed = element.attrs.some(
    ({ name, value }) => (name === "class" || name === "id") && NAVIGATION_NAME.test(value),
  );
  return [...(role ? [role] : []), ...(isNamed ? ["navigation" as const] : [])];
}

/** With a longer text in a cell, a table is taken for the layout of a page. */
const LONGEST_CELL_TEXT = 800;

/** The lines of a table's caption, which a browser shows above it. */
function captionLines(table: HtmlElement, looks: Looks): readonly string[] {
  return table.childNodes
    .filter(isElement)
    .filter((element) => element.tagName === "caption" && !isHidden(element, looks))
    .flatMap((caption) => toProse(textIn(caption, looks)).split("\n"));
}

const SECTIONS = new Set(["tbody", "thead", "tfoot"]);

/** The visible rows of a table as lists of cells, without the rows of inner tables. */
function rowsOf(table: HtmlElement, looks: Looks): HtmlElement[][] {
  const rows: HtmlElement[][] = [];
  for (const section of table.childNodes) {
    if (!isElement(section) || !SECTIONS.has(section.tagName) || isHidden(section, looks)) continue;
    for (const row of section.childNodes) {
      if (!isElement(row) || row.tagName !== "tr" || isHidden(row, looks)) continue;
      rows.push(
        row.childNodes
          .filter(isElement)
          .filter(
            (cell) => (cell.tagName === "td" || cell.tagName === "th") && !isHidden(cell, looks),
          ),
      );
    }
  }
  return rows;
}

/**
 * The grid of a table; undefined where the table only lays out a page: it has one column, or a cell
 * of prose.
 *
 * @param ordinal number of the table in the document, from 1
 * @throws UnreadableDocument when its spans pass the limits
 */
function gridOfTable(table: HtmlElement, ordinal: number, looks: Looks): Grid | undefined {
  const rows = rowsOf(table, looks).map((cells) => cells.map((cell) => toSpannedCell(cell, looks)));
  if (!rows.some((cells) => cells.length > 1)) return undefined;
  if (rows.some((cells) => cells.some((cell) => cell.text.length > LONGEST_CELL_TEXT)))
    return undefined;
  return layOutGrid(rows, (row, column) => ({ table: ordinal, row: row + 1, column: column + 1 }));
}

function toSpannedCell(cell: HtmlElement, looks: Looks): SpannedCell {
  const { text, runs } = textIn(cell, looks, looks.unsureIn(cell));
  const spans = { rowSpan: spanOf(cell, "rowspan"), columnSpan: spanOf(cell, "colspan") };
  return runs ? { text, runs, ...spans } : { text, ...spans };
}

function spanOf(cell: HtmlElement, name: string): number {
  return Number.parseInt(attribute(cell, name) ?? "1", 10);
}

type HtmlNode = DefaultTreeAdapterTypes.Node;
type HtmlElement = DefaultTreeAdapterTypes.Element;

const HIDDEN_TAGS = new Set(
  "script style template noscript noframes noembed head iframe object svg option button canvas audio video meter progress datalist rp annotation annotation-xml".split(
    " ",
  ),
);

const BLOCK_TAGS = new Set(
  "address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section table tbody tfoot thead tr td th ul caption".split(
    " ",
  ),
);

function isElement(node: HtmlNode): node is HtmlElement {
  return "tagName" in node;
}

function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** Whether a browser hides the element. */
function isHidden(element: HtmlElement, looks: Looks): boolean {
  return HIDDEN_TAGS.has(element.tagName) || looks.isGone(element);
}

/** Whether the element starts and ends a line. */
function isBlock(element: HtmlElement): boolean {
  return BLOCK_TAGS.has(element.tagName);
}

/** Pushes the children in reverse, so that the first is popped first. */
function pushChildren<T>(
  stack: (HtmlNode | T)[],
  parent: { readonly childNodes: readonly HtmlNode[] },
): void {
  for (let i = parent.childNodes.length - 1; i >= 0; i -= 1) {
    const child = parent.childNodes[i];
    if (child) stack.push(child);
  }
}

const UNCOLLAPSED_SPACE = /[\t\r\n\f]| {2}/;

/** Collapses white space as a browser does; non-breaking and full-width spaces stay. */
function collapseSpaces(text: string): string {
  return UNCOLLAPSED_SPACE.test(text) ? text.replace(/[ \t\r\n\f]+/g, " ") : text;
}

/**
 * The text of an element with a line for each block and each line break, what is filled into its form
 * fields, and the marks of its stretches.
 *
 * @param unsure elements in it of whose look the sheets that are not at hand decide
 */
function textIn(
  root: HtmlElement,
  looks: Looks,
  unsure?: ReadonlySet<HtmlNode | null>,
): MarkedText {
  const stack: (HtmlNode | "break")[] = [];
  const unseen: string[] = [];
  let text = "";
  // Nearly every cell is of one look: its stretches are kept from the first mark on.
  let runs: Run[] | undefined;
  const besides = new Besides();
  const add = (value: string, mark?: Mark): void => {
    if (mark && value !== "") runs ??= [{ text }];
    runs?.push(mark ? { text: value, mark } : { text: value });
    text += value;
  };
  pushChildren(stack, root);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === "break") add("\n");
    else if (node.nodeName === "#text" && "value" in node) {
      const value = collapseSpaces(node.value);
      const beside = besides.markOf(value, node.parentNode, root, text);
      const isTurned = looks.isTurned(node.parentNode) && /\p{Nd}/u.test(value);
      add(
        isTurned ? `\u202E${value}\u202C` : value,
        looks.markIn(node.parentNode) ?? (unsure?.has(node.parentNode) ? "faint" : beside),
      );
    } else if (!isElement(node) || HIDDEN_TAGS.has(node.tagName)) continue;
    else if (node.tagName === "br") add("\n");
    else if (isFormField(node)) {
      const { text: value, mark = looks.markIn(node) } = readFormField(node);
      if (mark === "hidden") unseen.push(value);
      else if (value !== "") add(`\n${value}\n`, mark);
    } else {
      if (isBlock(node)) {
        add("\n");
        stack.push("break");
      }
      pushChildren(stack, node);
    }
  }
  // Beside what is shown, hidden fields hold what a form sends along.
  if (text.trim() === "") for (const value of unseen) add(value, "hidden");
  return runs ? tidyRuns(toMarkedText(runs)) : { text: tidySpaces(text) };
}

/**
 * Finds the marks of notes that only their element sets apart: a number directly after a figure that
 * leads to a place, or is set small, which leaves open whether it is one.
 */
class Besides {
  #last: { readonly isBeside: boolean; readonly mark: Mark | undefined } | undefined;

  /** @param before the text of the cell so far */
  markOf(
    value: string,
    parent: DefaultTreeAdapterTypes.ParentNode | null,
    root: HtmlElement,
    before: string,
  ): Mark | undefined {
    if (value.trim() === "") return undefined;
    const kind = kindBeside(parent, root);
    const isAfterFigure =
      this.#last?.isBeside === false && /\p{Nd}$/u.test(before) && /^\s*\p{Nd}/u.test(value);
    // A note's mark may be in several pieces.
    const mark =
      kind && (this.#last?.isBeside ? this.#last.mark : isAfterFigure ? kind : undefined);
    this.#last = { isBeside: kind !== undefined, mark };
    return mark;
  }
}

function kindBeside(
  parent: DefaultTreeAdapterTypes.ParentNode | null,
  root: HtmlElement,
): Mark | undefined {
  for (let node = parent; node && node !== root && isElement(node); node = node.parentNode) {
    if (node.tagName === "small") return "lowered";
    if (node.tagName === "a" && attribute(node, "href")?.includes("#")) return "raised";
  }
  return undefined;
}

function tidyRuns({ text, runs }: MarkedText): MarkedText {
  const tidy = { text: tidySpaces(text) };
  return runs
    ? {
        ...tidy,
        runs: runs.map((run) => ({ ...run, text: run.text.replace(/ *\n[ \n]*/g, "\n") })),
      }
    : tidy;
}

function tidySpaces(text: string): string {
  return text.includes("\n") || text.includes(" ")
    ? text.replace(/ *\n[ \n]*/g, "\n").replace(/^[ \n]+|[ \n]+$/g, "")
    : text;
}
