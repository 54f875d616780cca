import type { DefaultTreeAdapterTypes } from "parse5";
import { UnreadableDocument } from "../document";

type Element = DefaultTreeAdapterTypes.Element;

/** The properties by which a page hides, strikes out, raises or pales text. */
const PROPERTIES = new Set(
  "display visibility opacity font font-size vertical-align position top bottom left text-decoration text-decoration-line color background background-color mso-hide clip clip-path text-indent direction".split(
    " ",
  ),
);

/** Values of properties, in lower case; {@link DOUBTFUL} has one where some may or may not apply. */
export type Declarations = ReadonlyMap<string, string>;

/** Stands for what a rule declares that applies under conditions which are not evaluated here. */
export const DOUBTFUL = "doubtful";
const CHANGES_LOOK =
  /^(?:none|hidden|collapse|0(?:\.0*)?(?:px|pt|em|rem|%)?|all|super|sub|transparent|.*line-through.*)$/;

interface Compound {
  readonly tag: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
  readonly attributes: readonly (readonly [name: string, value: string | undefined])[];
  /** Whether it names a state or place that is not evaluated here. */
  readonly isDoubtful: boolean;
  /** How it stands to the compound before it. */
  readonly combinator: " " | ">" | "~";
}

interface Rule {
  readonly compounds: readonly Compound[];
  readonly specificity: number;
  readonly declarations: readonly Declaration[];
}

interface Declaration {
  readonly name: string;
  readonly value: string;
  readonly isImportant: boolean;
}

/** Most rules that may apply to one kind of element. */
const MOST_RULES = 500;

/** The style sheets of a page, as far as they decide which text is seen. */
export class StyleSheet {
  readonly #rules = new Map<string, Rule[]>();

  readonly #isLinking: boolean;
  /** Whether none of the rules was left out. */
  isWhole = true;

  /**
   * @param isLinking whether sheets of the site are among them: of far too many rules some are left out
   * @throws UnreadableDocument when a page that links none holds far too many rules
   */
  constructor(sheets: readonly string[], isLinking: boolean) {
    this.#isLinking = isLinking;
    for (const sheet of sheets) this.#add(sheet);
  }

  /** Whether no element is concerned but by a style of its own. */
  get isEmpty(): boolean {
    return this.#rules.size === 0;
  }

  #add(sheet: string): void {
    for (const { selectors, body, isConditional } of parseRules(sheet)) {
      const declarations = parseDeclarations(body);
      if (declarations.length === 0) continue;
      for (const selector of selectors.split(",")) {
        const compounds = parseSelector(selector.trim());
        const subject = compounds?.at(-1);
        if (!compounds || !subject) continue;
        const key = keyOf(subject);
        const rules = this.#rules.get(key) ?? [];
        if (rules.length >= MOST_RULES && this.#isLinking) {
          this.isWhole = false;
          continue;
        }
        if (rules.length >= MOST_RULES)
          throw new UnreadableDocument("网页的样式规则过多，未读取；请只保存报告正文后重新提供");
        const isDoubtful = isConditional || compounds.some((compound) => compound.isDoubtful);
        rules.push({
          compounds,
          specificity: specificityOf(compounds),
          declarations: isDoubtful ? toDoubtful(declarations) : declarations,
        });
        this.#rules.set(key, rules);
      }
    }
  }

  /**
   * What the sheets and the element's own style declare for it; undefined where nothing matters, and the
   * same for elements that only their own, equal style concerns.
   */
  declarationsOf(element: Element): Declarations | undefined {
    const own = attributeOf(element, "style");
    const rules = this.#rulesOf(element);
    if (rules.length === 0) return own === undefined ? undefined : this.#declaredBy(own);
    const declarations = rules
      .toSorted((a, b) => a.specificity - b.specificity)
      .flatMap((rule) => rule.declarations);
    return inOrder([...declarations, ...(own === undefined ? [] : parseDeclarations(own))]);
  }

  /** Styles of elements repeat many times in a page. */
  readonly #own = new Map<string, Declarations | undefined>();

  #declaredBy(style: string): Declarations | undefined {
    if (this.#own.has(style)) return this.#own.get(style);
    const parsed = parseDeclarations(style);
    const declared = parsed.length === 0 ? undefined : inOrder(parsed);
    this.#own.set(style, declared);
    return declared;
  }

  #rulesOf(element: Element): readonly Rule[] {
    if (this.#rules.size === 0) return NO_RULES;
    let found: Rule[] | undefined;
    const collect = (key: string): void => {
      for (const rule of this.#rules.get(key) ?? NO_RULES)
        if (isMatching(element, rule.compounds)) (found ??= []).push(rule);
    };
    collect("*");
    collect(element.tagName);
    for (const { name, value } of element.attrs) {
      if (name === "id") collect(`#${value}`);
      if (name === "class") for (const word of new Set(value.split(/\s+/))) collect(`.${word}`);
    }
    return found ?? NO_RULES;
  }
}

const NO_RULES: readonly Rule[] = [];

/** The values that apply: later ones before earlier ones, important ones before all others. */
function inOrder(declarations: readonly Declaration[]): Declarations {
  const first = declarations.filter(({ isImportant }) => !isImportant);
  const last = declarations.filter(({ isImportant }) => isImportant);
  return new Map([...first, ...last].map(({ name, value }) => [name, value] as const));
}

function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

function classesOf(element: Element): string[] {
  return attributeOf(element, "class")?.split(/\s+/).filter(Boolean) ?? [];
}

function keyOf({ id, classes: [first], tag }: Compound): string {
  if (id !== undefined) return `#${id}`;
  return first === undefined ? (tag ?? "*") : `.${first}`;
}

function specificityOf(compounds: readonly Compound[]): number {
  return compounds.reduce(
    (sum, { id, classes, attributes, tag }) =>
      sum +
      (id === undefined ? 0 : 10_000) +
      (classes.length + attributes.length) * 100 +
      (tag === undefined ? 0 : 1),
    0,
  );
}

/**
 * Whether an element and those around it are as a selector says. Of the elements that may stand for a
 * compound only the nearest counts for what is further out, unless a direct parent is asked for.
 */
function isMatching(element: Element, compounds: readonly Compound[]): boolean {
  const subject = compounds.at(-1);
  if (!subject || !isOfCompound(element, subject)) return false;
  let found: readonly Element[] = [element];
  for (let at = compounds.length - 1; at > 0;) {
    const combinator = compounds[at]?.combinator;
    at -= combinator === "~" ? 2 : 1;
    const wanted = compounds[at];
    if (!wanted) return true;
    const around = combinator === ">" ? found.flatMap(parentOf) : ancestorsOf(found[0]);
    found = around.filter((candidate) => isOfCompound(candidate, wanted));
    if (found.length === 0) return false;
  }
  return true;
}

function parentOf({ parentNode }: Element): readonly Element[] {
  return parentNode && "tagName" in parentNode ? [parentNode] : [];
}

/** From the inside out. */
function ancestorsOf(element: Element | undefined): readonly Element[] {
  const around: Element[] = [];
  for (let above = element?.parentNode; above && "tagName" in above; above = above.parentNode)
    around.push(above);
  return around;
}

function isOfCompound(element: Element, { tag, id, classes, attributes }: Compound): boolean {
  if (tag !== undefined && element.tagName !== tag) return false;
  if (id !== undefined && attributeOf(element, "id") !== id) return false;
  if (classes.length > 0) {
    const own = classesOf(element);
    if (!classes.every((name) => own.includes(name))) return false;
  }
  return attributes.every(([name, value]) => {
    const own = attributeOf(element, name);
    return own !== undefined && (value === undefined || own === value);
  });
}

interface SheetRule {
  readonly selectors: string;
  readonly body: string;
  /** Whether it stands in an at-rule with a condition, such as the width of the screen. */
  readonly isConditional: boolean;
}

/** The rules of a sheet but for those of print and of animations. */
function parseRules(sheet: string): SheetRule[] {
  const plain = sheet.replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/g, "").replaceAll(/<!--|-->/g, "");
  const rules: SheetRule[] = [];
  const ends = findEnds(plain);
  const findEnd = (open: number): number => ends.get(open) ?? plain.length;
  let conditionsEnd = 0;
  let at = 0;
  for (let open = plain.indexOf("{", at); open >= 0; open = plain.indexOf("{", at)) {
    const before = plain.slice(at, open);
    const selectors = before
      .slice(before.lastIndexOf(";") + 1)
      .replace(/^[}\s]+/, "")
      .trim();
    if (/^@(?:media|supports|layer|container)\b/i.test(selectors)) {
      const end = findEnd(open);
      at = /\bprint\b/i.test(selectors) ? end : open + 1;
      if (!EVERY_SCREEN.test(selectors)) conditionsEnd = Math.max(conditionsEnd, end);
    } else if (selectors.startsWith("@")) at = findEnd(open);
    else {
      const close = plain.indexOf("}", open);
      const end = close < 0 ? plain.length : close;
      rules.push({
        selectors,
        body: plain.slice(open + 1, end),
        isConditional: open < conditionsEnd,
      });
      at = end + 1;
    }
  }
  return rules;
}

const EVERY_SCREEN = /^@(?:layer\b.*|media\s*(?:all|(?:only\s+)?screen)?)$/i;

/** For each brace that opens and is closed, the index after the one that closes it. */
function findEnds(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === "{") open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) ends.set(start, index + 1);
    }
  }
  return ends;
}

/** What is left of declarations that may not apply: that they may change how text is seen. */
function toDoubtful(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.some(({ value }) => CHANGES_LOOK.test(value))
    ? [{ name: DOUBTFUL, value: "yes", isImportant: false }]
    : [];
}

function parseDeclarations(body: string): Declaration[] {
  return body.split(";").flatMap((item): Declaration[] => {
    const colon = item.indexOf(":");
    const name = item.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!PROPERTIES.has(name)) return [];
    const given = item
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const value = given.replace(/\s*!\s*important$/, "");
    return value === "" ? [] : [{ name, value, isImportant: value !== given }];
  });
}

const PART =
  /^(?:([a-z][\w-]*|\*)|\.((?:[\w-]|[^\x00-\x7f])+)|#((?:[\w-]|[^\x00-\x7f])+)|\[([\w-]+)(?:="?([^"\]]*)"?)?\]|:(?:root|link|any-link)|(:(?:first|last|only|nth|not|is|where|has|empty|lang|dir)[\w-]*(?:\((?:[^()]|\([^()]*\))*\))?))/i;

/** The compounds of a selector; undefined for one that is not of names and nesting alone. */
function parseSelector(selector: string): Compound[] | undefined {
  const compounds: Compound[] = [];
  let combinator: Compound["combinator"] = " ";
  const words = selector
    .replaceAll(/\s*([>+~])\s*/g, " $1 ")
    .replaceAll(/\(([^()]*)\)/g, (inner) => inner.replaceAll(/\s/g, ""))
    .split(/\s+/);
  for (const word of words) {
    if (word === "") continue;
    if (/^[>+~]$/.test(word)) {
      combinator = word === ">" ? ">" : "~";
      continue;
    }
    const compound = parseCompound(word, combinator);
    if (!compound) return undefined;
    compounds.push(compound);
    combinator = " ";
  }
  return compounds;
}

function parseCompound(word: string, combinator: Compound["combinator"]): Compound | undefined {
  let tag: string | undefined;
  let id: string | undefined;
  // Siblings are not evaluated: the compound before is passed over.
  let isDoubtful = combinator === "~";
  const classes: string[] = [];
  const attributes: (readonly [string, string | undefined])[] = [];
  for (let rest = word; rest !== "";) {
    const found = PART.exec(rest);
    if (!found) return undefined;
    const [whole, name, className, idName, attribute, value, place] = found;
    if (name !== undefined && name !== "*") tag = name.toLowerCase();
    if (className !== undefined) classes.push(className);
    if (idName !== undefined) id = idName;
    if (attribute !== undefined) attributes.push([attribute.toLowerCase(), value]);
    if (place !== undefined) isDoubtful = true;
    rest = rest.slice(whole.length);
  }
  return { tag, id, classes, attributes, isDoubtful, combinator };
}
