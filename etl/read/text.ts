import { type Block, type Document, layOutGrid, UnreadableDocument } from "./document";
import { decodeText } from "./encoding";
import { LIMITS } from "./limits";
import { type Mark, type MarkedText, type Run, toMarkedText } from "./marked-text";

/**
 * Reads plain text as paragraphs, one a line, blank lines included. Reports saved from a web page hold
 * one cell a line; blank lines and leading tabs are all that is left of their tables. A text with
 * tables of pipes is read as Markdown.
 *
 * @throws UnreadableDocument when the encoding is unknown or the text is garbled
 */
export function readText(bytes: Uint8Array, file: string): Document {
  const content = decodeText(bytes);
  refuseTooLong(content);
  if (hasPipeTable(content)) return { ...readMarkdownText(content, file), format: "text" };
  const blocks = content
    .split(/\r\n|[\n\r\f\u2028\u2029]/)
    .map((text, index): Block => ({ kind: "paragraph", text, location: { line: index + 1 } }));
  return { file, format: "text", title: null, blocks };
}

function refuseTooLong(text: string): void {
  if (text.length > LIMITS.characters)
    throw new UnreadableDocument(
      `文字超过${LIMITS.characters}个字，未读取；请只保存报告正文后重新提供`,
    );
}

/** A cell of the line between the header of a table and its rows. */
const DIVIDER = /^\s*:?-{1,}:?\s*$/;
/** A line that only draws a table: ---|---, +----+----+ */
const RULE = /^(?:[|+]\s*)?:?[-=]{2,}:?\s*(?:[|+]\s*:?[-=]{2,}:?\s*)+[|+]?$/;
const PIPE = /(?<!\\)[|｜│]/;

/** Reads Markdown: lines of | pipes | are tables, everything else is text. */
export function readMarkdown(bytes: Uint8Array, file: string): Document {
  return readMarkdownText(decodeText(bytes), file);
}

function readMarkdownText(text: string, file: string): Document {
  refuseTooLong(text);
  const blocks: Block[] = [];
  let rows: MarkedText[][] = [];
  let tables = 0;
  const endTable = (): void => {
    if (rows.length === 0) return;
    tables += 1;
    const table = tables;
    const grid = layOutGrid(rows, (row, column) => ({ table, row: row + 1, column: column + 1 }));
    blocks.push({ kind: "table", grid });
    rows = [];
  };
  for (const { text: line, number, cells } of readPipes(text)) {
    if (cells === "rule") continue;
    if (cells) {
      if (!cells.every((cell) => DIVIDER.test(cell)) || rows.length !== 1)
        rows.push(cells.map(parseMarks));
      continue;
    }
    endTable();
    const words = line.replace(/^\s*#{1,6}\s+/, "").replace(/^\s*\*\*(.*)\*\*\s*$/, "$1");
    blocks.push({ kind: "paragraph", text: words, location: { line: number } });
  }
  endTable();
  const title = /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? null;
  return { file, format: "markdown", title, blocks };
}

interface PipeLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** The cells of a row; "rule" for a line that only draws the table; undefined for text. */
  readonly cells: string[] | "rule" | undefined;
}

/** Whether a text holds a table of pipes of more than one row. */
function hasPipeTable(text: string): boolean {
  return PIPE.test(text) && readPipes(text).filter(({ cells }) => Array.isArray(cells)).length > 1;
}

/**
 * The lines of a text. A row begins with a pipe, or stands in a block of lines that a rule divides.
 * Blank lines between rows are left out where every row has one after it.
 */
function readPipes(text: string): PipeLine[] {
  const lines = text.split(/\r\n|[\n\r\f]/);
  const isBlank = (at: number): boolean => (lines[at] ?? "").trim() === "";
  const ruled = new Set<number>();
  lines.forEach((line, at) => {
    if (!RULE.test(line.trim()) || ruled.has(at)) return;
    ruled.add(at);
    for (const step of [-1, 1])
      for (let i = at + step; !ruled.has(i) && PIPE.test(lines[i] ?? ""); i += step) ruled.add(i);
  });
  const read = lines.map((line, at): PipeLine => {
    const isRow = /^\s*[|｜│].*[|｜│]/.test(line) || (ruled.has(at) && PIPE.test(line));
    const cells = RULE.test(line.trim()) ? "rule" : isRow ? splitPipes(line) : undefined;
    return { text: line, number: at + 1, cells };
  });
  const isRow = (at: number): boolean => read[at]?.cells !== undefined;
  const isApart = read.every((_, at) => !isRow(at) || !isRow(at + 1));
  return read.filter((_, at) => !(isApart && isBlank(at) && isRow(at - 1) && isRow(at + 1)));
}

/** What Markdown strikes out, raises and lowers: ~~19876~~20517<sup>1</sup>. */
const MARKED =
  /~~([^~]+)~~|<(sup|sub|s|del|strike)\b[^<>]*>([^<>]*)<\/\2>|\^(\d{1,2})\^|\[\^(\d{1,2})\]/gi;
const MARK_OF_TAG: Readonly<Record<string, Mark>> = { sup: "raised", sub: "lowered" };

function parseMarks(cell: string): MarkedText {
  const runs: Run[] = [];
  let from = 0;
  for (const { 0: whole, 1: struck, 2: tag, 3: inTag, 4: raised, 5: note, index } of cell.matchAll(
    MARKED,
  )) {
    const mark =
      tag === undefined
        ? struck === undefined
          ? "raised"
          : "struck"
        : (MARK_OF_TAG[tag.toLowerCase()] ?? "struck");
    runs.push({ text: cell.slice(from, index) });
    runs.push({ text: struck ?? inTag ?? raised ?? note ?? "", mark });
    from = index + whole.length;
  }
  return from === 0 ? { text: cell } : toMarkedText([...runs, { text: cell.slice(from) }]);
}

/** Splits a row at its pipes. */
function splitPipes(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^[|｜│]/, "")
    .replace(/(?<!\\)[|｜│]$/, "");
  return inner.split(PIPE).map((cell) =>
    cell
      .trim()
      .replaceAll("\\|", "|")
      .replace(/^\*\*(.*)\*\*$/, "$1")
      .replaceAll("&nbsp;", "\u00A0")
      .replaceAll(/<br\s*\/?>/gi, "\n"),
  );
}
