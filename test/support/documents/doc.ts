import type { Mark } from "#etl/read/marked-text";
import { compoundFile } from "./compound-file";
import {
  placed,
  runsOf,
  type InventedCell,
  type InventedDocument,
  type InventedTable,
} from "./invented-document";

const PAGE = 512;
const TEXT = 2048;
const CELL = "\x07";

/** A stretch of text with its formatting, as the file counts it: in characters. */
interface Stretch {
  readonly text: string;
  readonly formatting: Buffer;
  /** Characters of another look, counted from the start of the stretch. */
  readonly marked?: readonly { readonly from: number; readonly to: number; readonly mark: Mark }[];
}

/** The change of a character's formatting (sprm) of each look. */
const MARKED: Readonly<Record<Mark, readonly number[]>> = {
  raised: [0x48, 0x2a, 1],
  lowered: [0x48, 0x2a, 2],
  shifted: [0x45, 0x48, 8, 0],
  struck: [0x37, 0x08, 1],
  hidden: [0x3c, 0x08, 1],
  faint: [0x42, 0x2a, 8],
};

/** Numbers of the styles of characters of each look. */
const STYLES: Readonly<Record<Mark, number>> = {
  raised: 10,
  lowered: 11,
  shifted: 12,
  struck: 13,
  hidden: 14,
  faint: 15,
};

/**
 * A report as an old Word file, reduced to what says text, cells, rows and merged cells.
 *
 * @param looks whether characters of another look say so themselves or by a style
 */
export function asDoc(
  document: InventedDocument,
  looks: "direct" | "styled" = "direct",
): Uint8Array {
  const isStyled = looks === "styled";
  const stretches = document.blocks.flatMap((block) =>
    block.kind === "table"
      ? rowsOf(block)
      : [{ text: `${block.text}\r`, formatting: Buffer.alloc(0) }],
  );
  const text = stretches.map((stretch) => stretch.text).join("");
  const body = Buffer.alloc(Math.ceil((text.length * 2) / PAGE) * PAGE);
  body.write(text, "utf16le");
  const firstPage = (TEXT + body.length) / PAGE;

  const index = Buffer.alloc((stretches.length + 1) * 4 + stretches.length * 4);
  let place = TEXT;
  const pages = stretches.map(({ text: own, formatting }, number) => {
    index.writeUInt32LE(place, number * 4);
    index.writeUInt32LE(firstPage + number, (stretches.length + 1 + number) * 4);
    const page = pageOf(place, place + own.length * 2, formatting);
    place += own.length * 2;
    return page;
  });
  index.writeUInt32LE(place, stretches.length * 4);

  let start = TEXT;
  const lookPages = stretches.flatMap(({ text: own, marked = [] }) => {
    const from = start;
    start += own.length * 2;
    return marked.map((look) => {
      const change = isStyled ? [0x30, 0x4a, STYLES[look.mark], 0] : MARKED[look.mark];
      return lookPage(from + look.from * 2, from + look.to * 2, change);
    });
  });
  const lookIndex = Buffer.alloc((lookPages.length + 1) * 4 + lookPages.length * 4);
  lookPages.forEach((page, number) => {
    page.copy(lookIndex, number * 4, 0, 4);
    lookIndex.writeUInt32LE(firstPage + pages.length + number, (lookPages.length + 1 + number) * 4);
  });
  lookIndex.writeUInt32LE(place, lookPages.length * 4);
  const styles = isStyled ? styleSheet() : Buffer.alloc(0);

  const pieces = Buffer.alloc(21);
  pieces.writeUInt8(2, 0);
  pieces.writeUInt32LE(16, 1);
  pieces.writeUInt32LE(text.length, 9);
  pieces.writeUInt32LE(TEXT, 15);

  const header = Buffer.alloc(TEXT);
  header.writeUInt16LE(0xa5ec, 0);
  header.writeUInt16LE(0xc1, 2);
  header.writeUInt16LE(0x0200, 0x0a);
  header.writeUInt32LE(text.length, 0x4c);
  header.writeUInt32LE(0, 0x0102);
  header.writeUInt32LE(index.length, 0x0106);
  header.writeUInt32LE(index.length + pieces.length, 0x00fa);
  header.writeUInt32LE(lookIndex.length, 0x00fe);
  header.writeUInt32LE(index.length + pieces.length + lookIndex.length, 0x00a2);
  header.writeUInt32LE(styles.length, 0x00a6);
  header.writeUInt32LE(index.length, 0x01a2);
  header.writeUInt32LE(pieces.length, 0x01a6);
  return compoundFile([
    ["WordDocument", Buffer.concat([header, body, ...pages, ...lookPages])],
    ["1Table", Buffer.concat([index, pieces, lookIndex, styles])],
  ]);
}

/** A page with the formatting of one stretch. */
function pageOf(from: number, to: number, formatting: Buffer): Buffer {
  const page = Buffer.alloc(PAGE);
  page.writeUInt32LE(from, 0);
  page.writeUInt32LE(to, 4);
  page.writeUInt8(1, 511);
  if (formatting.length === 0) return page;
  const size = formatting.length + 2;
  page.writeUInt8(12, 8);
  page.writeUInt8(0, 24);
  page.writeUInt8(Math.ceil(size / 2), 25);
  formatting.copy(page, 28);
  return page;
}

/** A page with the look of some characters. */
function lookPage(from: number, to: number, change: readonly number[]): Buffer {
  const page = Buffer.alloc(PAGE);
  page.writeUInt32LE(from, 0);
  page.writeUInt32LE(to, 4);
  page.writeUInt8(8, 8);
  Buffer.from([change.length, ...change]).copy(page, 16);
  page.writeUInt8(1, 511);
  return page;
}

/** The table of styles: empty but for a style of characters for each look. */
function styleSheet(): Buffer {
  const head = Buffer.alloc(2 + 18);
  head.writeUInt16LE(18, 0);
  head.writeUInt16LE(16, 2);
  head.writeUInt16LE(10, 4);
  const change = new Map(Object.entries(MARKED).map(([mark, bytes]) => [markNumber(mark), bytes]));
  const entries = Array.from({ length: 16 }, (_, number) => {
    const formatting = change.get(number);
    if (!formatting) return Buffer.alloc(2);
    const name = Buffer.from("标", "utf16le");
    const style = Buffer.alloc(10 + 2 + name.length + 2 + 2 + formatting.length);
    style.writeUInt16LE(2 | (0xfff << 4), 2);
    style.writeUInt16LE(1, 10);
    name.copy(style, 12);
    style.writeUInt16LE(formatting.length, 16);
    Buffer.from(formatting).copy(style, 18);
    const size = Buffer.alloc(2);
    size.writeUInt16LE(style.length);
    return Buffer.concat([size, style, Buffer.alloc(style.length % 2)]);
  });
  return Buffer.concat([head, ...entries]);
}

function markNumber(mark: string): number {
  return Object.entries(STYLES).find(([name]) => name === mark)?.[1] ?? 0;
}

const IN_TABLE = Buffer.from([0x16, 0x24, 1]);
const ROW_END = Buffer.from([0x16, 0x24, 1, 0x17, 0x24, 1]);

function rowsOf(table: InventedTable): Stretch[] {
  const places = placed(table.rows);
  const edges = [0];
  for (const weight of table.weights) edges.push((edges.at(-1) ?? 0) + Math.round(weight * 600));
  return table.rows.flatMap((_, row): Stretch[] => {
    const cells = places
      .filter((place) => place.row <= row && row < place.row + place.cell.rowSpan)
      .toSorted((a, b) => a.column - b.column);
    let text = "";
    const marked = cells.flatMap((place) => {
      const runs = place.row === row ? runsOf(place.cell) : [];
      const looks = runs.flatMap((run) => {
        const from = text.length;
        text += run.text.replaceAll("\n", "\r");
        return run.mark ? [{ from, to: text.length, mark: run.mark }] : [];
      });
      text += CELL;
      return looks;
    });
    return [
      { text, formatting: IN_TABLE, marked },
      {
        text: CELL,
        formatting: Buffer.concat([
          ROW_END,
          definition(
            cells.map(({ cell, column, row: first }) => ({
              left: edges[column] ?? 0,
              right: edges[column + cell.columnSpan] ?? 0,
              merge: mergeOf(cell, first === row),
            })),
          ),
        ]),
      },
    ];
  });
}

function mergeOf(cell: InventedCell, isFirst: boolean): number {
  if (cell.rowSpan === 1) return 0;
  return isFirst ? 0x60 : 0x20;
}

function definition(
  cells: readonly { readonly left: number; readonly right: number; readonly merge: number }[],
): Buffer {
  const size = 1 + (cells.length + 1) * 2 + cells.length * 20;
  const bytes = Buffer.alloc(4 + size);
  bytes.writeUInt16LE(0xd608, 0);
  bytes.writeUInt16LE(size + 1, 2);
  bytes.writeUInt8(cells.length, 4);
  cells.forEach(({ left, right, merge }, index) => {
    bytes.writeInt16LE(left, 5 + index * 2);
    bytes.writeInt16LE(right, 7 + index * 2);
    bytes.writeUInt16LE(merge, 5 + (cells.length + 1) * 2 + index * 20);
  });
  return bytes;
}
