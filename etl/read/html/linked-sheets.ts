import type { DefaultTreeAdapterTypes } from "parse5";

type Element = DefaultTreeAdapterTypes.Element;

/** A style sheet that is kept beside a page. */
export interface KeptSheet {
  readonly text: string;
  /** Where it says it was, against which its own imports are resolved. */
  readonly address: string | undefined;
}

/** Finds the sheet at an address as a page, or the sheet at `from`, writes it. */
export type FindSheet = (address: string, from: string | undefined) => KeptSheet | undefined;

/** The sheets of a page in the order in which they apply. */
export interface PageSheets {
  readonly texts: readonly string[];
  /** Whether some of them are not in the page itself. */
  readonly isLinking: boolean;
  /** Whether the page links no sheet but these. */
  readonly isWhole: boolean;
}

/** Most sheets that are looked for, how deep they may import, and characters of all that are found. */
const MOST_LINKS = 500;
const MOST_NESTING = 8;
const MOST_CHARACTERS = 2_000_000;

/**
 * Collects the sheets that a page holds, links or imports. One that is not found, or passes a limit, is
 * left out and leaves them not whole.
 *
 * @param elements its style and link elements
 */
export function collectSheets(elements: readonly Element[], find: FindSheet): PageSheets {
  const texts: string[] = [];
  let isWhole = true;
  let links = 0;
  let room = MOST_CHARACTERS;
  const include = (address: string, from: string | undefined, media: string, depth: number) => {
    links += 1;
    const sheet = links > MOST_LINKS || depth > MOST_NESTING ? undefined : find(address, from);
    room -= sheet?.text.length ?? 0;
    if (sheet && room >= 0) add(sheet, media, depth);
    else isWhole = false;
  };
  const add = ({ text, address }: KeptSheet, media: string, depth: number): void => {
    for (const { imported, condition } of importsOf(text))
      if (!isForPrint(condition))
        include(imported, address, [media, condition].filter(Boolean).join(" and "), depth + 1);
    texts.push(underCondition(text, media));
  };
  for (const element of elements) {
    const value = new Map(element.attrs.map((attribute) => [attribute.name, attribute.value]));
    const media = value.get("media")?.trim() ?? "";
    if (element.tagName === "style") {
      const text = element.childNodes.map((node) => ("value" in node ? node.value : "")).join("");
      if (!isForPrint(media)) add({ text, address: undefined }, media, 0);
    } else {
      const address = value.get("href");
      const isLate = value.has("onload");
      if (address && isOfStyle(value) && (isLate || !isForPrint(media)))
        include(address, undefined, isLate ? "" : media, 0);
    }
  }
  return { texts, isLinking: links > 0, isWhole };
}

function isOfStyle(attributes: ReadonlyMap<string, string>): boolean {
  const relations = attributes.get("rel")?.toLowerCase().split(/\s+/) ?? [];
  if (relations.includes("alternate") || attributes.has("disabled")) return false;
  return (
    relations.includes("stylesheet") ||
    // Loaded first and applied by a script.
    (relations.includes("preload") && attributes.get("as")?.toLowerCase() === "style")
  );
}

const IMPORT = /@import\s*(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?\s*([^;]*)/gi;

/** What a sheet imports, all of which stands before its rules. */
function importsOf(text: string): { imported: string; condition: string }[] {
  if (!/@import/i.test(text)) return [];
  const plain = text.replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/g, "");
  const [head = ""] = plain.split("{", 1);
  return [...head.matchAll(IMPORT)].map(([, imported = "", condition = ""]) => ({
    imported,
    condition: condition.trim(),
  }));
}

function isForPrint(media: string): boolean {
  return /\bprint\b/i.test(media) && !/\b(?:all|screen|not)\b/i.test(media);
}

function underCondition(text: string, media: string): string {
  if (/^(?:all|screen)?$/i.test(media)) return text;
  return `@media ${media.replaceAll(/[{};]/g, " ")}{${text}}`;
}
