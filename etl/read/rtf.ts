import { type Block, type Document, UnreadableDocument } from "./document";
import { type CellShape, gridOfRows, type WordRow } from "./doc/tables";
import { LIMITS } from "./limits";
import { tokensOf } from "./rtf/tokens";

/** Groups whose text is not part of the page. */
const UNSEEN = new Set(
  "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf object themedata datastore listtable listoverridetable rsidtbl generator xmlnstbl latentstyles fldinst footnote annotation".split(
    " ",
  ),
);

const BREAKS: Readonly<Record<string, string>> = { line: "\n", tab: " ", emdash: "—", endash: "–" };

const FRESH: Omit<CellShape, "left" | "right"> = { goesOnLeft: false, goesOnAbove: false };

/** Reads Rich Text, which office programs also save under the ending .doc. */
export function readRtf(bytes: Uint8Array, file: string): Document {
  const page = new RtfPage();
  let depth = 0;
  let unseenFrom = Infinity;
  let opened = false;
  let ignorable = false;
  for (const token of tokensOf(bytes)) {
    if (token.kind === "open") {
      depth += 1;
      opened = true;
      if (depth > LIMITS.nesting)
        throw new UnreadableDocument(`文档嵌套超过${LIMITS.nesting}层，疑为恶意文件，未读取`);
      continue;
    }
    if (token.kind === "close") {
      depth -= 1;
      if (depth < unseenFrom) unseenFrom = Infinity;
    } else if (token.kind === "word") {
      const isFirst = opened || ignorable;
      if (token.word === "*") ignorable = opened;
      else if (isFirst && unseenFrom > depth && (ignorable || UNSEEN.has(token.word)))
        unseenFrom = depth;
      else if (unseenFrom > depth) page.word(token.word, token.value);
      if (token.word !== "*") ignorable = false;
    } else if (unseenFrom > depth) page.say(token.text);
    opened = false;
  }
  return { file, format: "rtf", title: null, blocks: page.finish() };
}

/** Collects paragraphs, cells and rows as the words of the file bring them. */
class RtfPage {
  readonly #blocks: Block[] = [];
  #text = "";
  #cells: string[] = [];
  #shapes: CellShape[] = [];
  #next = FRESH;
  #rows: WordRow[] = [];
  #left = 0;
  #isInTable = false;
  #tables = 0;
  #lines = 0;

  say(text: string): void {
    this.#text += text;
    if (this.#text.length > LIMITS.characters)
      throw new UnreadableDocument("文档文字过多，超出上限，未读取");
  }

  word(word: string, value: number): void {
    if (word === "par") this.#endParagraph();
    else if (word === "pard") this.#isInTable = false;
    else if (word === "intbl") this.#isInTable = true;
    else if (word === "cell") {
      this.#cells.push(this.#text.trim());
      this.#text = "";
    } else if (word === "row") this.#endRow();
    else if (word === "trowd") {
      this.#shapes = [];
      this.#next = FRESH;
      this.#left = 0;
    } else if (word === "trleft") this.#left = value;
    else if (word === "clvmrg") this.#next = { ...this.#next, goesOnAbove: true };
    else if (word === "clmrg") this.#next = { ...this.#next, goesOnLeft: true };
    else if (word === "cellx") {
      const left = this.#shapes.at(-1)?.right ?? this.#left;
      if (this.#shapes.length < LIMITS.columnSpan)
        this.#shapes.push({ left, right: value, ...this.#next });
      this.#next = FRESH;
    } else this.say(BREAKS[word] ?? "");
  }

  finish(): Block[] {
    for (const cell of this.#cells) this.#push(`\t${cell}`);
    this.#endTable();
    if (this.#text !== "") this.#push(this.#text);
    return this.#blocks;
  }

  #endParagraph(): void {
    if (this.#isInTable) {
      this.#text += "\n";
      return;
    }
    this.#endTable();
    this.#push(this.#text);
    this.#text = "";
  }

  #endRow(): void {
    const [texts, shapes] = [this.#cells, this.#shapes];
    this.#cells = [];
    this.#text = "";
    if (texts.length === shapes.length) {
      this.#rows.push({ texts, shapes });
      return;
    }
    this.#endTable();
    for (const cell of texts) this.#push(`\t${cell}`);
    this.#push("");
  }

  #endTable(): void {
    if (this.#rows.length === 0) return;
    this.#tables += 1;
    this.#blocks.push({ kind: "table", grid: gridOfRows(this.#rows, this.#tables) });
    this.#rows = [];
  }

  #push(text: string): void {
    this.#lines += 1;
    this.#blocks.push({ kind: "paragraph", text, where: { line: this.#lines } });
  }
}
