import iconv from "iconv-lite";
import type { Mark } from "#etl/read/marked-text";
import {
  placed,
  type InventedCell,
  type InventedDocument,
  type InventedTable,
  runsOf,
} from "./invented-document";

/** A report as Rich Text, Chinese half in bytes of the code page and half in Unicode escapes. */
export function asRtf(document: InventedDocument): Uint8Array {
  const body = document.blocks.map((block) =>
    block.kind === "table" ? tableOf(block) : `\\pard ${escaped(block.text)}\\par\n`,
  );
  const head = `{\\rtf1\\ansi\\ansicpg936\\uc1{\\fonttbl{\\f0 SimSun;}}{\\colortbl;\\red255\\green255\\blue255;}{\\info{\\title ${escaped("隐")}}}{\\*\\generator Sample;}\n`;
  return new Uint8Array(Buffer.from(`${head}${body.join("")}}`, "latin1"));
}

function tableOf(table: InventedTable): string {
  const places = placed(table.rows);
  const edges = [0];
  for (const weight of table.weights) edges.push((edges.at(-1) ?? 0) + Math.round(weight * 600));
  return table.rows
    .map((_, row) => {
      const cells = places
        .filter((place) => place.row <= row && row < place.row + place.cell.rowSpan)
        .toSorted((a, b) => a.column - b.column);
      const shapes = cells.map(({ cell, column, row: first }) => {
        const down = first === row ? "\\clvmgf" : "\\clvmrg";
        return `${cell.rowSpan > 1 ? down : ""}\\cellx${edges[column + cell.columnSpan] ?? 0}`;
      });
      const texts = cells.map(({ cell, row: first }) => (first === row ? contentOf(cell) : ""));
      return `\\trowd${shapes.join("")}\n\\pard\\intbl ${texts.map((text) => `${text}\\cell `).join("")}\\row\n`;
    })
    .join("");
}

const MARKED: Readonly<Record<Mark, string>> = {
  raised: "\\super",
  lowered: "\\sub",
  shifted: "\\up8",
  struck: "\\strike",
  hidden: "\\v",
  faint: "\\cf1",
};

function contentOf(cell: InventedCell): string {
  return runsOf(cell)
    .map(({ text, mark }) => (mark ? `{${MARKED[mark]} ${escaped(text)}}` : escaped(text)))
    .join("");
}

function escaped(text: string): string {
  return [...text]
    .map((char, index) => {
      if (char === "\n") return "\\line ";
      if (char < "\u0080") return "\\{}".includes(char) ? `\\${char}` : char;
      const point = char.charCodeAt(0);
      if (index % 2 === 0) return `\\u${point > 32_767 ? point - 65_536 : point}?`;
      return [...iconv.encode(char, "gb18030")].map((byte) => `\\'${byte.toString(16)}`).join("");
    })
    .join("");
}
