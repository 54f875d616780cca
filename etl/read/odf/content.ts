import { UnreadableDocument } from "../document";
import { LIMITS } from "../limits";
import { type MarkedText, type Mark, type Run, toMarkedText } from "../marked-text";
import { childOf, childrenOf, type XmlElement } from "../xml";

/** How the program that wrote the file calls the namespaces of OpenDocument, and we. */
export const NAMESPACES: ReadonlyMap<string, string> = new Map(
  ["office", "text", "table", "style", "fo", "draw"].map((name) => [
    `urn:oasis:names:tc:opendocument:xmlns:${name === "fo" ? "xsl-fo-compatible" : name === "draw" ? "drawing" : name}:1.0`,
    name,
  ]),
);

/** What a style says of the look of text and of whether a sheet is shown. */
interface Style {
  readonly mark: Mark | undefined;
  readonly isHiddenSheet: boolean;
}

/** The styles of a file by their name; one that says nothing is as its parent. */
export class OdfStyles {
  readonly #elements = new Map<string, XmlElement>();

  constructor(documents: readonly (XmlElement | undefined)[]) {
    for (const document of documents)
      for (const part of ["office:styles", "office:automatic-styles"])
        for (const style of childrenOf(childOf(document, part), "style:style"))
          this.#elements.set(style.attributes.get("style:name") ?? "", style);
  }

  of(element: XmlElement): Style {
    const name =
      element.attributes.get("text:style-name") ?? element.attributes.get("table:style-name");
    return { mark: this.#markOf(name, 0), isHiddenSheet: this.#isHiddenSheet(name) };
  }

  #markOf(name: string | undefined, depth: number): Mark | undefined {
    const style = name === undefined ? undefined : this.#elements.get(name);
    // A style may name itself as its parent.
    if (!style || depth > 20) return undefined;
    const look = childOf(style, "style:text-properties")?.attributes;
    const struck =
      look?.get("style:text-line-through-style") ?? look?.get("style:text-line-through-type");
    if (look?.get("text:display") === "none") return "hidden";
    if (struck !== undefined && struck !== "none") return "struck";
    const position = look?.get("style:text-position") ?? "";
    if (/^#f{6}$/i.test(look?.get("fo:color") ?? "")) return "faint";
    if (/^super|^[1-9]/.test(position)) return "raised";
    if (/^sub|^-/.test(position)) return "lowered";
    return this.#markOf(style.attributes.get("style:parent-style-name"), depth + 1);
  }

  #isHiddenSheet(name: string | undefined): boolean {
    const style = name === undefined ? undefined : this.#elements.get(name);
    const properties = childOf(style, "style:table-properties")?.attributes;
    return properties?.get("table:display") === "false";
  }
}

/** Elements whose content a page does not show where they stand. */
const UNSHOWN = new Set(
  "office:annotation office:annotation-end text:tracked-changes text:hidden-text text:note-body text:ruby-text draw:image draw:object office:forms text:sequence-decls table:shapes".split(
    " ",
  ),
);

const MARKS_OF_NOTES = new Set(["text:note-citation", "text:note-ref"]);

/** The text of a paragraph in stretches of one look. */
export function runsOf(paragraph: XmlElement, styles: OdfStyles): Run[] {
  const runs: Run[] = [];
  const collect = (element: XmlElement, around: Mark | undefined): void => {
    const own = MARKS_OF_NOTES.has(element.name) ? "raised" : styles.of(element).mark;
    const mark = around ?? own;
    const add = (text: string): void => void runs.push(mark ? { text, mark } : { text });
    for (const child of element.children)
      if (typeof child === "string") add(child.replace(/[ \t\r\n]+/g, " "));
      else if (child.name === "text:s") add(" ".repeat(countOf(child, "text:c")));
      else if (child.name === "text:tab") add("\t");
      else if (child.name === "text:line-break") add("\n");
      else if (!UNSHOWN.has(child.name)) {
        const isLine = child.name === "text:p" || child.name === "text:h";
        if (isLine && runs.length > 0) add("\n");
        collect(child, mark);
      }
  };
  collect(paragraph, undefined);
  return runs;
}

/** The text of a cell: its paragraphs, one a line. */
export function cellText(cell: XmlElement, styles: OdfStyles): MarkedText {
  const runs = childrenOf(cell)
    .filter(({ name }) => !UNSHOWN.has(name))
    .map((child) => runsOf(child, styles));
  return toMarkedText(
    runs.flatMap((line, index) => (index > 0 ? [{ text: "\n" }, ...line] : line)),
  );
}

/** A row of a table with how often it comes; a covered cell stands where another lies over it. */
interface OdfRow {
  readonly times: number;
  readonly isHidden: boolean;
  readonly cells: readonly OdfCell[];
}

interface OdfCell {
  readonly element: XmlElement;
  readonly times: number;
  readonly isCovered: boolean;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

const ROW_GROUPS = new Set([
  "table:table-header-rows",
  "table:table-rows",
  "table:table-row-group",
]);
const CELLS = new Set(["table:table-cell", "table:covered-table-cell"]);

/** The rows of a table in order, those in groups of rows included. */
export function rowsOf(table: XmlElement): OdfRow[] {
  return childrenOf(table).flatMap((child): OdfRow[] => {
    if (ROW_GROUPS.has(child.name)) return rowsOf(child);
    if (child.name !== "table:table-row") return [];
    const visibility = child.attributes.get("table:visibility");
    const cells = childrenOf(child)
      .filter(({ name }) => CELLS.has(name))
      .map((element) => ({
        element,
        times: countOf(element, "table:number-columns-repeated"),
        isCovered: element.name === "table:covered-table-cell",
        rowSpan: countOf(element, "table:number-rows-spanned"),
        columnSpan: countOf(element, "table:number-columns-spanned"),
      }));
    return [
      {
        times: countOf(child, "table:number-rows-repeated"),
        isHidden: visibility === "collapse" || visibility === "filter",
        cells,
      },
    ];
  });
}

/** A count that an attribute states, 1 where it states none. */
export function countOf(element: XmlElement, attribute: string): number {
  const stated = Number(element.attributes.get(attribute) ?? 1);
  return Number.isInteger(stated) && stated > 0 ? stated : 1;
}

/** Counts what a document repeats, so that a few bytes cannot ask for millions of cells. */
export class CellBudget {
  #left: number = LIMITS.documentCells;

  /** @throws UnreadableDocument when the document has too many cells */
  take(cells: number): void {
    this.#left -= cells;
    if (this.#left < 0)
      throw new UnreadableDocument(
        `文档中的表格共超过${LIMITS.documentCells}个单元格，未读取；请删去无关的大表后重新提供`,
      );
  }
}
