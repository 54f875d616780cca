import type {
  InventedCell,
  InventedDocument,
  InventedRow,
  InventedTable,
} from "./invented-document";
import type { Random } from "./random";

type Rows = readonly InventedRow[];

/** A table of a document, and the tables with captions that take its place. */
interface Pieces {
  readonly caption?: string;
  readonly rows: Rows;
}

/** A way in which published layouts differ, of which every figure stays the same; undefined where it does not fit. */
type Change = (rows: Rows, random: Random) => readonly Pieces[] | undefined;

const BLANKS = ["\u00A0", "\u2009", "\u202F", "\u3000"];

/** Labels as published reports word them. */
const REWORDED: readonly (readonly [string, string])[] = [
  ["5.属于三类内部事务信息", "5.属于内部事务信息"],
  ["6.属于四类过程性信息", "6.属于过程性信息"],
  ["5.要求行政机关确认或重新出具已获取信息", "5.要求确认或重新出具已获取信息"],
  ["1.信访举报投诉类申请", "1.信访、举报、投诉类申请"],
  ["1.本机关不掌握相关政府信息", "1.本行政机关不掌握相关政府信息"],
  ["3.补正后申请内容仍不明确", "3.补正后申请内容仍不明确的"],
  ["2.没有现成信息需要另行制作", "2.没有现成信息，需另行制作的"],
  ["四、结转下年度继续办理", "四、结转下一年度办理"],
  ["1.属于国家秘密", "1.属于国家秘密的信息"],
  ["社会公益组织", "公益组织"],
  ["行政事业性收费", "行政事业收费"],
  ["（七）总计", "（七）合计"],
];

export const LAYOUT_MUTATIONS: Readonly<Record<string, Change>> = {
  合并行数少一: (rows, random) => withRowSpan(rows, random, (span) => span - 1),
  合并行数多一: (rows, random) => withRowSpan(rows, random, (span) => span + 1),
  合并行数丢失: (rows, random) => withRowSpan(rows, random, () => 1),
  表头合并行数错: (rows, random) => {
    const places = placesOf(rows, (cell) => cell.heads === true && cell.rowSpan > 1);
    return changedAt(rows, random, places, (cell) => ({
      ...cell,
      rowSpan: cell.rowSpan + random.pick([-1, 1]),
    }));
  },
  合并列数丢失: (rows) =>
    rows.some((cells) => cells.some((cell) => cell.columnSpan > 1))
      ? [{ rows: rows.map((cells) => cells.map((cell) => ({ ...cell, columnSpan: 1 }))) }]
      : undefined,
  表体合并列错位: (rows, random) => {
    const wide = rows.flatMap((cells, row) => {
      const figures = cells.flatMap((cell, at) => (cell.prints ? [at] : []));
      return figures.length > 1 ? [{ row, figures }] : [];
    });
    if (wide.length === 0) return undefined;
    const chosen = wide.filter(() => random.chance(0.7));
    return [
      {
        rows: rows.map((cells, row) => {
          const held = chosen.find((each) => each.row === row);
          if (!held) return cells;
          const at = random.pick(held.figures);
          return cells.map((cell, i) =>
            i === at ? { ...cell, columnSpan: cell.columnSpan + 1 } : cell,
          );
        }),
      },
    ];
  },
  表头文字分两行: (rows, random) => {
    const at = rows.findLastIndex((cells) => cells.some((cell) => cell.heads));
    const labels = rows[at] ?? [];
    if (at < 1 || labels.length < 3) return undefined;
    const split = new Set(labels.filter(({ text }) => text.length >= 4 && random.chance(0.6)));
    if (split.size === 0) return undefined;
    const taller = rows
      .slice(0, at)
      .map((cells, row) =>
        cells.map((cell) =>
          row + cell.rowSpan > at ? { ...cell, rowSpan: cell.rowSpan + 1 } : cell,
        ),
      );
    const half = (cell: InventedCell, part: 0 | 1): InventedCell => ({
      ...cell,
      text: part === 0 ? cell.text.slice(0, 2) : cell.text.slice(2),
    });
    const upper = labels.map((cell) => (split.has(cell) ? half(cell, 0) : { ...cell, rowSpan: 2 }));
    const lower = labels.filter((cell) => split.has(cell)).map((cell) => half(cell, 1));
    return [{ rows: [...taller, upper, lower, ...rows.slice(at + 1)] }];
  },
  表四分成几张: (rows) => {
    const [, second = [], third = [], figures = []] = rows;
    if (figures.filter((cell) => cell.prints).length !== 15) return undefined;
    const names = second.slice(0, 5).map((cell) => ({ ...cell, rowSpan: 1 }));
    return ["行政复议", "行政诉讼（未经复议直接起诉）", "复议后起诉情况"].map((name, i) => ({
      caption: `（${"一二三"[i]}）${name}`,
      rows: [i === 0 ? names : third.slice(5 * i - 5, 5 * i), figures.slice(5 * i, 5 * i + 5)],
    }));
  },
  占比行: (rows, random) => {
    const row = random.pick(rows.filter((cells) => cells.filter((c) => c.prints).length === 7));
    const shares = row.map((cell): InventedCell =>
      cell.prints
        ? { text: `${random.below(100)}.${random.below(10)}%`, rowSpan: 1, columnSpan: 1 }
        : { ...cell, rowSpan: 1, text: "占比" },
    );
    return [{ rows: [...rows, shares] }];
  },
  占比列: (rows, random) => {
    if (!rows.some((cells) => cells.filter((c) => c.prints).length === 7)) return undefined;
    const share = (): InventedCell => ({
      text: `${random.below(100)}.${random.below(10)}%`,
      rowSpan: 1,
      columnSpan: 1,
    });
    const heads = rows.filter((cells) => cells.some((cell) => cell.heads)).length;
    const head: InventedCell = { text: "占比", rowSpan: heads, columnSpan: 1, heads: true };
    return [
      {
        rows: rows.map((cells, row) => {
          if (row === 0) return [...cells, head];
          return cells.some((cell) => cell.prints) ? [...cells, share()] : cells;
        }),
      },
    ];
  },
  多一空列: (rows, random) => {
    const blank: InventedCell = { text: "", rowSpan: 1, columnSpan: 1 };
    const isBefore = random.chance(0.3);
    return [{ rows: rows.map((cells) => (isBefore ? [blank, ...cells] : [...cells, blank])) }];
  },
  千位空格: (rows, random) => {
    const blank = random.pick(BLANKS);
    const places = placesOf(
      rows,
      ({ prints, text }) => prints !== undefined && /^\d{4,}$/.test(text),
    );
    return changedAt(rows, random, places, (cell) => ({
      ...cell,
      text: cell.text.replace(/\B(?=(?:\d{3})+$)/g, blank),
    }));
  },
  标签换一种说法: (rows, random) => {
    const words = new Map(REWORDED);
    const places = placesOf(rows, ({ text }) => words.has(text));
    return changedAt(rows, random, places, (cell) => ({
      ...cell,
      text: words.get(cell.text) ?? cell.text,
    }));
  },
};

/** Applies a change to a random table that it fits. */
export function changeLayout(
  sample: InventedDocument,
  change: Change,
  random: Random,
): InventedDocument | undefined {
  const tables = sample.blocks.flatMap((block, at) => (block.kind === "table" ? [at] : []));
  while (tables.length > 0) {
    const [at = 0] = tables.splice(random.below(tables.length), 1);
    const block = sample.blocks[at];
    const pieces = block?.kind === "table" ? tryChange(block, change, random) : undefined;
    if (!pieces) continue;
    return {
      ...sample,
      blocks: sample.blocks.toSpliced(
        at,
        1,
        ...pieces.flatMap(({ caption, rows }) => [
          ...(caption ? [{ kind: "paragraph" as const, text: caption }] : []),
          { kind: "table" as const, rows, weights: [] },
        ]),
      ),
    };
  }
  return undefined;
}

function tryChange(
  { rows }: InventedTable,
  change: Change,
  random: Random,
): readonly Pieces[] | undefined {
  try {
    return change(rows, random);
  } catch {
    return undefined;
  }
}

interface Place {
  readonly row: number;
  readonly at: number;
}

function placesOf(rows: Rows, fits: (cell: InventedCell) => boolean): Place[] {
  return rows.flatMap((cells, row) =>
    cells.flatMap((cell, at) => (fits(cell) ? [{ row, at }] : [])),
  );
}

function changedAt(
  rows: Rows,
  random: Random,
  places: readonly Place[],
  change: (cell: InventedCell) => InventedCell,
): readonly Pieces[] | undefined {
  if (places.length === 0) return undefined;
  const { row, at } = random.pick(places);
  return [
    {
      rows: rows.with(
        row,
        (rows[row] ?? []).map((cell, i) => (i === at ? change(cell) : cell)),
      ),
    },
  ];
}

function withRowSpan(
  rows: Rows,
  random: Random,
  change: (span: number) => number,
): readonly Pieces[] | undefined {
  const places = placesOf(rows, (cell) => !cell.heads && cell.rowSpan > 1);
  return changedAt(rows, random, places, (cell) => ({ ...cell, rowSpan: change(cell.rowSpan) }));
}
