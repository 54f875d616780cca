import type { DefaultTreeAdapterTypes } from "parse5";
import { keysOf } from "#domain/records";
import type { Mark } from "../marked-text";
import type { PageSheets } from "./linked-sheets";
import { type Declarations, DOUBTFUL, StyleSheet } from "./style-sheet";
import { findUnsure, hasUnseenStyles } from "./unseen-styles";

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ParentNode | null;

/** How the text in an element is shown. */
interface Look {
  /** Not shown, whatever the elements in it declare. */
  readonly isGone: boolean;
  readonly isInvisible: boolean;
  readonly isTiny: boolean;
  readonly isStruck: boolean;
  readonly isDoubtful: boolean;
  readonly height: "raised" | "lowered" | "shifted" | undefined;
  readonly colour: "pale" | "clear" | undefined;
  /** Whether something coloured is behind the text, on which a pale one is seen. */
  readonly hasGround: boolean;
  /** Whether it runs from right to left. */
  readonly isTurned: boolean;
}

const PLAIN: Look = {
  isGone: false,
  isInvisible: false,
  isTiny: false,
  isStruck: false,
  isDoubtful: false,
  height: undefined,
  colour: undefined,
  hasGround: false,
  isTurned: false,
};

const HEIGHTS: ReadonlyMap<string, Look["height"]> = new Map([
  ["sup", "raised"],
  ["sub", "lowered"],
  ["rt", "raised"],
]);
/** Elements of formulae whose first child stands on the line and the others above or below it. */
const STACKED: ReadonlyMap<string, Look["height"]> = new Map([
  ["msup", "raised"],
  ["mover", "raised"],
  ["msub", "lowered"],
  ["munder", "lowered"],
  ["msubsup", "lowered"],
  ["munderover", "lowered"],
  ["mmultiscripts", "lowered"],
  ["mfrac", "lowered"],
  ["mroot", "raised"],
]);
const FORMULA = "http://www.w3.org/1998/Math/MathML";
const STRUCK = new Set(["s", "strike", "del"]);
/** Elements that look otherwise than the text around them without any style. */
const LOOKING = new Set([...HEIGHTS.keys(), ...STRUCK, "dialog"]);
const CELLS = new Set(["td", "th", "tr", "tbody", "thead", "tfoot", "table", "col", "colgroup"]);

/** How a browser shows the elements of a page, as its tags and the styles in it decide. */
export class Looks {
  readonly #sheet: StyleSheet;
  readonly #known = new Map<Element, Look>();
  readonly #around = new Set<Element>();

  readonly #isWhole: boolean;
  readonly #hasUnseen: boolean;

  /**
   * @param page its source
   * @param sheets the sheets that it holds and links
   * @param tables its tables: what lies around one is taken to be shown, by a script if need be
   */
  constructor(page: string, sheets: PageSheets, tables: readonly Element[]) {
    this.#sheet = new StyleSheet(sheets.texts, sheets.isLinking);
    this.#isWhole = sheets.isWhole && this.#sheet.isWhole;
    this.#hasUnseen = hasUnseenStyles(page, this.#isWhole);
    for (const table of tables) {
      let around: Node = table.parentNode;
      while (around && "tagName" in around && !this.#around.has(around)) {
        this.#around.add(around);
        around = around.parentNode;
      }
    }
  }

  /** Whether the styles take the element off the page. */
  isGone(element: Element): boolean {
    return this.#lookOf(element).isGone;
  }

  /** The mark of the text in an element. */
  markIn(element: Node): Mark | undefined {
    if (!element || !("tagName" in element)) return undefined;
    const look = this.#lookOf(element);
    if (look === PLAIN) return undefined;
    if (look.isGone || look.isInvisible || look.isTiny || look.colour === "clear") return "hidden";
    if (look.isStruck) return "struck";
    if (look.isDoubtful || (look.colour === "pale" && !look.hasGround)) return "faint";
    return look.height;
  }

  /** The elements in a cell of whose look sheets decide that are not at hand; undefined for none. */
  unsureIn(cell: Element): ReadonlySet<Node> | undefined {
    if (!this.#hasUnseen) return undefined;
    return findUnsure(cell, this.#isWhole, (element) => this.markIn(element) !== undefined);
  }

  /** Whether the text in an element runs from right to left, so that its figures may be reversed. */
  isTurned(element: Node): boolean {
    return element !== null && "tagName" in element && this.#lookOf(element).isTurned;
  }

  #lookOf(element: Element): Look {
    const known = this.#known.get(element);
    if (known) return known;
    const { parentNode } = element;
    const outer = parentNode && "tagName" in parentNode ? this.#lookOf(parentNode) : PLAIN;
    const look = this.#lookWithin(outer, element);
    this.#known.set(element, look);
    return look;
  }

  #lookWithin(outer: Look, element: Element): Look {
    const { tagName, attrs } = element;
    const stacked = heightInFormula(element);
    if (attrs.length === 0 && this.#sheet.isEmpty && !LOOKING.has(tagName) && !stacked)
      return outer;
    const isAround = this.#around.has(element);
    const change: { -readonly [Name in keyof Look]?: Look[Name] } = {};
    const declared = this.#sheet.declarationsOf(element);
    if (declared) {
      const { hiding, colours, height } = this.#effectOf(declared);
      if (!isAround) Object.assign(change, hiding);
      Object.assign(change, colours);
      if (isAround) delete change.colour;
      const direction = declared.get("direction");
      if (direction !== undefined) change.isTurned = direction === "rtl";
      if (height !== undefined && !CELLS.has(tagName)) change.height = height;
    }
    if (HEIGHTS.has(tagName)) change.height = HEIGHTS.get(tagName);
    if (stacked) change.height = stacked;
    if (tagName === "dialog" && !isAround && !attrs.some(({ name }) => name === "open"))
      change.isGone = true;
    if (STRUCK.has(tagName)) change.isStruck = true;
    for (const { name, value } of attrs) {
      if (name === "dir") change.isTurned = value.toLowerCase() === "rtl";
      if (name === "bgcolor" && !isPale(value)) change.hasGround = true;
      if (name === "background" && value !== "") change.hasGround = true;
      if (name === "color" && isPale(value)) change.colour = "pale";
      if (name === "hidden" && value !== "until-found") change.isGone = true;
      if (name === "style" && isAround && /display\s*:\s*none/i.test(value)) change.isGone = true;
    }
    const isSame = keysOf(change).every((name) => outer[name] === change[name]);
    return isSame ? outer : { ...outer, ...change };
  }

  readonly #effects = new Map<Declarations, Effect>();

  #effectOf(declared: Declarations): Effect {
    const known = this.#effects.get(declared);
    if (known) return known;
    const effect: Effect = {
      hiding: findHiding(declared),
      colours: findColours(declared),
      height: findHeight(declared),
    };
    this.#effects.set(declared, effect);
    return effect;
  }
}

/** How the element stands in a formula beside its first sibling. */
function heightInFormula(element: Element): Look["height"] {
  const { namespaceURI, parentNode } = element;
  if (String(namespaceURI) !== FORMULA || !parentNode || !("tagName" in parentNode))
    return undefined;
  const first = parentNode.childNodes.find((node) => "tagName" in node);
  return first === element ? undefined : STACKED.get(parentNode.tagName);
}

/** What declarations change of a look. */
interface Effect {
  readonly hiding: Partial<Look>;
  readonly colours: Partial<Look>;
  readonly height: Look["height"];
}

function findHiding(declared: Declarations): Partial<Look> {
  const visibility = declared.get("visibility");
  const size = declared.get("font-size") ?? sizeInFont(declared.get("font"));
  const line = `${declared.get("text-decoration") ?? ""} ${declared.get("text-decoration-line") ?? ""}`;
  const isGone =
    declared.get("display") === "none" ||
    declared.get("mso-hide") === "all" ||
    /^0*(?:\.0+)?%?$/.test(declared.get("opacity") ?? "1") ||
    /^rect\((?:[01](?:px)?[\s,]*){4}\)$/.test(declared.get("clip") ?? "") ||
    /^inset\((?:50|100)%/.test(declared.get("clip-path") ?? "") ||
    isFarOff(declared.get("text-indent")) ||
    (/absolute|fixed/.test(declared.get("position") ?? "") &&
      (isFarOff(declared.get("left")) || isFarOff(declared.get("top"))));
  return {
    ...(isGone ? { isGone } : {}),
    ...(visibility === undefined ? {} : { isInvisible: /hidden|collapse/.test(visibility) }),
    ...(size === undefined ? {} : findTininess(size)),
    ...(line.includes("line-through") ? { isStruck: true } : {}),
    ...(declared.has(DOUBTFUL) ? { isDoubtful: true } : {}),
  };
}

/** Pixels or points that an element must be moved to the left or up to be out of sight. */
const FAR = -500;

function isFarOff(length: string | undefined): boolean {
  return length !== undefined && Number.parseFloat(length) <= FAR;
}

function sizeInFont(font: string | undefined): string | undefined {
  return font === undefined
    ? undefined
    : /(?:^|\s)(\d*\.?\d+(?:px|pt|r?em|%)?)(?:\/|\s)/.exec(font)?.[1];
}

/** Largest size that nobody can read: a pixel or a point, or a twentieth of the text around it. */
const TINY: ReadonlyMap<string, number> = new Map([
  ["", 0],
  ["px", 1],
  ["pt", 1],
  ["em", 0.05],
  ["rem", 0.05],
  ["%", 5],
]);

function findTininess(size: string): Partial<Look> {
  const [, number = "", unit = ""] = /^(\d*\.?\d+)(px|pt|r?em|%)?$/.exec(size) ?? [];
  const most = number === "" ? undefined : TINY.get(unit);
  if (most === undefined) return {};
  if (Number(number) <= most) return { isTiny: true };
  return unit === "em" || unit === "%" ? {} : { isTiny: false };
}

function findColours(declared: Declarations): Partial<Look> {
  const colour = declared.get("color");
  const grounds = [declared.get("background"), declared.get("background-color")];
  const hasGround = grounds.some((ground) => ground !== undefined && !isWithoutColour(ground));
  return {
    ...(colour === undefined ? {} : { colour: colourOf(colour) }),
    ...(hasGround ? { hasGround } : {}),
  };
}

function isWithoutColour(ground: string): boolean {
  return isPale(ground) || /^(?:none|transparent|inherit|initial|unset|0)\b/.test(ground);
}

function colourOf(colour: string): Look["colour"] {
  if (
    colour === "transparent" ||
    (/^(?:rgb|hsl)a?\(.*[,/]\s*0*(?:\.0+)?%?\s*\)$/.test(colour) && /a\(|\//.test(colour))
  )
    return "clear";
  return isPale(colour) ? "pale" : undefined;
}

/** Whether a colour is white or nearly so. */
function isPale(colour: string): boolean {
  const plain = colour.trim().toLowerCase();
  if (/^(?:white|snow|ivory|ghostwhite|whitesmoke|window)\b/.test(plain)) return true;
  if (/^#?f{3}$/.test(plain)) return true;
  const hex = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})\b/.exec(plain);
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(plain);
  const parts = hex
    ? hex.slice(1).map((part) => Number.parseInt(part, 16))
    : (rgb?.slice(1).map(Number) ?? []);
  return parts.length === 3 && parts.every((part) => part >= 0xf0);
}

function findHeight(declared: Declarations): Look["height"] {
  const align = declared.get("vertical-align") ?? "";
  if (align === "super" || align === "sub") return align === "super" ? "raised" : "lowered";
  if (/^(?:text-)?top$/.test(align) && declared.has("font-size")) return "shifted";
  const top = declared.get("position") === "relative" ? declared.get("top") : undefined;
  const bottom = declared.get("position") === "relative" ? declared.get("bottom") : undefined;
  const lift =
    lengthOf(/^-?[\d.]/.test(align) ? align : undefined) - lengthOf(top) + lengthOf(bottom);
  if (lift === 0) return undefined;
  return lift > 0 ? "shifted" : "lowered";
}

function lengthOf(length: string | undefined): number {
  return Number.parseFloat(length ?? "") || 0;
}
