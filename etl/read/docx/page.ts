import { childOf, childrenOf, textOf, type XmlElement } from "../xml";
import { parseLook, type RunLook, Styles, valueOf } from "./styles";

/** The parts of a Word document that hold its text, parsed. */
export interface WordParts {
  readonly main: XmlElement;
  readonly styles: XmlElement | undefined;
  readonly footnotes: XmlElement | undefined;
  readonly endnotes: XmlElement | undefined;
}

/**
 * Writes a Word document as the page of HTML that shows the same: paragraphs, tables with merged cells,
 * and what is raised, struck out, deleted or hidden. Pictures, headers and footers are left out.
 */
export function writeWordPage(parts: WordParts): string {
  return new WordPage(parts).write();
}

/** Elements that only hold others. */
const WRAPPERS = new Set(
  "w:body w:sdtContent w:customXml w:smartTag w:ins w:moveTo w:fldSimple w:rubyBase w:txbxContent m:oMath m:oMathPara m:r m:e m:num m:den m:sSup m:sSub m:sSubSup m:d m:box m:func m:fName m:rad m:deg m:nary m:limLow m:limUpp m:lim m:m m:mr m:acc m:bar m:groupChr m:borderBox m:eqArr".split(
    " ",
  ),
);

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["w:tab", "\t"],
  ["w:cr", "<br>"],
  ["w:noBreakHyphen", "\u2011"],
  ["w:softHyphen", "\u00ad"],
  // A sign of a symbol font, which no figure holds.
  ["w:sym", "□"],
]);

class WordPage {
  readonly #styles: Styles;
  readonly #notes: XmlElement[] = [];
  /** For each field that is open, whether what follows is its code and not its result. */
  readonly #fields: boolean[] = [];
  #boxes: string[] = [];
  /** Whether the next text is the mark of a note. */
  #isMarkDue = false;

  constructor(private readonly parts: WordParts) {
    this.#styles = new Styles(parts.styles);
  }

  write(): string {
    const body = this.#blocks(childOf(this.parts.main, "w:body"));
    // Notes may refer to notes.
    const notes: string[] = [];
    for (let index = 0; index < this.#notes.length; index += 1) {
      const note = this.#notes[index];
      if (note) notes.push(`<p>[${index + 1}]</p>${this.#blocks(note)}`.replace("</p><p>", ""));
    }
    return body + notes.join("");
  }

  #blocks(parent: XmlElement | undefined): string {
    return childrenOf(parent)
      .map((child) => {
        if (child.name === "w:p") return this.#paragraph(child);
        if (child.name === "w:tbl") return this.#table(child);
        if (child.name === "w:sdt") return this.#blocks(contentOfControl(child));
        if (child.name === "mc:AlternateContent") return this.#blocks(chosenContent(child));
        if (child.name === "w:del" || child.name === "w:moveFrom")
          return `<del>${this.#blocks(child)}</del>`;
        return WRAPPERS.has(child.name) ? this.#blocks(child) : "";
      })
      .join("");
  }

  #paragraph(paragraph: XmlElement): string {
    const properties = childOf(paragraph, "w:pPr");
    const style = valueOf(childOf(properties, "w:pStyle"));
    const level = this.#styles.headingLevel(style);
    const tag = level === undefined ? "p" : `h${level}`;
    const outerBoxes = this.#boxes;
    this.#boxes = [];
    this.#isMarkDue = false;
    const inner = this.#inline(paragraph, style);
    const boxes = this.#boxes.join("");
    this.#boxes = outerBoxes;
    return `<${tag}>${inner}</${tag}>${boxes}`;
  }

  #inline(parent: XmlElement | undefined, style: string | undefined): string {
    return childrenOf(parent)
      .map((child) => this.#inlineElement(child, style))
      .join("");
  }

  #inlineElement(element: XmlElement, style: string | undefined): string {
    const { name } = element;
    if (name === "w:r") return this.#run(element, style);
    if (name === "w:hyperlink") return `<a href="#">${this.#inline(element, style)}</a>`;
    if (name === "w:del" || name === "w:moveFrom")
      return `<del>${this.#inline(element, style)}</del>`;
    if (name === "w:sdt") return this.#inline(contentOfControl(element), style);
    if (name === "mc:AlternateContent") return this.#inline(chosenContent(element), style);
    if (name === "w:bdo" || name === "w:dir")
      return `<bdo dir="${valueOf(element) === "rtl" ? "rtl" : "ltr"}">${this.#inline(element, style)}</bdo>`;
    if (name === "m:t") return this.#shown(escape(textOf(element)));
    if (name === "m:sup") return `<sup>${this.#inline(element, style)}</sup>`;
    if (name === "m:sub") return `<sub>${this.#inline(element, style)}</sub>`;
    if (name === "m:f")
      return `${this.#inline(childOf(element, "m:num"), style)}/${this.#inline(childOf(element, "m:den"), style)}`;
    return WRAPPERS.has(name) ? this.#inline(element, style) : "";
  }

  #run(run: XmlElement, paragraphStyle: string | undefined): string {
    const properties = childOf(run, "w:rPr");
    const own = parseLook(properties);
    const style = valueOf(childOf(properties, "w:rStyle"));
    const inner = childrenOf(run)
      .map((child) => this.#content(child, paragraphStyle))
      .join("");
    return inner === "" ? "" : dress(inner, this.#styles.lookOf(own, style, paragraphStyle));
  }

  #content(element: XmlElement, style: string | undefined): string {
    const { name } = element;
    if (name === "w:t" || name === "w:delText") {
      const text = escape(textOf(element));
      if (!this.#isMarkDue || text === "") return this.#shown(text);
      this.#isMarkDue = false;
      return this.#shown(`<sup>${text}</sup>`);
    }
    if (name === "w:br")
      return /^(?:page|column)$/.test(element.attributes.get("w:type") ?? "") ? "" : "<br>";
    if (name === "w:fldChar") return this.#field(element);
    if (name === "w:footnoteReference") return this.#note(element, this.parts.footnotes);
    if (name === "w:endnoteReference") return this.#note(element, this.parts.endnotes);
    if (name === "w:ruby") return this.#inline(childOf(element, "w:rubyBase"), style);
    if (name === "mc:AlternateContent")
      return childrenOf(chosenContent(element))
        .map((child) => this.#content(child, style))
        .join("");
    const sign = SIGNS.get(name);
    if (sign !== undefined) return this.#shown(sign);
    for (const box of findTextBoxes(element)) this.#boxes.push(this.#blocks(box));
    return "";
  }

  #shown(html: string): string {
    return this.#fields.includes(true) ? "" : html;
  }

  /** Of a field the result is shown; of a list to choose from, the entry chosen. */
  #field(mark: XmlElement): string {
    const type = mark.attributes.get("w:fldCharType");
    if (type === "begin") this.#fields.push(true);
    else if (type === "separate") this.#fields.splice(-1, 1, false);
    else this.#fields.pop();
    const list = childOf(childOf(mark, "w:ffData"), "w:ddList");
    if (!list) return "";
    const chosen = Number(
      valueOf(childOf(list, "w:result")) ?? valueOf(childOf(list, "w:default")),
    );
    return escape(valueOf(childrenOf(list, "w:listEntry")[chosen || 0]) ?? "");
  }

  #note(reference: XmlElement, notes: XmlElement | undefined): string {
    const id = reference.attributes.get("w:id");
    const note = childrenOf(notes).find(({ attributes }) => attributes.get("w:id") === id);
    if (note) this.#notes.push(note);
    const ownMark = reference.attributes.get("w:customMarkFollows") ?? "0";
    this.#isMarkDue = !/^(?:0|false|off)$/.test(ownMark);
    return this.#isMarkDue || !note ? "" : `<sup>[${this.#notes.length}]</sup>`;
  }

  #table(table: XmlElement): string {
    const rows = rowsOf(table).map((row) => this.#row(row));
    const lines = rows.map((): string[] => []);
    rows.forEach(({ cells }, index) => {
      for (const cell of cells) {
        if (cell.isContinued && isCovered(rows, index, cell)) continue;
        let height = 1;
        while (rows[index + height]?.cells.some((below) => continues(below, cell))) height += 1;
        const spans = `${cell.width > 1 ? ` colspan="${cell.width}"` : ""}${height > 1 ? ` rowspan="${height}"` : ""}`;
        const ground = cell.ground === undefined ? "" : ` style="background:${cell.ground}"`;
        lines[index]?.push(`<td${spans}${ground}>${cell.html}</td>`);
      }
    });
    return `<table>${lines.map((line) => `<tr>${line.join("")}</tr>`).join("")}</table>`;
  }

  #row(row: XmlElement): WordRow {
    const properties = childOf(row, "w:trPr");
    const isDeleted = childOf(properties, "w:del") !== undefined;
    const before = Number(valueOf(childOf(properties, "w:gridBefore")) ?? 0) || 0;
    const cells: WordCell[] = [];
    let column = 0;
    if (before > 0) {
      cells.push({ column, width: before, isContinued: false, html: "", ground: undefined });
      column += before;
    }
    for (const cell of cellsOf(row)) {
      const facts = childOf(cell, "w:tcPr");
      const width = Math.max(1, Number(valueOf(childOf(facts, "w:gridSpan")) ?? 1) || 1);
      const down = childOf(facts, "w:vMerge");
      const across = childOf(facts, "w:hMerge");
      const html = this.#blocks(cell);
      const last = cells.at(-1);
      if (across && last && valueOf(across) !== "restart")
        cells[cells.length - 1] = { ...last, width: last.width + width };
      else
        cells.push({
          column,
          width,
          isContinued: down !== undefined && valueOf(down) !== "restart",
          html: isDeleted || childOf(facts, "w:cellDel") ? `<del>${html}</del>` : html,
          ground: parseLook(facts).ground,
        });
      column += width;
    }
    return { cells };
  }
}

interface WordCell {
  readonly column: number;
  readonly width: number;
  /** Whether it goes on with the cell above. */
  readonly isContinued: boolean;
  readonly html: string;
  readonly ground: string | undefined;
}

interface WordRow {
  readonly cells: readonly WordCell[];
}

function continues(below: WordCell, above: WordCell): boolean {
  return below.isContinued && below.column === above.column;
}

/** Whether a cell that goes on has one above that it can go on with. */
function isCovered(rows: readonly WordRow[], row: number, cell: WordCell): boolean {
  return rows[row - 1]?.cells.some(({ column }) => column === cell.column) ?? false;
}

/** The rows of a table that are shown, those in content controls included. */
function rowsOf(parent: XmlElement | undefined): XmlElement[] {
  return childrenOf(parent).flatMap((child): XmlElement[] => {
    if (child.name === "w:tr") return childOf(childOf(child, "w:trPr"), "w:hidden") ? [] : [child];
    if (child.name === "w:sdt") return rowsOf(childOf(child, "w:sdtContent"));
    return WRAPPERS.has(child.name) ? rowsOf(child) : [];
  });
}

function cellsOf(parent: XmlElement | undefined): XmlElement[] {
  return childrenOf(parent).flatMap((child): XmlElement[] => {
    if (child.name === "w:tc") return [child];
    if (child.name === "w:sdt") return cellsOf(childOf(child, "w:sdtContent"));
    return WRAPPERS.has(child.name) ? cellsOf(child) : [];
  });
}

/** What is filled into a content control; nothing where it shows its prompt. */
function contentOfControl(control: XmlElement): XmlElement | undefined {
  const prompt = childOf(childOf(control, "w:sdtPr"), "w:showingPlcHdr");
  const isPrompt = prompt && !/^(?:0|false|off)$/.test(valueOf(prompt) ?? "1");
  const content = childOf(control, "w:sdtContent");
  if (!isPrompt || !content) return content;
  // The cell stays although the prompt in it is nothing that was filled in.
  return childOf(content, "w:tc") ? content : undefined;
}

/** Of alternatives for newer and older programs, the one for older. */
function chosenContent(alternatives: XmlElement): XmlElement | undefined {
  return childOf(alternatives, "mc:Fallback") ?? childOf(alternatives, "mc:Choice");
}

function findTextBoxes(element: XmlElement): XmlElement[] {
  if (element.name === "w:txbxContent") return [element];
  if (element.name === "mc:AlternateContent") {
    const chosen = chosenContent(element);
    return chosen ? childrenOf(chosen).flatMap(findTextBoxes) : [];
  }
  return childrenOf(element).flatMap(findTextBoxes);
}

/** Smallest shift that is a mark and no correction of the font, in half points. */
const LEAST_SHIFT = 3;
/** Largest size that nobody can read, in half points. */
const UNREADABLE = 2;

function dress(html: string, look: RunLook): string {
  let dressed = html;
  if (look.align === "superscript") dressed = `<sup>${dressed}</sup>`;
  else if (look.align === "subscript") dressed = `<sub>${dressed}</sub>`;
  const styles: string[] = [];
  const shift = look.position ?? 0;
  if (Math.abs(shift) >= LEAST_SHIFT) styles.push(`vertical-align:${shift / 2}pt`);
  if (look.size !== undefined && look.size <= UNREADABLE) styles.push("font-size:0");
  if (look.colour !== undefined && /^[\da-f]{6}$/i.test(look.colour))
    styles.push(`color:#${look.colour}`);
  if (look.ground !== undefined) styles.push(`background:${look.ground}`);
  if (look.vanish) styles.push("display:none");
  if (look.strike) dressed = `<s>${dressed}</s>`;
  return styles.length > 0 ? `<span style="${styles.join(";")}">${dressed}</span>` : dressed;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
