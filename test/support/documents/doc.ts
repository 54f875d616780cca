import { compoundFile } from "./compound-file";
import {
  placed,
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
}

/** A report as an old Word file, reduced to what says text, cells, rows and merged cells. */
export function asDoc(document: InventedDocument): Uint8Array {
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
  header.writeUInt32LE(index.length, 0x01a2);
  header.writeUInt32LE(pieces.length, 0x01a6);
  return compoundFile([
    ["WordDocument", Buffer.concat([header, body, ...pages])],
    ["1Table", Buffer.concat([index, pieces])],
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
    const texts = cells.map((place) =>
      place.row === row ? place.cell.text.replaceAll("\n", "\r") : "",
    );
    return [
      { text: texts.map((text) => text + CELL).join(""), formatting: IN_TABLE },
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
