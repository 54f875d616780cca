import {
  defaultTreeAdapter,
  type DefaultTreeAdapterTypes,
  Parser,
  type Token,
  Tokenizer,
  type TreeAdapter,
} from "parse5";
import { UnreadableDocument } from "./document";
import { LIMITS } from "./limits";

type Tree = DefaultTreeAdapterTypes.DefaultTreeAdapterMap;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as parse5's tree, and its elements of some kinds in document order: `sheet` are styles and links. */
interface ParsedPage {
  readonly document: DefaultTreeAdapterTypes.Document;
  readonly elements: Readonly<Record<"title" | "meta" | "table" | "sheet", readonly Element[]>>;
}

/**
 * Parses a page under {@link LIMITS}. Elements and nesting are counted while the tree grows, so that
 * parsing stops as soon as a limit is passed.
 *
 * @throws UnreadableDocument when a limit is passed
 */
export function parsePage(html: string): ParsedPage {
  growth = new PageGrowth();
  const parser = new Parser({ treeAdapter: ADAPTER, scriptingEnabled: false });
  parser.tokenizer = new PageTokenizer(parser.options, parser);
  parser.tokenizer.write(html, true);
  return { document: parser.document, elements: growth.elements };
}

class PageGrowth {
  readonly elements: Record<"title" | "meta" | "table" | "sheet", Element[]> = {
    title: [],
    meta: [],
    table: [],
    sheet: [],
  };
  count = 0;
  depth = 0;
}

/** Counts of the tree being built; parsing is synchronous, so there is one at a time. */
let growth = new PageGrowth();

/** Shared by all pages: V8 would optimise the parser anew for every new adapter. */
const ADAPTER: TreeAdapter<Tree> = {
  ...defaultTreeAdapter,
  createElement(name, namespace, attributes) {
    growth.count += 1;
    if (growth.count > LIMITS.elements)
      throw new UnreadableDocument(
        `网页元素超过${LIMITS.elements}个，未读取；请只保存报告正文后重新提供`,
      );
    const element = defaultTreeAdapter.createElement(name, namespace, attributes);
    if (name === "table" || name === "meta" || name === "title")
      growth.elements[name].push(element);
    else if (name === "style" || name === "link") growth.elements.sheet.push(element);
    return element;
  },
  onItemPush() {
    growth.depth += 1;
    if (growth.depth > LIMITS.nesting)
      throw new UnreadableDocument(
        `网页元素嵌套超过${LIMITS.nesting}层，未读取；请只保存报告正文后重新提供`,
      );
  },
  onItemPop() {
    growth.depth -= 1;
  },
};

const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const SPACE = 0x20;

/** Longest tag that is cached; longer ones hardly repeat. */
const LONGEST_KNOWN_TAG = 200;

/** The source of a tag, from `<` to `>`. */
interface TagText {
  readonly text: string;
  /** Index of its `>`. */
  readonly end: number;
}

/**
 * parse5's tokenizer with two short cuts that do not change its tokens: it skips to the end of a run
 * of plain text, and it caches tags by their source, since the same characters in the same state give
 * the same token. A page of tables made with a word processor takes two thirds of the time.
 *
 * Needs the whole page in one write, and records no source locations.
 */
class PageTokenizer extends Tokenizer {
  readonly #known = new Map<string, Token.TagToken>();
  #opening: TagText | undefined;

  protected override _stateData(code: number): void {
    if (code === LESS_THAN && this.#takeKnownTag()) return;
    super._stateData(code);
    if (isPlain(code)) this.#takePlainText();
  }

  /** Consumes the plain text that follows the current character. */
  #takePlainText(): void {
    const { html } = this.preprocessor;
    let end = this.preprocessor.pos + 1;
    while (end < html.length && isPlain(html.charCodeAt(end))) end += 1;
    this.preprocessor.pos = end - 1;
    this.runEnd = end;
  }

  #takeKnownTag(): boolean {
    const opening = this.#writingHere();
    const known = opening && this.#known.get(opening.text);
    this.#opening = known ? undefined : opening;
    if (!known) return false;
    this._flushRun("");
    this.preprocessor.pos = opening.end;
    this.currentToken = copyToken(known);
    super.emitCurrentTagToken();
    return true;
  }

  #writingHere(): TagText | undefined {
    const { html, pos } = this.preprocessor;
    const last = Math.min(html.length, pos + LONGEST_KNOWN_TAG);
    for (let end = pos + 1; end < last; end += 1)
      if (html.charCodeAt(end) === GREATER_THAN) return { text: html.slice(pos, end + 1), end };
    return undefined;
  }

  protected override emitCurrentTagToken(): void {
    this._flushRun("");
    const token = this.currentToken;
    if (token && "attrs" in token && this.#opening?.end === this.preprocessor.pos)
      this.#known.set(this.#opening.text, copyToken(token));
    this.#opening = undefined;
    super.emitCurrentTagToken();
  }

  /** @throws UnreadableDocument for a tag with more than {@link LIMITS.attributesOfAnElement} */
  protected override _createAttr(first: string): void {
    const token = this.currentToken;
    if (token && "attrs" in token && token.attrs.length >= LIMITS.attributesOfAnElement)
      throw new UnreadableDocument("网页中有一个标签带有过多属性，未读取；请重新保存原网页");
    super._createAttr(first);
  }
}

/** Whether a character is text other than white space in any state of the tokenizer. */
function isPlain(code: number): boolean {
  return code > LESS_THAN || (code > SPACE && code < LESS_THAN && code !== AMPERSAND);
}

/** A copy, since the tree keeps a token's attributes and may rename them. */
function copyToken(token: Token.TagToken): Token.TagToken {
  return { ...token, attrs: token.attrs.map(({ name, value }) => ({ name, value })) };
}
