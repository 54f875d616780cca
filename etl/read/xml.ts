import { UnreadableDocument } from "./document";
import { LIMITS } from "./limits";

/** An element of an XML file. Names have the prefix by which the reader knows their namespace. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
}

/** The text is no well-formed XML. The caller turns it into a sentence. */
export class MalformedXml extends Error {}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s<>/=]+)((?:\s+[^\s<>/=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** An element whose attributes are parsed when they are asked for, since most never are. */
class ParsedElement implements XmlElement {
  readonly children: (XmlElement | string)[] = [];
  #attributes: ReadonlyMap<string, string> | undefined;

  constructor(
    readonly name: string,
    readonly tag: string,
    private readonly source: string,
    private readonly nameOf: (name: string) => string,
  ) {}

  get attributes(): ReadonlyMap<string, string> {
    this.#attributes ??= new Map(
      parseAttributes(this.source).map(([name, value]) => [
        name.includes(":") ? this.nameOf(name) : name,
        value,
      ]),
    );
    return this.#attributes;
  }
}

function parseAttributes(source: string): (readonly [name: string, value: string])[] {
  return [...source.matchAll(ATTRIBUTE)].map(
    ([, name = "", double, single]) => [name, unescape(double ?? single ?? "")] as const,
  );
}

/**
 * Parses an XML file into a tree.
 *
 * @param prefixes the prefix under which names of a namespace are wanted, by its address
 * @throws MalformedXml
 * @throws UnreadableDocument when it is nested deeper than {@link LIMITS.nesting}
 */
export function parseXml(
  bytes: Uint8Array,
  prefixes: ReadonlyMap<string, string> = new Map(),
): XmlElement {
  const source = decode(bytes);
  const known = new Map<string, string>();
  const names = new Map<string, string>();
  const nameOf = (name: string): string => {
    const given = names.get(name);
    if (given !== undefined) return given;
    const colon = name.indexOf(":");
    const wanted = known.get(colon < 0 ? "" : name.slice(0, colon));
    const full = wanted === undefined ? name : `${wanted}:${name.slice(colon + 1)}`;
    names.set(name, full);
    return full;
  };
  const open: ParsedElement[] = [];
  let root: ParsedElement | undefined;
  let end = 0;
  for (const found of source.matchAll(TOKEN)) {
    const [token, data, slash, tag, attributes = "", isClosed] = found;
    if (found.index !== end) throw new MalformedXml();
    end += token.length;
    const last = open.at(-1);
    if (tag === undefined) {
      if (data !== undefined) last?.children.push(data);
      else if (!token.startsWith("<")) last?.children.push(unescape(token));
      continue;
    }
    if (slash) {
      if (open.pop()?.tag !== tag) throw new MalformedXml();
      continue;
    }
    if (attributes.includes("xmlns"))
      for (const [name, value] of parseAttributes(attributes)) {
        const prefix = /^xmlns(?::(.+))?$/.exec(name);
        const wanted = prefixes.get(value);
        if (!prefix || wanted === undefined) continue;
        known.set(prefix[1] ?? "", wanted);
        names.clear();
      }
    const element = new ParsedElement(nameOf(tag), tag, attributes, nameOf);
    if (last) last.children.push(element);
    else if (root) throw new MalformedXml();
    else root = element;
    if (isClosed) continue;
    open.push(element);
    if (open.length > LIMITS.nesting)
      throw new UnreadableDocument(`文档嵌套超过${LIMITS.nesting}层，疑为恶意文件，未读取`);
  }
  if (!root || open.length > 0 || end !== source.length) throw new MalformedXml();
  return root;
}

/** The children that are elements, of one name where it is given. */
export function childrenOf(parent: XmlElement | undefined, name?: string): XmlElement[] {
  return (parent?.children ?? []).filter(
    (child): child is XmlElement =>
      typeof child !== "string" && (name === undefined || child.name === name),
  );
}

/** The first child of a name. */
export function childOf(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return childrenOf(parent, name)[0];
}

/** All text in an element. */
export function textOf(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === "string" ? child : textOf(child)))
    .join("");
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const wide = first === 0xff && second === 0xfe ? "utf-16le" : "utf-16be";
  const isWide = wide === "utf-16le" || (first === 0xfe && second === 0xff);
  return new TextDecoder(isWide ? wide : "utf-8").decode(bytes);
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function unescape(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (typeof name === "string") return NAMED[name] ?? whole;
    const point = Number.parseInt(String(decimal ?? hex), decimal === undefined ? 16 : 10);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD";
  });
}
