import { type Grid, type GridCell, UnreadableDocument } from "./document";
import { LIMITS } from "./limits";
import { joinMarkedTexts, type MarkedText } from "./marked-text";
import type { Property } from "./doc/properties";

/** Edges at most this far apart count as one, in twentieths of a point. */
const SAME_EDGE = 60;

const DEFINE_TABLE = 0xd608;
const MERGE_DOWN = 0xd62b;
const MERGE_ACROSS = 0x5624;

/** The edges of a cell and how it is merged with its neighbours. */
export interface CellShape {
  readonly left: number;
  readonly right: number;
  readonly continuesLeft: boolean;
  readonly continuesAbove: boolean;
}

/** A row of a table: the contents of its cells and their shapes. */
export interface WordRow {
  readonly contents: readonly MarkedText[];
  readonly shapes: readonly CellShape[];
}

/** Parses the cell shapes from the formatting at the end of a row; empty where it holds none. */
export function parseCellShapes(properties: readonly Property[]): CellShape[] {
  const definition = properties.findLast(({ code }) => code === DEFINE_TABLE)?.operand;
  if (!definition || definition.byteLength < 5) return [];
  const count = definition.getUint8(2);
  const edges = 3;
  const flags = edges + (count + 1) * 2;
  if (count > LIMITS.columnSpan || flags > definition.byteLength) return [];
  const shapes = Array.from({ length: count }, (_, index) => {
    const at = flags + index * 20;
    const word = at + 2 <= definition.byteLength ? definition.getUint16(at, true) : 0;
    return {
      left: definition.getInt16(edges + index * 2, true),
      right: definition.getInt16(edges + (index + 1) * 2, true),
      continuesLeft: (word & 3) === 1,
      continuesAbove: (word & 0x20) !== 0 && (word & 0x40) === 0,
    };
  });
  for (const { code, operand } of properties) {
    const change = (index: number, changed: Partial<CellShape>): void => {
      const shape = shapes[index];
      if (shape) shapes[index] = { ...shape, ...changed };
    };
    if (code === MERGE_DOWN && operand.byteLength >= 3)
      change(operand.getUint8(1), { continuesAbove: operand.getUint8(2) === 1 });
    if (code === MERGE_ACROSS)
      for (let index = operand.getUint8(0) + 1; index < operand.getUint8(1); index += 1)
        change(index, { continuesLeft: true });
  }
  return shapes;
}

/** Lays out rows on a grid whose columns are all edges that any row has. */
export function layOutRows(rows: readonly WordRow[], table: number): Grid {
  const edges = mergeEdges(
    rows.flatMap(({ shapes }) => shapes.flatMap(({ left, right }) => [left, right])),
  );
  const columns = Math.max(0, edges.length - 1);
  if (columns * rows.length > LIMITS.gridCells)
    throw new UnreadableDocument(`表格超过${LIMITS.gridCells}格，超出上限，未读取`);
  const slots: (GridCell | undefined)[][] = [];
  const cells = new Map<
    GridCell,
    { rowSpan: number; columnSpan: number; contents: MarkedText[] }
  >();
  rows.forEach(({ contents, shapes }, row) => {
    const line = Array<GridCell | undefined>(columns).fill(undefined);
    shapes.forEach((shape, index) => {
      const column = nearestEdge(edges, shape.left);
      const columnSpan = nearestEdge(edges, shape.right) - column;
      if (columnSpan < 1) return;
      const content = contents[index] ?? { text: "" };
      const left = shape.continuesLeft ? line[column - 1] : undefined;
      const above = shape.continuesAbove ? slots[row - 1]?.[column] : undefined;
      const joined = left ?? above;
      const extent = joined && cells.get(joined);
      if (joined && extent) {
        extent.contents.push(content);
        if (left) extent.columnSpan = column + columnSpan - left.column;
        else extent.rowSpan = row + 1 - joined.row;
        line.fill(joined, column, column + columnSpan);
        return;
      }
      const location = { table, row: row + 1, column: column + 1 };
      const cell = { ...content, location, row, column, rowSpan: 1, columnSpan };
      cells.set(cell, { rowSpan: 1, columnSpan, contents: [content] });
      line.fill(cell, column, column + columnSpan);
    });
    slots.push(line);
  });
  const merged = new Map<GridCell, GridCell>();
  for (const [cell, { rowSpan, columnSpan, contents }] of cells)
    merged.set(cell, { ...cell, rowSpan, columnSpan, ...joinMarkedTexts(contents, "\n") });
  return { slots: slots.map((line) => line.map((cell) => cell && merged.get(cell))), columns };
}

function mergeEdges(positions: readonly number[]): number[] {
  const edges: number[] = [];
  for (const position of positions.toSorted((a, b) => a - b))
    if (edges.length === 0 || position - (edges.at(-1) ?? 0) > SAME_EDGE) edges.push(position);
  return edges;
}

function nearestEdge(edges: readonly number[], position: number): number {
  let best = 0;
  edges.forEach((edge, index) => {
    if (Math.abs(edge - position) < Math.abs((edges[best] ?? 0) - position)) best = index;
  });
  return best;
}
