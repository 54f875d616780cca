import { type Block, type Document, layOutGrid, UnreadableDocument } from "./document";
import { decodeText } from "./encoding";
import { LIMITS } from "./limits";

/**
 * Reads plain text as paragraphs, one a line, blank lines included. Reports saved from a web page hold
 * one cell a line; blank lines and leading tabs are all that is left of their tables.
 *
 * @throws UnreadableDocument when the encoding is unknown or the text is garbled
 */
export function readText(bytes: Uint8Array, file: string): Document {
  const blocks = decodeText(bytes)
    .split(/\r\n|[\n\r\f\u2028\u2029]/)
    .map((text, index): Block => ({ kind: "paragraph", text, location: { line: index + 1 } }));
  return { file, format: "text", title: null, blocks };
}

const DIVIDER = /^\s*:?-{1,}:?\s*$/;

/** Reads Markdown: lines of | pipes | are tables, everything else is text. */
export function readMarkdown(bytes: Uint8Array, file: string): Document {
  const text = decodeText(bytes);
  if (text.length > LIMITS.characters) throw new UnreadableDocument("文字过多，超出上限，未读取");
  const blocks: Block[] = [];
  let rows: string[][] = [];
  let tables = 0;
  const endTable = (): void => {
    if (rows.length === 0) return;
    tables += 1;
    const table = tables;
    const grid = layOutGrid(
      rows.map((cells) => cells.map((cell) => ({ text: cell }))),
      (row, column) => ({ table, row: row + 1, column: column + 1 }),
    );
    blocks.push({ kind: "table", grid });
    rows = [];
  };
  text.split(/\r?\n/).forEach((line, index) => {
    const cells = splitPipes(line);
    if (cells) {
      if (!cells.every((cell) => DIVIDER.test(cell)) || rows.length !== 1) rows.push(cells);
      return;
    }
    endTable();
    const words = line.replace(/^\s*#{1,6}\s+/, "").replace(/^\s*\*\*(.*)\*\*\s*$/, "$1");
    blocks.push({ kind: "paragraph", text: words, location: { line: index + 1 } });
  });
  endTable();
  const title = /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? null;
  return { file, format: "markdown", title, blocks };
}

/** Splits a line at its pipes; undefined for a line that is no row of a table. */
function splitPipes(line: string): string[] | undefined {
  const trimmed = line.trim();
  if (!trimmed.startsWith("|") || trimmed.length < 2) return undefined;
  const inner = trimmed.slice(1).replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) =>
    cell
      .trim()
      .replaceAll("\\|", "|")
      .replaceAll(/<br\s*\/?>/gi, "\n"),
  );
}
