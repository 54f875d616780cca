import { childOf, childrenOf, type XmlElement } from "../xml";

/** How a run looks as far as it matters for what is read; what nothing sets is left out. */
export interface RunLook {
  readonly strike?: boolean;
  readonly vanish?: boolean;
  /** `superscript`, `subscript` or `baseline`. */
  readonly align?: string;
  /** Half points above the line. */
  readonly position?: number;
  /** Half points. */
  readonly size?: number;
  readonly colour?: string;
  /** Colour behind the text. */
  readonly ground?: string;
}

interface Style {
  readonly name: string;
  readonly basedOn: string | undefined;
  readonly look: RunLook;
}

/** The value of an element's `w:val`. */
export function valueOf(element: XmlElement | undefined): string | undefined {
  return element?.attributes.get("w:val");
}

function isOn(element: XmlElement): boolean {
  return !/^(?:0|false|off|none)$/.test(valueOf(element) ?? "1");
}

/** Parses the properties of a run. */
export function parseLook(properties: XmlElement | undefined): RunLook {
  const look: { -readonly [Name in keyof RunLook]: RunLook[Name] } = {};
  for (const element of childrenOf(properties)) {
    const value = valueOf(element) ?? "";
    if (element.name === "w:strike" || element.name === "w:dstrike")
      look.strike = isOn(element) || (look.strike ?? false);
    else if (element.name === "w:vanish" || element.name === "w:specVanish")
      look.vanish = isOn(element);
    else if (element.name === "w:vertAlign") look.align = value;
    else if (element.name === "w:position") look.position = Number.parseInt(value, 10) || 0;
    else if (element.name === "w:sz") look.size = Number.parseInt(value, 10) || 0;
    else if (element.name === "w:color") look.colour = value;
    else if (element.name === "w:highlight") look.ground = value;
    else if (element.name === "w:shd") {
      const fill = element.attributes.get("w:fill") ?? "auto";
      if (fill !== "auto") look.ground = `#${fill}`;
    }
  }
  return look;
}

/** The styles of a document. */
export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #defaults: RunLook;
  readonly #known = new Map<string, RunLook>();
  #paragraph: string | undefined;

  constructor(root: XmlElement | undefined) {
    const defaults = childOf(childOf(root, "w:docDefaults"), "w:rPrDefault");
    this.#defaults = parseLook(childOf(defaults, "w:rPr"));
    for (const style of childrenOf(root, "w:style")) {
      const id = style.attributes.get("w:styleId") ?? "";
      const isDefault = /^(?:1|true|on)$/.test(style.attributes.get("w:default") ?? "");
      if (isDefault && style.attributes.get("w:type") === "paragraph") this.#paragraph = id;
      this.#styles.set(id, {
        name: valueOf(childOf(style, "w:name")) ?? "",
        basedOn: valueOf(childOf(style, "w:basedOn")),
        look: parseLook(childOf(style, "w:rPr")),
      });
    }
  }

  /** Level of a heading style, from 1; undefined for other paragraphs. */
  headingLevel(id: string | undefined): number | undefined {
    const name = id === undefined ? "" : (this.#styles.get(id)?.name ?? "");
    if (/^title$/i.test(name)) return 1;
    const level = Number(/^heading (\d)$/i.exec(name)?.[1] ?? 0);
    return level > 0 ? Math.min(level, 6) : undefined;
  }

  /** The look of a run: its own properties, else those of its style and its paragraph's. */
  lookOf(own: RunLook, style: string | undefined, paragraph: string | undefined): RunLook {
    const outer = this.#lookOf(paragraph ?? this.#paragraph);
    const inner = this.#lookOf(style);
    // A style that sets a toggle turns it off again where the paragraph's style sets it too.
    const toggled = (name: "strike" | "vanish"): boolean =>
      own[name] ??
      ((inner[name] ?? false) !== (outer[name] ?? false) || this.#defaults[name] === true);
    return {
      ...this.#defaults,
      ...outer,
      ...inner,
      ...own,
      strike: toggled("strike"),
      vanish: toggled("vanish"),
    };
  }

  #lookOf(id: string | undefined): RunLook {
    if (id === undefined) return {};
    // From the style to those it is based on, until one whose look is known.
    const chain: (readonly [id: string, style: Style])[] = [];
    const visited = new Set<string>();
    let look: RunLook = {};
    for (let at: string | undefined = id; at !== undefined && !visited.has(at);) {
      const known = this.#known.get(at);
      if (known) look = known;
      const style: Style | undefined = this.#styles.get(at);
      if (known || !style) break;
      visited.add(at);
      chain.push([at, style]);
      at = style.basedOn;
    }
    for (const [at, style] of chain.toReversed()) {
      look = { ...look, ...style.look };
      this.#known.set(at, look);
    }
    return look;
  }
}
