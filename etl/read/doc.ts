import WordExtractor from "word-extractor";
import { type Block, type Document, UnreadableDocument } from "./document";
import { linesOfBody } from "./doc/rows";
import { LIMITS } from "./limits";

const DAMAGED = "Word文档（.doc）已损坏或不是有效的文档，请用Word打开后另存为.docx再读取";

/**
 * Reads an old Word document (.doc) as a stream of paragraphs and cells: each cell of a table is a
 * paragraph of its own and begins with a tab, each row ends with an empty one.
 */
export async function readDoc(bytes: Uint8Array, file: string): Promise<Document> {
  if (isEncrypted(bytes))
    throw new UnreadableDocument("文档已加密，需要密码才能打开，请提供未加密的文件");
  const body = await bodyOf(bytes);
  if (body.length > LIMITS.characters)
    throw new UnreadableDocument("文档文字过多，超出上限，未读取");
  if (body.trim() === "")
    throw new UnreadableDocument("文档中没有文字（内容可能是图片），请提供文字版或由人工录入");
  const blocks = linesOfBody(body).map((text, index): Block => ({
    kind: "paragraph",
    text,
    where: { line: index + 1 },
  }));
  return { file, format: "doc", title: null, blocks };
}

async function bodyOf(bytes: Uint8Array): Promise<string> {
  try {
    const document = await new WordExtractor().extract(Buffer.from(bytes));
    return document.getBody({ filterUnicode: false });
  } catch {
    throw new UnreadableDocument(DAMAGED);
  }
}

/** An encrypted package is stored in a stream of this name, in UTF-16. */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from("EncryptedPackage", "utf16le"),
  );
}
