import JSZip from "jszip";
import { paragraphsOf } from "../edited-figures";
import { UNSEALED, textWord } from "../file-fingerprint";
import { textDigest } from "../text-digest";

/** A document that carries the digest of its own text in place of what was kept free for it. */
export async function sealed(bytes: Uint8Array): Promise<ArrayBuffer> {
  const archive = await JSZip.loadAsync(bytes);
  const [document, properties] = await Promise.all([
    archive.file("word/document.xml")?.async("string"),
    archive.file("docProps/custom.xml")?.async("string"),
  ]);
  if (document === undefined || !properties?.includes(UNSEALED))
    throw new Error("The document has no text or no place for its digest");
  const word = textWord(textDigest(paragraphsOf(document)));
  archive.file("docProps/custom.xml", properties.replace(UNSEALED, word));
  return archive.generateAsync({ type: "arraybuffer" });
}
