import { placed, type InventedDocument } from "./invented-document";

/** A report pasted as plain text: one cell a line, a blank line after each row. */
export function asText(document: InventedDocument): string {
  return document.blocks
    .map((block) => {
      if (block.kind !== "table") return `${block.text}\n`;
      return block.rows
        .map((cells) => cells.map((cell) => `\t${cell.text}`).join("\n"))
        .join("\n\n");
    })
    .join("\n");
}

const MARKS = { title: "# ", heading: "## ", paragraph: "" } as const;

/** A report in Markdown: a merged cell stands in its first place, the others are empty. */
export function asMarkdown(document: InventedDocument): string {
  return document.blocks
    .map((block) => {
      if (block.kind !== "table") return `${MARKS[block.kind]}${block.text}\n`;
      const places = placed(block.rows);
      const width = Math.max(...places.map(({ cell, column }) => column + cell.columnSpan));
      const lines = block.rows.map((_, row) => {
        const texts = Array<string>(width).fill("");
        for (const place of places)
          if (place.row === row) texts[place.column] = place.cell.text.replaceAll("\n", "<br>");
        return `| ${texts.join(" | ")} |`;
      });
      const divider = `|${" --- |".repeat(width)}`;
      return [...lines.slice(0, 1), divider, ...lines.slice(1), ""].join("\n");
    })
    .join("\n");
}
