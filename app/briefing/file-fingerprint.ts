import JSZip from "jszip";
import { z } from "zod";

/** Names under which a document carries its fingerprint and its figures. */
export const FINGERPRINT_PROPERTY = "校验指纹";
export const FIGURES_PROPERTY = "校验数字";

/** A figure as a file states it. */
export interface StatedFigure {
  readonly name: string;
  readonly text: string;
}

/** What one of our files says of itself. */
export interface StatedFingerprint {
  readonly fingerprint: string;
  /** Empty where the file does not list them. */
  readonly figures: readonly StatedFigure[];
}

/** Parts of a package that may say it: properties, sheets, the text itself. */
const PARTS =
  /^(docProps\/(custom|core)\.xml|xl\/sharedStrings\.xml|word\/document\.xml|[^/]*指纹\.txt)$/u;
const FINGERPRINT = /gk1:[0-9a-f]{16}:[0-9a-f]{16}:[0-9a-f]{16}:[^\s<"]+/u;
const FIGURES = /gkf1:([A-Za-z0-9+/=]+)/u;
const figuresSchema = z.array(z.object({ name: z.string(), text: z.string() }));

/** The figures of a document as one word that survives XML. */
export function figuresWord(figures: readonly StatedFigure[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(figures));
  return `gkf1:${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}

function figuresIn(text: string): readonly StatedFigure[] {
  const word = FIGURES.exec(text)?.[1];
  if (word === undefined) return [];
  const bytes = Uint8Array.from(atob(word), (letter) => letter.charCodeAt(0));
  return figuresSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** What a docx, xlsx or zip file of ours says of itself; null where it is none of ours. */
export async function fingerprintIn(
  bytes: Uint8Array | ArrayBuffer,
): Promise<StatedFingerprint | null> {
  const archive = await JSZip.loadAsync(bytes).catch(() => null);
  if (archive === null) return null;
  const inner = Object.values(archive.files).find(({ name }) => name.endsWith(".docx"));
  if (inner) return fingerprintIn(await inner.async("uint8array"));
  const parts = Object.values(archive.files).filter(({ name }) => PARTS.test(name));
  const texts = await Promise.all(parts.map((file) => file.async("string")));
  const all = texts.join("\n").replaceAll("&amp;", "&");
  const found = FINGERPRINT.exec(all);
  return found ? { fingerprint: found[0], figures: figuresIn(all) } : null;
}
