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

/** A page as the parser's own tree, and the elements of some kinds that were met on the way. */
export interface ParsedPage {
  readonly document: DefaultTreeAdapterTypes.Document;
  readonly elements: Readonly<Record<"title" | "meta" | "table", readonly Element[]>>;
}

/**
 * Parses a page under the limits: counts the elements and the depth of nesting while the tree grows,
 * so that a bomb stops where it goes off.
 *
 * @throws UnreadableDocument when a limit is passed
 */
export function parsePage(html: string): ParsedPage {
  growth = new PageGrowth();
  const parser = new Parser({ treeAdapter: ADAPTER, scriptingEnabled: false });
  parser.tokenizer = new PageTokenizer(parser.options, parser);
  parser.tokenizer.write(html, true);
  return { document: parser.document, elements: growth.met };
}

class PageGrowth {
  readonly met: Record<"title" | "meta" | "table", Element[]> = { title: [], meta: [], table: [] };
  elements = 0;
  depth = 0;
}

/** Of the tree that is being built; parsing does not pause, so there is one at a time. */
let growth = new PageGrowth();

/** One for all pages, since the compiler begins anew with each adapter it meets. */
const ADAPTER: TreeAdapter<Tree> = {
  ...defaultTreeAdapter,
  createElement(name, namespace, attributes) {
    growth.elements += 1;
    if (growth.elements > LIMITS.elements)
      throw new UnreadableDocument(
        `网页元素超过${LIMITS.elements}个，未读取；请只保存报告正文后重新提供`,
      );
    const element = defaultTreeAdapter.createElement(name, namespace, attributes);
    if (name === "table" || name === "meta" || name === "title") growth.met[name].push(element);
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

/** Longest tag that is remembered; longer ones hardly come again. */
const LONGEST_KNOWN_TAG = 200;

/** A tag as it is written, from `<` to `>`. */
interface TagText {
  readonly text: string;
  /** Where its `>` stands. */
  readonly end: number;
}

/**
 * The parser's own tokenizer, which walks a page character by character, made to leap where that
 * cannot change what it finds: over a run of plain text, and over a tag that is written exactly as
 * one before it, for the same characters from the same state make the same token. A page of tables
 * made with a word processor is parsed in two thirds of the time.
 *
 * Takes a page as a whole, and keeps no locations.
 */
export class PageTokenizer extends Tokenizer {
  readonly #known = new Map<string, Token.TagToken>();
  #opening: TagText | undefined;

  protected override _stateData(code: number): void {
    if (code === LESS_THAN && this.#takeKnownTag()) return;
    super._stateData(code);
    if (isPlain(code)) this.#takePlainText();
  }

  /** Takes the plain text that follows the plain character just taken. */
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

/** Whether a character is text and no white space, whatever stands before it. */
function isPlain(code: number): boolean {
  return code > LESS_THAN || (code > SPACE && code < LESS_THAN && code !== AMPERSAND);
}

/** The tree takes over a token's attributes, and may rename them. */
function copyToken(token: Token.TagToken): Token.TagToken {
  return { ...token, attrs: token.attrs.map(({ name, value }) => ({ name, value })) };
}
