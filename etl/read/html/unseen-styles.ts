import type { DefaultTreeAdapterTypes } from "parse5";

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

/** Classes that by custom hide what only screen readers say, whichever sheet of a site does it. */
const SPOKEN_ONLY = "sr-only|visually-hidden|visuallyhidden|screen-reader-text";
const SPOKEN_ONLY_CLASS = new RegExp(`(?:^|\\s)(?:${SPOKEN_ONLY})(?:$|\\s)`);

/** What stands between the digits of one figure. */
const WITHIN_FIGURE = /^[\s\u00A0.,，．'’]*$/;

/** Whether elements of a page name classes whose look the sheets at hand do not settle. */
export function hasUnseenStyles(page: string, isWhole: boolean): boolean {
  return !isWhole || new RegExp(SPOKEN_ONLY).test(page);
}

/**
 * The elements in a cell whose text is in doubt, since it is joined to a figure with digits of another
 * class: a sheet that is not at hand may hide or raise either.
 *
 * @param isWhole whether all sheets are at hand, so that only classes that hide by custom matter
 * @param isMarked whether the text in an element is set apart by its look anyway
 */
export function findUnsure(
  cell: Element,
  isWhole: boolean,
  isMarked: (element: Element) => boolean,
): ReadonlySet<Element> {
  let inner = cell;
  for (let only = onlyElementIn(cell); only; only = onlyElementIn(only)) inner = only;
  if (inner.childNodes.length < 2) return NONE;
  const stretches: { readonly text: string; readonly element: Element; readonly look: number }[] =
    [];
  const looks = new Map<string, number>();
  const visit = (element: Element, look: number): void => {
    const isRead = !isMarked(element);
    for (const child of element.childNodes) {
      if ("value" in child) {
        if (isRead && child.value !== "") stretches.push({ text: child.value, element, look });
      } else if (isElement(child)) visit(child, lookIn(child, look));
    }
  };
  const lookIn = (element: Element, outer: number): number => {
    const given = element.attrs.find(({ name }) => name === "class")?.value.trim() ?? "";
    if (given === "" || (isWhole && !SPOKEN_ONLY_CLASS.test(given))) return outer;
    const key = `${outer} ${given}`;
    const look = looks.get(key) ?? looks.size + 1;
    looks.set(key, look);
    return look;
  };
  visit(inner, 0);
  if (looks.size === 0) return NONE;

  const figures = stretches.filter(({ text }) => /\d/.test(text));
  const main = (figures.find(({ look }) => look === 0) ?? figures[0])?.look;
  const unsure = new Set<Element>();
  let last: (typeof stretches)[number] | undefined;
  let between = "";
  for (const stretch of stretches) {
    const digits = /\d(?:.*\d)?/s.exec(stretch.text);
    if (!digits) {
      between += stretch.text;
      continue;
    }
    const gap = between + stretch.text.slice(0, digits.index);
    if (last && last.look !== stretch.look && WITHIN_FIGURE.test(gap))
      for (const { element, look } of [last, stretch]) if (look !== main) unsure.add(element);
    last = stretch;
    between = stretch.text.slice(digits.index + digits[0].length);
  }
  return unsure;
}

const NONE: ReadonlySet<Element> = new Set();

function isElement(node: Node): node is Element {
  return "tagName" in node;
}

function onlyElementIn({ childNodes: [first, second] }: Element): Element | undefined {
  return first && !second && isElement(first) ? first : undefined;
}
