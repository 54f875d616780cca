import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes, type TreeAdapter } from "parse5";
import { UnreadableDocument } from "./document";
import { LIMITS } from "./limits";

type Tree = DefaultTreeAdapterTypes.DefaultTreeAdapterMap;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as the parser's own tree, and the elements of some kinds that were met on the way. */
export interface GuardedTree {
  readonly document: DefaultTreeAdapterTypes.Document;
  readonly met: Readonly<Record<"title" | "meta" | "table", readonly Element[]>>;
}

/**
 * Parses a page under the limits: counts the elements and the depth of nesting while the tree grows,
 * so that a bomb stops where it goes off.
 *
 * @throws UnreadableDocument when a limit is passed
 */
export function parseGuarded(html: string): GuardedTree {
  growth = new Growth();
  const document = parse(html, { treeAdapter: ADAPTER, scriptingEnabled: false });
  return { document, met: growth.met };
}

class Growth {
  readonly met: Record<"title" | "meta" | "table", Element[]> = { title: [], meta: [], table: [] };
  elements = 0;
  depth = 0;
}

/** Of the tree that is being built; parsing does not pause, so there is one at a time. */
let growth = new Growth();

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

const EXCLAMATION = 0x21 | 32;
const LETTER_S = 0x73;
const LETTER_T = 0x74;

/** Content in which a `<` opens no tag, with what ends it. */
const RAW_CONTENT = /<(?:!--|script|style|textarea|title)/giy;

/**
 * Refuses a tag with so many attributes that comparing them all would take minutes. Runs before the
 * parser, which compares each attribute with all before it.
 *
 * @throws UnreadableDocument for a tag with more than {@link LIMITS.attributesOfAnElement}
 */
export function refuseManyAttributes(html: string): void {
  let at = html.indexOf("<");
  while (at >= 0) {
    const raw = rawContentAt(html, at);
    const end = raw === "<!--" ? html.indexOf("-->", at) : tagEnd(html, at);
    if (end < 0) return;
    const next = raw && raw !== "<!--" ? closingTag(html, raw.slice(1), end) : end;
    at = html.indexOf("<", Math.max(next, at + 1));
  }
}

/** How content in which no tag opens begins at `at`, if it does. */
function rawContentAt(html: string, at: number): string | undefined {
  const next = html.charCodeAt(at + 1) | 32;
  if (next !== EXCLAMATION && next !== LETTER_S && next !== LETTER_T) return undefined;
  RAW_CONTENT.lastIndex = at;
  return RAW_CONTENT.exec(html)?.[0].toLowerCase();
}

function closingTag(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, "gi");
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
}

/** Where the tag that opens at `at` ends, counting the gaps between its attributes on the way. */
function tagEnd(html: string, at: number): number {
  const first = html.charCodeAt(at + 1) | 32;
  if (first < 97 || first > 122) return at;
  let gaps = 0;
  let quote = 0;
  for (let i = at + 2; i < html.length; i += 1) {
    const code = html.charCodeAt(i);
    if (quote) {
      if (code === quote) quote = 0;
    } else if (code === 62) return i;
    else if ((code === 34 || code === 39) && html.charCodeAt(i - 1) === 61) quote = code;
    else if (code <= 32 || code === 47) {
      gaps += 1;
      if (gaps > LIMITS.attributesOfAnElement * 4)
        throw new UnreadableDocument("网页中有一个标签带有过多属性，未读取；请重新保存原网页");
    }
  }
  return html.length;
}
