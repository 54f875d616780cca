import type { Random } from "./random";
import type {
  InventedBlock,
  InventedCell,
  InventedDocument,
  InventedRow,
  InventedTable,
} from "./invented-document";
import type { TrueCell, Truth } from "./truth";

/** What each cell of a damaged document truly is; null where the document no longer prints it. */
export type Expected = ReadonlyMap<string, TrueCell | null>;

export interface Mutant {
  readonly sample: InventedDocument;
  readonly expected: Expected;
}

type Rows = readonly InventedRow[];
type Change = (rows: Rows, random: Random) => { rows: Rows; lost?: readonly string[] } | undefined;

/** A way in which published tables go wrong, applied to one table; undefined where it does not fit. */
export const MUTATIONS: Readonly<Record<string, Change>> = {
  行缺失: (rows, random) => {
    const row = random.pick(figureRows(rows));
    return { rows: withoutRow(rows, row), lost: printedBy(rows[row] ?? []) };
  },
  行对调: (rows, random) => {
    const row = random.pick(figureRows(rows).filter((at) => isSwappable(rows, at)));
    return { rows: swapped(rows, row) };
  },
  行重复: (rows, random) => {
    const row = random.pick(figureRows(rows).filter((at) => opensNothing(rows[at] ?? [])));
    return { rows: withRowAfter(rows, row, rows[row] ?? []) };
  },
  多出一行: (rows, random) => {
    const row = random.pick(figureRows(rows).filter((at) => opensNothing(rows[at] ?? [])));
    const extra = (rows[row] ?? []).map((cell) =>
      cell.prints
        ? { ...plain(cell), text: String(random.below(30)) }
        : { ...cell, text: "其中：涉企申请" },
    );
    return { rows: withRowAfter(rows, row, extra) };
  },
  整行左移一格: (rows, random) => changedRow(rows, random, (figures) => [...figures.slice(1), ""]),
  整行右移一格: (rows, random) =>
    changedRow(rows, random, (figures) => ["", ...figures.slice(0, -1)]),
  行内缺一格: (rows, random) => {
    const row = random.pick(figureRows(rows));
    const cells = rows[row] ?? [];
    const at = random.pick(cells.flatMap((cell, index) => (cell.prints ? [index] : [])));
    const lost = cells[at]?.prints;
    return { rows: replaced(rows, row, cells.toSpliced(at, 1)), lost: lost ? [lost] : [] };
  },
  数字断开: (rows, random) =>
    changedFigure(
      rows,
      random,
      2,
      (text) => `${text.slice(0, 1)}${random.pick([" ", "\n"])}${text.slice(1)}`,
    ),
  数字移入邻格: (rows, random) => {
    const row = random.pick(figureRows(rows).filter((at) => figuresOf(rows[at] ?? []).length > 1));
    const cells = rows[row] ?? [];
    const at = random.pick(
      cells.flatMap((cell, i) => (cell.prints && cells[i + 1]?.prints ? [i] : [])),
    );
    const [from, to] = [cells[at], cells[at + 1]];
    if (!from || !to || from.text === "") return undefined;
    const joined = random.pick([`${from.text} ${to.text}`, `${from.text}\n${to.text}`]);
    return {
      rows: replaced(
        rows,
        row,
        cells.with(at, { ...from, text: "" }).with(at + 1, { ...to, text: joined }),
      ),
    };
  },
  表头缺失: (rows) => {
    const first = rows.findIndex((cells) => !cells.some((cell) => cell.heads));
    return first > 0 ? { rows: rows.slice(first) } : undefined;
  },
  列对调: (rows, random) => {
    const heads = rows.findIndex(
      (cells) => cells.length === 5 && cells.every((cell) => cell.heads),
    );
    if (heads === -1) return undefined;
    const [one, other] = [random.below(5), random.below(5)];
    if (one === other) return undefined;
    const exchange = (cells: InventedRow, from: number): InventedRow => {
      const [a, b] = [cells[from + one], cells[from + other]];
      return a && b ? cells.with(from + one, b).with(from + other, a) : cells;
    };
    return {
      rows: rows.map((cells, row) => {
        if (row === heads) return exchange(cells, 0);
        const first = labelOf(cells) + 2;
        return labelOf(cells) >= 0 ? exchange(cells, first) : cells;
      }),
    };
  },
  表头错一格: (rows, random) => {
    const heads = rows.flatMap((cells, at) =>
      cells.length > 4 && cells.every((c) => c.heads) ? [at] : [],
    );
    const row = random.pick(heads);
    const cells = rows[row] ?? [];
    const next = cells.map((cell, i) => ({
      ...cell,
      text: cells[(i + 1) % cells.length]?.text ?? "",
    }));
    return { rows: replaced(rows, row, next) };
  },
  标签缺字: (rows, random) =>
    changedLabel(rows, random, (text, at) => text.slice(0, at) + text.slice(at + 1)),
  标签误识: (rows, random) =>
    changedLabel(
      rows,
      random,
      (text, at) =>
        `${text.slice(0, at)}${random.pick([..."己末日囗千土入"])}${text.slice(at + 1)}`,
    ),
  标签空白: (rows, random) => changedLabel(rows, random, () => ""),
  标签换成另一行: (rows, random) => {
    const labelled = figureRows(rows).filter((at) => labelOf(rows[at] ?? []) >= 0);
    const [row, other] = [random.pick(labelled), random.pick(labelled)];
    if (row === other) return undefined;
    const text = rows[other]?.[labelOf(rows[other] ?? [])]?.text ?? "";
    const cells = rows[row] ?? [];
    const at = labelOf(cells);
    return {
      rows: replaced(
        rows,
        row,
        cells.map((cell, i) => (i === at ? { ...cell, text } : cell)),
      ),
      lost: [...printedBy(cells), ...printedBy(rows[other] ?? [])],
    };
  },
  数字误识为字母: (rows, random) =>
    changedFigure(rows, random, 1, (text) =>
      text.replace(/[01]/, (digit) => (digit === "0" ? "O" : "l")),
    ),
  合并信息丢失: (rows) => ({
    rows: rows.map((cells) => cells.map((cell) => ({ ...cell, rowSpan: 1, columnSpan: 1 }))),
  }),
  乱码替换: (rows, random) =>
    changedFigure(rows, random, 1, (text) => `${text.slice(0, -1)}\uFFFD`),
};

/** Applies a mutation to the second or third statutory table, or the first where it fits better. */
export function mutate(
  truth: Pick<Truth, "cells">,
  sample: InventedDocument,
  change: Change,
  random: Random,
): Mutant | undefined {
  const tables = sample.blocks.flatMap((block, index) => (block.kind === "table" ? [index] : []));
  const at = tables[random.chance(0.7) ? 1 : random.below(tables.length)] ?? -1;
  const block = sample.blocks[at];
  if (block?.kind !== "table") return undefined;
  let changed: ReturnType<Change>;
  try {
    changed = change(block.rows, random);
  } catch {
    return undefined;
  }
  if (!changed) return undefined;
  const lost = new Set(changed.lost);
  const expected = new Map(
    [...truth.cells].map(([name, cell]) => [name, lost.has(name) ? null : cell] as const),
  );
  const table: InventedTable = { ...block, rows: changed.rows };
  return {
    sample: { ...sample, blocks: sample.blocks.with(at, table satisfies InventedBlock) },
    expected,
  };
}

function plain({ text, rowSpan, columnSpan }: InventedCell): InventedCell {
  return { text, rowSpan, columnSpan };
}

function figuresOf(cells: InventedRow): InventedCell[] {
  return cells.filter((cell) => cell.prints);
}

function printedBy(cells: InventedRow): string[] {
  return cells.flatMap((cell) => cell.prints ?? []);
}

function figureRows(rows: Rows): number[] {
  return rows.flatMap((cells, at) => (figuresOf(cells).length > 0 ? [at] : []));
}

/** Whether no merged cell begins in the row, so that it can be moved or left out by itself. */
function opensNothing(cells: InventedRow): boolean {
  return cells.every((cell) => cell.rowSpan === 1) && labelOf(cells) >= 0;
}

/** The cell before the first figure. */
function labelOf(cells: InventedRow): number {
  return cells.findIndex((cell) => cell.prints) - 1;
}

function replaced(rows: Rows, row: number, cells: InventedRow): Rows {
  return rows.with(row, cells);
}

function isSwappable(rows: Rows, row: number): boolean {
  const next = rows[row + 1];
  const cells = rows[row] ?? [];
  if (!next || labelOf(cells) < 0 || labelOf(next) < 0) return false;
  return figuresOf(next).length === figuresOf(cells).length && opensNothing(next);
}

/** The label and figures of a row change places with those of the next; merged cells stay. */
function swapped(rows: Rows, row: number): Rows {
  const [cells, next] = [rows[row] ?? [], rows[row + 1] ?? []];
  const [from, to] = [labelOf(cells), labelOf(next)];
  const rest = cells.slice(from);
  return replaced(
    replaced(rows, row, [
      ...cells.slice(0, from),
      ...next.slice(to).map((cell, i) => ({ ...cell, columnSpan: rest[i]?.columnSpan ?? 1 })),
    ]),
    row + 1,
    [
      ...next.slice(0, to),
      ...rest.map((cell, i) => ({ ...cell, columnSpan: next[to + i]?.columnSpan ?? 1 })),
    ],
  );
}

/** Leaves a row out; cells that begin in it and reach further down begin in the next one. */
function withoutRow(rows: Rows, row: number): Rows {
  const shortened = shifted(rows, row, -1);
  const handed = (rows[row] ?? [])
    .filter((cell) => cell.rowSpan > 1)
    .map((cell) => ({ ...cell, rowSpan: cell.rowSpan - 1 }));
  const next = shortened[row + 1];
  const filled =
    next && handed.length > 0 ? replaced(shortened, row + 1, [...handed, ...next]) : shortened;
  return filled.toSpliced(row, 1);
}

function withRowAfter(rows: Rows, row: number, cells: InventedRow): Rows {
  return shifted(rows, row, 1).toSpliced(row + 1, 0, cells);
}

/** Lengthens or shortens every merged cell that covers a row and began above it. */
function shifted(rows: Rows, row: number, by: 1 | -1): Rows {
  return rows.map((cells, at) =>
    at < row
      ? cells.map((cell) =>
          at + cell.rowSpan > row ? { ...cell, rowSpan: cell.rowSpan + by } : cell,
        )
      : cells,
  );
}

function changedRow(
  rows: Rows,
  random: Random,
  change: (texts: string[]) => string[],
): { rows: Rows } | undefined {
  const row = random.pick(figureRows(rows).filter((at) => figuresOf(rows[at] ?? []).length > 2));
  const cells = rows[row] ?? [];
  const texts = change(figuresOf(cells).map((cell) => cell.text));
  let next = 0;
  return {
    rows: replaced(
      rows,
      row,
      cells.map((cell) => (cell.prints ? { ...cell, text: texts[next++] ?? "" } : cell)),
    ),
  };
}

function changedFigure(
  rows: Rows,
  random: Random,
  least: number,
  change: (text: string) => string,
): { rows: Rows } | undefined {
  const places = rows.flatMap((cells, row) =>
    cells.flatMap((cell, at) =>
      cell.prints && cell.text.length >= least && change(cell.text) !== cell.text
        ? [{ row, at }]
        : [],
    ),
  );
  const { row, at } = random.pick(places);
  return {
    rows: replaced(
      rows,
      row,
      (rows[row] ?? []).map((cell, i) => (i === at ? { ...cell, text: change(cell.text) } : cell)),
    ),
  };
}

function changedLabel(
  rows: Rows,
  random: Random,
  change: (text: string, at: number) => string,
): { rows: Rows } {
  const row = random.pick(figureRows(rows).filter((at) => labelOf(rows[at] ?? []) >= 0));
  const cells = rows[row] ?? [];
  const label = labelOf(cells);
  return {
    rows: replaced(
      rows,
      row,
      cells.map((cell, i) =>
        i === label ? { ...cell, text: change(cell.text, random.below(cell.text.length)) } : cell,
      ),
    ),
  };
}
