import { decodeXml } from "./xml-text";

/** A figure as a file states it. */
export interface StatedFigure {
  readonly name: string;
  readonly text: string;
}

/** A figure that is not what a file states; null where one side does not have it. */
export interface ChangedFigure {
  readonly name: string;
  readonly stated: string | null;
  readonly found: string | null;
}

/** Which figures differ between a file and the same briefing written now. */
export function compareFigures(
  stated: readonly StatedFigure[],
  now: readonly StatedFigure[],
): ChangedFigure[] {
  const before = new Map(stated.map(({ name, text }) => [name, text]));
  const after = new Map(now.map(({ name, text }) => [name, text]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
    return was === is ? [] : [{ name, stated: was, found: is }];
  });
}

const MARK = /\[(\d+)\]/g;
const NUMBER_BEFORE = /[\d.,%+−—至个百分点]*$/u;

/**
 * Figures that somebody has changed in a document since it was written: those before a mark [1] in
 * the text, and those of the rows of evidence. `stated` is what was written, `found` what stands now.
 */
export function findEditedFigures(
  paragraphs: readonly string[],
  figures: readonly StatedFigure[],
): ChangedFigure[] {
  const marks = paragraphs.flatMap((paragraph, index) =>
    [...paragraph.matchAll(MARK)].map((mark) => ({
      figure: figures[Number(mark[1]) - 1],
      // A row of evidence: the mark, the name and the figure, a cell each.
      text: paragraph === mark[0] ? (paragraphs[index + 2] ?? "") : paragraph.slice(0, mark.index),
    })),
  );
  const edited = marks.flatMap(({ figure, text }): ChangedFigure[] => {
    if (!figure || endsWithFigure(text, figure.text)) return [];
    const found = NUMBER_BEFORE.exec(text)?.[0] ?? "";
    return [{ name: figure.name, stated: figure.text, found: found === "" ? null : found }];
  });
  return [...new Map(edited.map((each) => [`${each.name}${each.found ?? ""}`, each])).values()];
}

/** How the invisible bookmarks around the figures of a document are named: figure_12, figure_12_2 … */
export const FIGURE_BOOKMARK = "figure_";
const BOOKMARK_OF_FIGURE =
  /<w:bookmarkStart\b[^>]*\bw:name="figure_(\d+)(?:_\d+)?"[^>]*>(.*?)<w:bookmarkEnd\b/gsu;
/**
 * What of a document's XML is read: text, that of formulae too, and what programs write as elements of their own: signs of
 * another font, hyphens at which no line ends, notes.
 */
const READ =
  /<(?:w|m):t(?:\s[^>]*)?>([^<]*)<\/(?:w|m):t\s*>|<w:(sym|noBreakHyphen|footnoteReference|endnoteReference)\b([^>]*)>/gu;
const CODE_OF_SIGN = /\sw:char="([0-9A-F]{1,5})"/iu;
/** Fonts of signs have the ordinary characters from here on. */
const SIGNS = 0xf000;

function wordsIn(xml: string): string {
  return [...xml.matchAll(READ)]
    .map(([, text = "", element = "", attributes = ""]) => {
      if (element === "noBreakHyphen") return "\u2011";
      if (element === "sym") return signOf(attributes);
      return element === "" ? text : "〔注〕";
    })
    .join("");
}

function signOf(attributes: string): string {
  const code = Number.parseInt(CODE_OF_SIGN.exec(attributes)?.[1] ?? "fffd", 16);
  return String.fromCodePoint(code >= SIGNS && code <= SIGNS + 0xff ? code - SIGNS : code);
}

/**
 * Figures that somebody has changed in a document whose figures carry no marks: what stands between their bookmarks,
 * null where a figure has lost all of its own. Empty for a document without such bookmarks.
 */
export function findEditedBookmarks(
  xml: string,
  figures: readonly StatedFigure[],
): ChangedFigure[] {
  const found = [...xml.matchAll(BOOKMARK_OF_FIGURE)].map((match) => ({
    number: Number(match[1]),
    text: wordsIn(match[2] ?? ""),
  }));
  if (found.length === 0) return [];
  const changed = found.flatMap(({ number, text }): ChangedFigure[] => {
    const figure = figures[number - 1];
    if (!figure || plainWordsOf([text]) === plainWordsOf([figure.text])) return [];
    return [{ name: figure.name, stated: figure.text, found: text === "" ? null : text }];
  });
  const lost = figures.flatMap(({ name, text }, index): ChangedFigure[] =>
    found.some(({ number }) => number === index + 1) ? [] : [{ name, stated: text, found: null }],
  );
  return [...changed, ...lost];
}

/** Whether a text ends in a figure, and not in a longer one: 91 does not end 191. */
function endsWithFigure(text: string, figure: string): boolean {
  if (!text.endsWith(figure)) return false;
  return !/^\d/.test(figure) || !/[\d.]$/.test(text.slice(0, -figure.length));
}

/** The paragraphs of a Word document (`word/document.xml`) as plain text. */
export function paragraphsOf(xml: string): string[] {
  return xml.split("</w:p>").map(wordsIn);
}

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
/**
 * A digest (FNV-1a, 64 bits, 16 hex digits) of the words of a Word document, by paragraphs as they
 * its XML has them. Blanks and the way characters are escaped do not count, since Word changes both
 * on saving. It notices edits; it does not withstand a forger, who could write it anew.
 */
export function digestText(paragraphs: readonly string[]): string {
  let digest = OFFSET;
  for (const byte of new TextEncoder().encode(plainWordsOf(paragraphs)))
    digest = BigInt.asUintN(64, (digest ^ BigInt(byte)) * PRIME);
  return digest.toString(16).padStart(16, "0");
}

/** The words of paragraphs as a reader sees them, without blanks. */
export function plainWordsOf(paragraphs: readonly string[]): string {
  return decodeXml(paragraphs.join("")).replaceAll(/\s/gu, "");
}
