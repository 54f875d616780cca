import type { Block, GridCell } from "#etl/read/document";
import { isBlankText } from "./figure-text";
import type { TextLine } from "./stream-tokens";

/**
 * The prose of a document line by line: its paragraphs, and the rows of grids that hold one text
 * only, since whole reports are laid out in one sheet.
 */
export function textLines(blocks: readonly Block[]): TextLine[] {
  return blocks.flatMap((block): TextLine[] => {
    if (block.kind === "paragraph") return [{ text: block.text, where: block.where }];
    return block.grid.slots.flatMap((slots, row) => {
      const printed = slots.filter(
        (cell, slot): cell is GridCell =>
          cell !== undefined && cell.row === row && cell.column === slot && !isBlankText(cell.text),
      );
      const [only] = printed;
      return printed.length === 1 && only && only.rowSpan === 1
        ? only.text.split("\n").map((text) => ({ text, where: only.where }))
        : [];
    });
  });
}
