import { removeInvalidXml } from "./xml-text";
import { type Parts, readZip, writeZip } from "./zip";

/** A file of an archive: text, or bytes. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A ZIP archive whose bytes depend on its files and the day only; text goes in as {@link xmlText}. */
export function writeArchive(
  files: readonly ArchiveEntry[],
  day: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return writeZip(
    new Map(
      files.map(({ name, content }) => [
        name,
        typeof content === "string" ? Buffer.from(removeInvalidXml(content)) : content,
      ]),
    ),
    day,
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
 * @param written the file, or its parts
 */
export async function normalizeDocument(
  written: Uint8Array | ArrayBuffer | Parts,
  day: string,
  changes: PartChanges = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const names = new Map<string, string>();
  const files: ArchiveEntry[] = [];
  for (const [name, content] of partsOf(written)) {
    if (!/\.(xml|rels)$/.test(name)) {
      const nested = /\.xlsx$/.test(name);
      files.push({ name, content: nested ? await normalizeDocument(content, day) : content });
      continue;
    }
    let [drawing, bookmark] = [0, 0];
    const xml = new TextDecoder()
      .decode(content)
      .replaceAll(TIMES, `$1${day}T00:00:00Z`)
      .replaceAll(DRAWING, (_, before: string) => `${before}${String((drawing += 1))}"`)
      .replaceAll(BOOKMARK, (mark) => {
        // A bookmark begins and ends with one number, and ours are never nested.
        if (mark.includes("Start")) bookmark += 1;
        return mark.replace(/w:id="\d+"/, `w:id="${String(bookmark)}"`);
      })
      .replaceAll(RANDOM, (random) => {
        const fixed = names.get(random) ?? `rIdFixed${names.size + 1}`;
        names.set(random, fixed);
        return fixed;
      });
    files.push({ name, content: changes[name]?.(xml) ?? xml });
  }
  return writeArchive(files, day);
}

function partsOf(written: Uint8Array | ArrayBuffer | Parts): Parts {
  if (written instanceof Uint8Array) return readZip(written);
  return written instanceof ArrayBuffer ? readZip(new Uint8Array(written)) : written;
}
