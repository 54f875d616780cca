import { readFileSync } from "node:fs";
import { cellByName, TABLE_CODES } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import { readDocument } from "#etl/read/formats";
import type { Grid, GridCell } from "#etl/read/document";
import { recogniseReport } from "#etl/recognise/recognise-report";
import { REGISTER } from "../variant-report";
import type {
  InventedBlock,
  InventedCell,
  InventedDocument,
  InventedTable,
} from "./invented-document";
import type { KnownDocument } from "./known-documents";
import type { TrueCell } from "./truth";

/** A known document taken apart into text and tables, so that it can be damaged and written anew. */
export interface RebuiltDocument {
  readonly sample: InventedDocument;
  readonly cells: ReadonlyMap<string, TrueCell>;
}

/** Takes a known document apart. Its reading must be exact, since it says which cell prints which figure. */
export async function rebuild({ path, name, expected }: KnownDocument): Promise<RebuiltDocument> {
  const document = await readDocument(readFileSync(path), name);
  const read = recogniseReport(document, { register: REGISTER });
  const printed = new Map(
    read.cells.map((cell) => [JSON.stringify(cell.where), cellName(cell.line, cell.column)]),
  );
  const blocks = document.blocks.flatMap((block): InventedBlock[] => {
    if (block.kind === "table") return [tableOf(block.grid, printed)].flat();
    if (block.role === "navigation" || block.role === "link") return [];
    const isHeading = /^[一二三四五六]、/.test(block.text);
    return [{ kind: isHeading ? "heading" : "paragraph", text: block.text }];
  });
  const cells = new Map(
    read.cells.map(({ line, column, raw: text, value, state }) => [
      cellName(line, column),
      { text, value, state },
    ]),
  );
  const title = `${expected.body}${expected.year}年政府信息公开工作年度报告`;
  return { sample: { title, blocks: [{ kind: "title", text: title }, ...blocks] }, cells };
}

/** The table of a grid that prints figures of the form; none of another grid. */
function tableOf(grid: Grid, printed: ReadonlyMap<string, string>): InventedTable[] {
  const nameOf = (cell: GridCell): string | undefined => printed.get(JSON.stringify(cell.location));
  const starting = grid.slots.map((slots, row) =>
    slots.filter((cell, slot): cell is GridCell => cell?.row === row && cell.column === slot),
  );
  const first = starting.findIndex((cells) => cells.some(nameOf));
  if (first < 0) return [];
  const [name = ""] = starting.flatMap((cells) => cells.flatMap((cell) => nameOf(cell) ?? []));
  const hasHead = cellByName(name)?.table !== TABLE_CODES[0];
  const rows = starting.map((cells, row) =>
    cells.map((cell): InventedCell => {
      const prints = nameOf(cell);
      const { text, rowSpan, columnSpan } = cell;
      return {
        text,
        rowSpan,
        columnSpan,
        ...(prints === undefined ? {} : { prints }),
        ...(hasHead && row < first ? { heads: true } : {}),
      };
    }),
  );
  return [{ kind: "table", rows, weights: Array<number>(grid.columns).fill(1) }];
}
