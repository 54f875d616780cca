import JSZip from "jszip";
import { removeInvalidXml } from "./xml-text";

/** A file of an archive: text, or bytes. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A ZIP archive whose bytes depend on its files and the day only; text goes in as {@link xmlText}. */
export async function writeArchive(
  files: readonly ArchiveEntry[],
  day: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const archive = new JSZip();
  const date = new Date(`${day}T00:00:00Z`);
  for (const { name, content } of files)
    archive.file(name, typeof content === "string" ? removeInvalidXml(content) : content, {
      date,
      createFolders: false,
      binary: typeof content !== "string",
    });
  return new Uint8Array(
    await archive.generateAsync({
      type: "arraybuffer",
      compression: "DEFLATE",
      compressionOptions: { level: 6 },
      platform: "DOS",
    }),
  );
}

const TIMES = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;
/** Numbers that a writer counts on from document to document. */
const DRAWING = /(<wp:docPr\b[^>]*? id=")\d+"/g;
const BOOKMARK = /<w:bookmark(?:Start|End)\b[^>]*>/g;
/** Random names that a writer gives to parts and relations. */
const RANDOM = /rId[A-Za-z0-9_-]{21}/g;

/** What to change in the XML parts of a document, by the name of the part. */
export type PartChanges = Readonly<Record<string, (xml: string) => string>>;

/**
 * A Word document or workbook with fixed dates and names, so that equal contents are equal bytes;
 * `changes` put in what the library that wrote it cannot say.
 */
export async function normalizeDocument(
  bytes: Uint8Array | ArrayBuffer,
  day: string,
  changes: PartChanges = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const archive = await JSZip.loadAsync(bytes);
  const names = new Map<string, string>();
  const files: ArchiveEntry[] = [];
  for (const file of Object.values(archive.files).filter(({ dir }) => !dir)) {
    if (!/\.(xml|rels)$/.test(file.name)) {
      const content = await file.async("uint8array");
      const nested = /\.xlsx$/.test(file.name);
      files.push({
        name: file.name,
        content: nested ? await normalizeDocument(content, day) : content,
      });
      continue;
    }
    let [drawing, bookmark] = [0, 0];
    const xml = (await file.async("string"))
      .replaceAll(TIMES, `$1${day}T00:00:00Z`)
      .replaceAll(DRAWING, (_, before: string) => `${before}${String((drawing += 1))}"`)
      .replaceAll(BOOKMARK, (mark) => {
        // A bookmark begins and ends with one number, and ours are never nested.
        if (mark.includes("Start")) bookmark += 1;
        return mark.replace(/w:id="\d+"/, `w:id="${String(bookmark)}"`);
      })
      .replaceAll(RANDOM, (name) => {
        const fixed = names.get(name) ?? `rIdFixed${names.size + 1}`;
        names.set(name, fixed);
        return fixed;
      });
    files.push({ name: file.name, content: changes[file.name]?.(xml) ?? xml });
  }
  return writeArchive(files, day);
}
