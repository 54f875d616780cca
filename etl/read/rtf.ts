import { type Block, type Document, UnreadableDocument } from "./document";
import { LIMITS } from "./limits";
import {
  type MarkedText,
  type Run,
  showMarks,
  toMarkedText,
  toProse,
  trimMarkedText,
} from "./marked-text";
import { findColours, LOOKS, markOf, PLAIN_LOOK, type RtfLook } from "./rtf-look";
import { type CellShape, layOutRows, type WordRow } from "./word-table";

/** Groups whose text a page does not show. */
const HIDDEN_GROUPS = new Set(
  "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf object themedata datastore listtable listoverridetable rsidtbl generator xmlnstbl latentstyles fldinst footnote annotation".split(
    " ",
  ),
);

const BREAKS: Readonly<Record<string, string>> = { line: "\n", tab: " ", emdash: "—", endash: "–" };

const UNMERGED: Omit<CellShape, "left" | "right"> = { continuesLeft: false, continuesAbove: false };

/** Reads Rich Text, which office programs also save under the ending .doc. */
export function readRtf(bytes: Uint8Array, file: string): Document {
  const page = new RtfPage(findColours(bytes));
  let depth = 0;
  let unseenFrom = Infinity;
  let opened = false;
  let ignorable = false;
  for (const token of parseTokens(bytes)) {
    if (token.kind === "open") {
      depth += 1;
      opened = true;
      page.openGroup();
      if (depth > LIMITS.nesting)
        throw new UnreadableDocument(`文档嵌套超过${LIMITS.nesting}层，疑为恶意文件，未读取`);
      continue;
    }
    if (token.kind === "close") {
      depth -= 1;
      page.closeGroup();
      if (depth < unseenFrom) unseenFrom = Infinity;
    } else if (token.kind === "word") {
      const isFirst = opened || ignorable;
      if (token.word === "*") ignorable = opened;
      else if (isFirst && unseenFrom > depth && (ignorable || HIDDEN_GROUPS.has(token.word)))
        unseenFrom = depth;
      else if (unseenFrom > depth) page.word(token.word, token.value, token.isOff);
      if (token.word !== "*") ignorable = false;
    } else if (unseenFrom > depth) page.addText(token.text);
    opened = false;
  }
  return { file, format: "rtf", title: null, blocks: page.finish() };
}

/** Builds blocks from control words and text in the order of the file. */
class RtfPage {
  readonly #blocks: Block[] = [];
  #runs: Run[] = [];
  #length = 0;
  #look = PLAIN_LOOK;
  readonly #looks: RtfLook[] = [];
  #cells: MarkedText[] = [];
  #shapes: CellShape[] = [];
  #next = UNMERGED;
  #rows: WordRow[] = [];
  #left = 0;
  #isInTable = false;
  #tables = 0;
  #lines = 0;

  /** @param colours whether each colour of the file is white */
  constructor(private readonly colours: readonly boolean[]) {}

  openGroup(): void {
    this.#looks.push(this.#look);
  }

  closeGroup(): void {
    this.#look = this.#looks.pop() ?? PLAIN_LOOK;
  }

  addText(text: string): void {
    if (text === "") return;
    const mark = markOf(this.#look);
    this.#runs.push(mark ? { text, mark } : { text });
    this.#length += text.length;
    if (this.#length > LIMITS.characters)
      throw new UnreadableDocument("文档文字过多，超出上限，未读取");
  }

  word(word: string, value: number, isOff: boolean): void {
    const look = LOOKS[word];
    if (look) this.#look = { ...this.#look, ...look(value, isOff, this.colours) };
    if (word === "plain") this.#look = PLAIN_LOOK;
    else if (word === "par") this.#endParagraph();
    else if (word === "pard") this.#isInTable = false;
    else if (word === "intbl") this.#isInTable = true;
    else if (word === "cell") {
      this.#cells.push(trimMarkedText(this.#takeText()));
    } else if (word === "row") this.#endRow();
    else if (word === "trowd") {
      this.#shapes = [];
      this.#next = UNMERGED;
      this.#left = 0;
    } else if (word === "trleft") this.#left = value;
    else if (word === "clvmrg") this.#next = { ...this.#next, continuesAbove: true };
    else if (word === "clmrg") this.#next = { ...this.#next, continuesLeft: true };
    else if (word === "cellx") {
      const left = this.#shapes.at(-1)?.right ?? this.#left;
      if (this.#shapes.length < LIMITS.columnSpan)
        this.#shapes.push({ left, right: value, ...this.#next });
      this.#next = UNMERGED;
    } else if (!look) this.addText(BREAKS[word] ?? "");
  }

  finish(): Block[] {
    for (const cell of this.#cells) this.#push(`\t${showMarks(cell)}`);
    this.#endTable();
    if (this.#runs.length > 0) this.#push(toProse(this.#takeText()));
    return this.#blocks;
  }

  #takeText(): MarkedText {
    const content = toMarkedText(this.#runs);
    this.#runs = [];
    this.#length = 0;
    return content;
  }

  #endParagraph(): void {
    if (this.#isInTable) {
      this.#runs.push({ text: "\n" });
      return;
    }
    this.#endTable();
    this.#push(toProse(this.#takeText()));
  }

  #endRow(): void {
    const [contents, shapes] = [this.#cells, this.#shapes];
    this.#cells = [];
    this.#takeText();
    if (contents.length === shapes.length) {
      this.#rows.push({ contents, shapes });
      return;
    }
    this.#endTable();
    for (const cell of contents) this.#push(`\t${showMarks(cell)}`);
    this.#push("");
  }

  #endTable(): void {
    if (this.#rows.length === 0) return;
    this.#tables += 1;
    this.#blocks.push({ kind: "table", grid: layOutRows(this.#rows, this.#tables) });
    this.#rows = [];
  }

  #push(text: string): void {
    this.#lines += 1;
    this.#blocks.push({ kind: "paragraph", text, location: { line: this.#lines } });
  }
}

/** A token of a Rich Text file. */
type RtfToken =
  | { readonly kind: "open" }
  | { readonly kind: "close" }
  | {
      readonly kind: "word";
      readonly word: string;
      readonly value: number;
      /** Whether the word is a switch that is set to 0, as in \\strike0. */
      readonly isOff: boolean;
    }
  | { readonly kind: "text"; readonly text: string };

const TOKEN =
  /\{|\}|\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\([^a-zA-Z])|[\r\n]+|[^{}\\\r\n]+/g;

/** Splits a file into tokens; GBK bytes (\'d5\'fe) and Unicode escapes (\u25919) become text. */
function* parseTokens(bytes: Uint8Array): Generator<RtfToken> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const decoder = new TextDecoder("gb18030");
  let pending: number[] = [];
  let fallback = 1;
  let skip = 0;
  const fallbacks: number[] = [];
  function* flush(): Generator<RtfToken> {
    if (pending.length === 0) return;
    const text = decoder.decode(Uint8Array.from(pending));
    pending = [];
    yield { kind: "text", text };
  }
  for (const [token, byte, word, number, symbol] of source.matchAll(TOKEN)) {
    if (byte !== undefined) {
      if (skip > 0) skip -= 1;
      else pending.push(Number.parseInt(byte, 16));
      continue;
    }
    const isText = word === undefined && symbol === undefined && !/^[{}\r\n]/.test(token);
    if (isText) {
      const visible = token.slice(skip);
      skip = Math.max(0, skip - token.length);
      for (const char of visible) pending.push(char.charCodeAt(0) & 0xff);
      continue;
    }
    if (/^[\r\n]/.test(token)) continue;
    yield* flush();
    if (token === "{") {
      fallbacks.push(fallback);
      yield { kind: "open" };
    } else if (token === "}") {
      fallback = fallbacks.pop() ?? 1;
      skip = 0;
      yield { kind: "close" };
    } else if (word === "u" && number !== undefined) {
      const point = Number(number);
      yield { kind: "text", text: String.fromCharCode(point < 0 ? point + 65_536 : point) };
      skip = fallback;
    } else if (word === "uc") fallback = Math.min(8, Math.max(0, Number(number ?? 1)));
    else if (word !== undefined)
      yield { kind: "word", word, value: Number(number ?? 0), isOff: number === "0" };
    else if (symbol === "*") yield { kind: "word", word: "*", value: 0, isOff: false };
    else if (symbol === "~") yield { kind: "text", text: "\u00a0" };
    else if (symbol !== undefined && "\\{}".includes(symbol)) yield { kind: "text", text: symbol };
  }
  yield* flush();
}
