import type { DefaultTreeAdapterTypes } from "parse5";

export type HtmlNode = DefaultTreeAdapterTypes.Node;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

const UNSEEN = new Set(
  "script style template noscript head iframe object svg select textarea button canvas".split(" "),
);

const BLOCKS = new Set(
  "address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section table tbody tfoot thead tr td th ul caption".split(
    " ",
  ),
);

export function isElement(node: HtmlNode): node is HtmlElement {
  return "tagName" in node;
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** Whether a browser would show nothing of the element. */
export function isUnseen(element: HtmlElement): boolean {
  if (UNSEEN.has(element.tagName)) return true;
  return element.attrs.some(
    ({ name, value }) =>
      name === "hidden" ||
      (name === "style" && value.includes("none") && /display\s*:\s*none/i.test(value)),
  );
}

/** Whether text before and after the element stands on lines of its own. */
export function isBlock(element: HtmlElement): boolean {
  return BLOCKS.has(element.tagName);
}

/** Pushes the children so that the first is taken from the stack first. */
export function pushChildren<T>(
  stack: (HtmlNode | T)[],
  parent: { readonly childNodes: readonly HtmlNode[] },
): void {
  for (let i = parent.childNodes.length - 1; i >= 0; i -= 1) {
    const child = parent.childNodes[i];
    if (child) stack.push(child);
  }
}

const UNEVEN = /[\t\r\n\f]| {2}/;

/** Runs of white space as a browser shows them; non-breaking and full-width spaces are kept. */
export function collapsed(text: string): string {
  return UNEVEN.test(text) ? text.replace(/[ \t\r\n\f]+/g, " ") : text;
}

/** What an element shows as text, a line for each block and each line break. */
export function shownText(root: HtmlElement): string {
  const stack: (HtmlNode | "break")[] = [];
  let text = "";
  pushChildren(stack, root);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === "break") text += "\n";
    else if (node.nodeName === "#text" && "value" in node) text += collapsed(node.value);
    else if (isElement(node)) {
      if (node.tagName === "br") text += "\n";
      else if (!isUnseen(node)) {
        if (isBlock(node)) {
          text += "\n";
          stack.push("break");
        }
        pushChildren(stack, node);
      }
    }
  }
  return text.includes("\n") || text.includes(" ")
    ? text.replace(/ *\n[ \n]*/g, "\n").replace(/^[ \n]+|[ \n]+$/g, "")
    : text;
}
