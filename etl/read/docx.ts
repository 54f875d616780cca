import { type Document, UnreadableDocument } from "./document";
import { writeWordPage } from "./docx/page";
import { readHtml } from "./html";
import { unpackOfficeParts } from "./office-package";
import { MalformedXml, parseXml, type XmlElement } from "./xml";

const PREFIXES: ReadonlyMap<string, string> = new Map([
  ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"],
  ["http://purl.oclc.org/ooxml/wordprocessingml/main", "w"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/math", "m"],
  ["http://purl.oclc.org/ooxml/officeDocument/math", "m"],
  ["http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"],
]);

const DAMAGED = "Word文档已损坏，无法打开，请重新下载或另存为.docx后再读取";

/** Reads a Word document (.docx). Pictures are left out; tracked changes read as accepted. */
export function readDocx(bytes: Uint8Array, file: string): Promise<Document> {
  return Promise.resolve().then(() => readParts(bytes, file));
}

function readParts(bytes: Uint8Array, file: string): Document {
  const parts = unpackOfficeParts(bytes);
  const parse = (name: string): XmlElement | undefined => {
    const part = parts.get(name);
    return part && parseXml(part.bytes, PREFIXES);
  };
  try {
    const main = parse("word/document.xml");
    if (!main)
      throw new UnreadableDocument("文件不是完整的Word文档，请重新下载或另存为.docx后再读取");
    const page = writeWordPage({
      main,
      styles: parse("word/styles.xml"),
      footnotes: parse("word/footnotes.xml"),
      endnotes: parse("word/endnotes.xml"),
    });
    const core = parts.get("docProps/core.xml");
    const { blocks } = readHtml(Buffer.from(`<!DOCTYPE html><meta charset="utf-8">${page}`), file);
    return { file, format: "docx", title: core ? parseTitle(core.bytes) : null, blocks };
  } catch (error) {
    if (error instanceof MalformedXml) throw new UnreadableDocument(DAMAGED);
    throw error;
  }
}

function parseTitle(core: Uint8Array): string | null {
  const [, title = ""] = /<dc:title>([^<]*)</.exec(Buffer.from(core).toString("utf8")) ?? [];
  const text = title
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .trim();
  return text === "" ? null : text;
}
