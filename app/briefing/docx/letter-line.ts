import { type Block, type Briefing, isFigure, type Piece } from "../briefing";
import { formatCopies, markSize, marksOf, widthOf } from "../masthead";

/** Points from line to line of the text of 16 pt: 22 lines on a page, as GB/T 9704—2012 lays it out. */
export const LINE = 28;
/** Points between the lines of a letter of one page: at most those of the standard, at least the single spacing of text of 16 pt. */
const [WIDEST, CLOSEST] = [LINE, 19];
/** The same of a letter that no spacing brings onto one page. */
const SEVERAL_PAGES = { widest: 26, closest: 22 } as const;
/** Points between the margins of a printed page after the first. */
const LATER_HEIGHT = 638;
/** Points of the page between its margins, of a line's width, of the first line's indent; some are left for a different break of lines. */
const [HEIGHT, WIDTH, INDENT, SPARE] = [677, 439, 32, 8];
/** Points that stay as they are: rule and space under the mark, a line of the title, the code, a line of 抄送. */
const [RULE, TITLE, CODE, COPIES] = [30, 35, 13, 24];
/** Lines beside the text: the number, two blank ones, one under the title, the addressee, one blank, issuer and date. */
const LINES = 8;

const FULL = 15.75;
const MEETING = /(?<=\p{Script=Han})[\x21-\x7e]|(?<=[\x21-\x7e])\p{Script=Han}/gu;

/** Points that a text takes, with a quarter of a character where a letter or figure stands beside a Chinese one. */
function pointsOf(text: string): number {
  return (widthOf(text) + (text.match(MEETING)?.length ?? 0) / 4) * FULL;
}

function countLines(pieces: readonly Piece[]): number {
  const text = pieces.map((piece) => (isFigure(piece) ? piece.text : piece)).join("");
  return Math.ceil((INDENT + pointsOf(text)) / WIDTH);
}

function linesOf(block: Block): number {
  return block.kind === "paragraph" ? countLines(block.pieces) : Infinity;
}

/**
 * Points from line to line of a letter: so many that it stands on one page with its signature, where it can (GB/T
 * 9704—2012, 5.2.3 and 7.3.5.4).
 */
export function letterLineOf(briefing: Briefing): number {
  const { choices, title, sections } = briefing;
  const { masthead } = choices;
  const size = markSize(marksOf(choices));
  const copies = Math.ceil(pointsOf(formatCopies(masthead)) / WIDTH);
  const fixed = size * 1.25 + RULE + title.length * TITLE + CODE + copies * COPIES + SPARE;
  const lines =
    LINES +
    (masthead.note === null ? 0 : 1) +
    sections.flatMap(({ blocks }) => blocks).reduce((sum, block) => sum + linesOf(block), 0);
  const line = Math.floor((HEIGHT - fixed) / lines);
  if (line >= CLOSEST) return Math.min(WIDEST, line);
  const { widest, closest } = SEVERAL_PAGES;
  // A line of each page may stay empty for what must not be parted.
  const later = Math.ceil((fixed + (lines + 1) * closest - HEIGHT) / (LATER_HEIGHT - closest));
  const room = HEIGHT - fixed + later * LATER_HEIGHT;
  return Math.max(closest, Math.min(widest, Math.floor(room / (lines + 1 + later))));
}
