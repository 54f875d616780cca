import { defaultTreeAdapter, Parser, type DefaultTreeAdapterTypes, type TreeAdapter } from "parse5";
import { UnreadableDocument } from "./document";
import { PageTokenizer } from "./html-tokens";
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
  const parser = new Parser({ treeAdapter: ADAPTER, scriptingEnabled: false });
  parser.tokenizer = new PageTokenizer(parser.options, parser);
  parser.tokenizer.write(html, true);
  return { document: parser.document, met: growth.met };
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
