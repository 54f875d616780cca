import { UnreadableDocument } from "../document";
import { unpack } from "../office-package";
import { childOf, parseXml, textOf, type XmlElement } from "../xml";
import { NAMESPACES, OdfStyles } from "./content";

/** An OpenDocument file: its content, its styles and the title it declares. */
interface OdfPackage {
  readonly content: XmlElement;
  readonly styles: OdfStyles;
  readonly title: string | null;
}

const WANTED = new Set(["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"]);

/** @throws UnreadableDocument for a damaged, encrypted or hostile file */
export function openOdf(bytes: Uint8Array): OdfPackage {
  const parts = new Map(
    unpack(bytes, (name) => WANTED.has(name)).map((part) => [part.name, part.bytes]),
  );
  if (Buffer.from(parts.get("META-INF/manifest.xml") ?? []).includes("encryption-data"))
    throw new UnreadableDocument("文档已加密，需要密码才能打开，请提供未加密的文件");
  const parse = (name: string): XmlElement | undefined => {
    const part = parts.get(name);
    if (!part) return undefined;
    if (Buffer.from(part).includes("<!ENTITY"))
      throw new UnreadableDocument("文档内含实体定义（疑为恶意文件），未读取");
    return parseXml(part, NAMESPACES);
  };
  try {
    const content = parse("content.xml");
    if (!content) throw new UnreadableDocument(DAMAGED);
    const title = childOf(childOf(parse("meta.xml"), "office:meta"), "dc:title");
    return {
      content,
      styles: new OdfStyles([parse("styles.xml"), content]),
      title: (title && textOf(title).trim()) || null,
    };
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument(DAMAGED);
  }
}

const DAMAGED = "OpenDocument文件已损坏或不完整，无法打开，请重新下载或向发布单位索取";
