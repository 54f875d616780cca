import { TABLE_CODES, type TableCode } from "#domain/form/cells";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import type { Block, Grid, GridCell } from "../read/document";
import { isLikeFigure } from "./printed-text";
import { FormLabels } from "./form-labels";
import { GridFigures } from "./grid-figures";
import { LabelCache } from "./label-key";
import type { TableReading } from "./table-reading";

/** The labels of each table of the form. */
export const LABELS_OF: ReadonlyMap<TableCode, FormLabels> = new Map(
  TABLE_CODES.map((code) => [code, new FormLabels(code)]),
);

/**
 * Reads every grid of a document that belongs to a statutory table. One grid may hold several
 * tables, and one table may continue over several grids; grids of other content are skipped.
 *
 * @returns the reading of each table found
 */
export function readStatutoryGrids(blocks: readonly Block[]): Map<TableCode, TableReading> {
  const readers = new Map<TableCode, GridFigures>();
  let last: { readonly code: TableCode; readonly columns: number } | undefined;
  let above: string[] = [];
  for (const block of blocks) {
    if (block.kind !== "table") {
      above = [...above.slice(1 - CAPTION_LINES), block.text];
      continue;
    }
    const captions = above;
    above = [];
    for (const part of splitGrid(block.grid, last)) {
      const labels = LABELS_OF.get(part.code);
      if (!labels) continue;
      const reader = readers.get(part.code) ?? new GridFigures(labels);
      readers.set(part.code, reader);
      reader.read(block.grid, part.from, part.to, findCaption(captions, labels));
      last = { code: part.code, columns: block.grid.columns };
    }
  }
  return new Map([...readers].map(([code, reader]) => [code, reader.reading]));
}

/** Most lines above a table that may be its caption. */
const CAPTION_LINES = 3;

/**
 * The only line of table 四 that the nearest text above a table names, where each has a table of its
 * own. The heading of the section names several and none.
 */
function findCaption(above: readonly string[], labels: FormLabels): string | undefined {
  if (labels.code !== REVIEW_LITIGATION.code) return undefined;
  const named = above.toReversed().find((text) => labels.namesIn(text).length > 0);
  return named === undefined ? undefined : labels.onlyLineIn(named);
}

interface GridPart {
  readonly code: TableCode;
  readonly from: number;
  to: number;
}

/** Splits a grid where one statutory table ends and the next begins. */
function splitGrid(
  grid: Grid,
  last: { readonly code: TableCode; readonly columns: number } | undefined,
): readonly GridPart[] {
  const parts: GridPart[] = [];
  let hasColumns = false;
  let hasFigures = false;
  grid.slots.forEach((slots, row) => {
    const votes = new Map<TableCode, number>();
    slots.forEach((cell, slot) => {
      if (!isFirstSlot(cell, row, slot)) return;
      if (isLikeFigure(cell.text)) hasFigures = true;
      else {
        const owner = ownerOf(cell.text);
        if (!owner) return;
        votes.set(owner.code, (votes.get(owner.code) ?? 0) + 1);
        hasColumns ||= owner.isColumn;
      }
    });
    const [code] = [...votes].sort(([, a], [, b]) => b - a)[0] ?? [];
    const current = parts.at(-1);
    if (code && code !== current?.code) parts.push({ code, from: row, to: row + 1 });
    else if (current) current.to = row + 1;
  });
  const [first] = parts;
  if (first && (hasColumns || hasFigures)) return startAtTop(parts, first);
  return !first && hasFigures && last && isContinuationOf(grid, last)
    ? [{ code: last.code, from: 0, to: grid.slots.length }]
    : [];
}

/** Rows before the first recognised one may be the first labels of its table. */
function startAtTop(parts: readonly GridPart[], first: GridPart): readonly GridPart[] {
  return [{ ...first, from: 0 }, ...parts.slice(1)];
}

function isContinuationOf(
  grid: Grid,
  last: { readonly code: TableCode; readonly columns: number },
): boolean {
  const labels = LABELS_OF.get(last.code);
  const isKnown = (cell: GridCell | undefined): boolean =>
    cell !== undefined && (labels?.of(cell.text).length ?? 0) > 0;
  return grid.columns === last.columns && grid.slots.some((slots) => slots.some(isKnown));
}

function isFirstSlot(cell: GridCell | undefined, row: number, slot: number): cell is GridCell {
  return cell?.row === row && cell.column === slot && cell.text !== "";
}

interface Owner {
  readonly code: TableCode;
  readonly isColumn: boolean;
}

const OWNERS = new LabelCache((text): Owner | null => {
  const owners = [...LABELS_OF].flatMap(([code, labels]): Owner[] => {
    const found = labels.of(text);
    return found.length === 0 ? [] : [{ code, isColumn: found.some((l) => l.kind === "column") }];
  });
  return owners.length === 1 ? (owners[0] ?? null) : null;
});

/** The only table of the form that has a label; null for a label of none or of several, such as 总计. */
export function ownerOf(text: string): Owner | null {
  return OWNERS.of(text);
}
