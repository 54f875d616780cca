const SVG = "http://www.w3.org/2000/svg";

/** Text within an element. */
export class SvgText {
  parentNode: SvgElement | null = null;

  constructor(
    readonly ownerDocument: SvgDocument,
    readonly data: string,
  ) {}

  write(out: string[]): void {
    out.push(escapeMarkup(this.data));
  }
}

type SvgNode = SvgElement | SvgText;

/**
 * An element of a drawing: of what a browser's element can do, only what Plot asks of one. Its attributes stand in two lists:
 * a drawing has thousands of elements with a few attributes each, of which a table takes longer to make and to read.
 */
export class SvgElement {
  readonly namespaceURI = SVG;
  parentNode: SvgElement | null = null;
  /** In their order. */
  childNodes: SvgNode[] = [];
  /** Of the attributes, the last set last. */
  readonly names: string[] = [];
  private readonly values: string[] = [];

  constructor(
    readonly ownerDocument: SvgDocument,
    readonly localName: string,
  ) {}

  get firstChild(): SvgNode | null {
    return this.childNodes[0] ?? null;
  }

  get children(): SvgElement[] {
    return this.childNodes.filter((child) => child instanceof SvgElement);
  }

  getAttribute(name: string): string | null {
    const place = this.names.indexOf(name);
    return place < 0 ? null : (this.values[place] ?? null);
  }

  setAttribute(name: string, value: unknown): void {
    const place = this.names.indexOf(name);
    if (place < 0) this.names.push(name);
    this.values[place < 0 ? this.names.length - 1 : place] = String(value);
  }

  /** By its local name alone: SVG reads `href` as it reads `xlink:href`. */
  setAttributeNS(_namespace: string | null, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  removeAttribute(name: string): void {
    const place = this.names.indexOf(name);
    if (place < 0) return;
    this.names.splice(place, 1);
    this.values.splice(place, 1);
  }

  appendChild<Node extends SvgNode>(child: Node): Node {
    return this.insertBefore(child, null);
  }

  insertBefore<Node extends SvgNode>(child: Node, next: SvgNode | null): Node {
    child.parentNode?.removeChild(child);
    child.parentNode = this;
    if (next === null) this.childNodes.push(child);
    else this.childNodes.splice(this.#placeOf(next), 0, child);
    return child;
  }

  removeChild<Node extends SvgNode>(child: Node): Node {
    this.childNodes.splice(this.#placeOf(child), 1);
    child.parentNode = null;
    return child;
  }

  #placeOf(child: SvgNode): number {
    const place = this.childNodes.indexOf(child);
    if (place < 0) throw new Error(`<${this.localName}> does not hold what it is asked about`);
    return place;
  }

  set textContent(text: string) {
    for (const child of this.childNodes) child.parentNode = null;
    this.childNodes = [];
    if (text !== "") this.appendChild(this.ownerDocument.createTextNode(text));
  }

  /** All elements below it, in the order in which they are written. */
  descendants(found: SvgElement[] = []): SvgElement[] {
    for (const child of this.childNodes)
      if (child instanceof SvgElement) {
        found.push(child);
        child.descendants(found);
      }
    return found;
  }

  /** Adds itself as markup to what is written, the attribute that was set last first. */
  write(out: string[]): void {
    out.push("<", this.localName);
    for (let place = this.names.length - 1; place >= 0; place -= 1)
      out.push(" ", this.names[place] ?? "", '="', escapeQuoted(this.values[place] ?? ""), '"');
    if (this.childNodes.length === 0) out.push("/>");
    else {
      out.push(">");
      for (const child of this.childNodes) child.write(out);
      out.push("</", this.localName, ">");
    }
  }
}

/**
 * The document that Plot draws one chart into: of what a browser's document can do, only what the charts of this
 * project ask of it. Whatever else Plot might ask for is missing, and fails by its name (docs/decisions/034-own-svg-document.md).
 */
export class SvgDocument {
  /** The element that whatever is made is asked of. */
  readonly documentElement = new SvgElement(this, "html");
  /** What was drawn: the first SVG that was made. */
  drawing: SvgElement | null = null;

  createElementNS(namespace: string, name: string): SvgElement {
    if (namespace !== SVG) throw new Error(`A chart holds <${name}>, which is no SVG`);
    const element = new SvgElement(this, name);
    if (name === "svg") this.drawing ??= element;
    return element;
  }

  createTextNode(text: string): SvgText {
    return new SvgText(this, String(text));
  }
}

function escapeQuoted(value: string): string {
  const escaped = escapeMarkup(value);
  return escaped.includes('"') ? escaped.replaceAll('"', "&quot;") : escaped;
}

function escapeMarkup(text: string): string {
  return /[<>&\u00a0]/.test(text)
    ? text.replaceAll(/[<>&\u00a0]/gu, (character) => ESCAPES[character] ?? character)
    : text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\u00a0": "&#160;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};
