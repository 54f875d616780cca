import mammoth from "mammoth";
import { type Document, UnreadableDocument } from "./document";
import { readHtml } from "./html";
import { LIMITS } from "./limits";
import { unpackOfficeParts, repackParts } from "./office-package";

const MAIN = "word/document.xml";

/** Reads a Word document (.docx). Pictures are left out; tracked changes read as accepted. */
export async function readDocx(bytes: Uint8Array, file: string): Promise<Document> {
  const parts = unpackOfficeParts(bytes);
  const main = parts.get(MAIN);
  if (!main)
    throw new UnreadableDocument("文件不是完整的Word文档，请重新下载或另存为.docx后再读取");
  refuseDeepNesting(Buffer.from(main.bytes).toString("latin1"));
  const html = await convertToHtml(repackParts(parts.values()));
  const core = parts.get("docProps/core.xml");
  const { blocks } = readHtml(Buffer.from(`<!DOCTYPE html><meta charset="utf-8">${html}`), file);
  return { file, format: "docx", title: core ? parseTitle(core.bytes) : null, blocks };
}

async function convertToHtml(buffer: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: "" })) },
    );
    return value;
  } catch {
    throw new UnreadableDocument("Word文档已损坏，无法打开，请重新下载或另存为.docx后再读取");
  }
}

/** Mammoth parses XML by recursion: without this limit a deep document overflows the stack. */
function refuseDeepNesting(xml: string): void {
  let depth = 0;
  for (const [tag] of xml.matchAll(/<(?![?!])[^>]*>/g)) {
    if (tag.startsWith("</")) depth -= 1;
    else if (!tag.endsWith("/>")) depth += 1;
    if (depth > LIMITS.nesting)
      throw new UnreadableDocument(`文档嵌套超过${LIMITS.nesting}层，疑为恶意文件，未读取`);
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
