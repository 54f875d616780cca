import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellByName } from "#domain/form/cells";
import type { ReadReport } from "#domain/report/read-report";
import type {
  InventedBlock,
  InventedDocument,
  InventedRow,
} from "../../support/documents/invented-document";
import { asHtml } from "../../support/documents/html";
import { layOut } from "../../support/documents/layout";
import { Random } from "../../support/documents/random";
import { asText } from "../../support/documents/text";
import { inventTruth, type Truth, type ZeroStyle } from "../../support/documents/truth";
import { fuzz } from "../../support/fuzz";
import { byName, readText, wrong } from "../../support/variant-report";

type Rows = readonly InventedRow[];
type Damage = (rows: Rows, row: number, at: number) => Rows;

/** What goes wrong with tables. `row` prints figures; `at` is one of its cells. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  "a row is lost": (rows, row) => rows.toSpliced(row, 1),
  "two rows change places": (rows, row) => {
    const [here, next] = [rows[row], rows[row + 1]];
    return here && next ? rows.with(row, next).with(row + 1, here) : rows;
  },
  "a row is printed twice": (rows, row) => rows.toSpliced(row, 0, rows[row] ?? []),
  "a cell is lost": (rows, row, at) => rows.with(row, (rows[row] ?? []).toSpliced(at, 1)),
  "a cell is printed twice": (rows, row, at) =>
    rows.with(
      row,
      (rows[row] ?? []).flatMap((cell, i) => (i === at ? [cell, cell] : [cell])),
    ),
  "a label is blank": (rows, row) =>
    changed(rows, row, (cell) => (cell.prints ? cell : { ...cell, text: "" })),
  "a label is of nothing known": (rows, row) =>
    changed(rows, row, (cell) => (cell.prints ? cell : { ...cell, text: "其中：线上申请" })),
  "a page number stands between rows": (rows, row) =>
    rows.toSpliced(row, 0, [{ text: "— 5 —", rowSpan: 1, columnSpan: 1 }]),
  "a bare number stands between rows": (rows, row) =>
    rows.toSpliced(row, 0, [{ text: "5", rowSpan: 1, columnSpan: 1 }]),
  "a bare number stands in a row": (rows, row, at) =>
    rows.with(
      row,
      (rows[row] ?? []).toSpliced(at + 1, 0, { text: "5", rowSpan: 1, columnSpan: 1 }),
    ),
  "digits are apart": (rows, row, at) =>
    changed(rows, row, (cell, i) =>
      i === at && cell.prints ? { ...cell, text: cell.text.split("").join(" ") } : cell,
    ),
  "the header is lost": (rows) => rows.filter((cells) => cells.some((cell) => cell.prints)),
};

type Cell = InventedRow[number];

function changed(rows: Rows, row: number, change: (cell: Cell, at: number) => Cell): Rows {
  return rows.with(row, (rows[row] ?? []).map(change));
}

const WRITERS = {
  html: (sample: InventedDocument) => readText(asHtml(sample), "示例.html"),
  text: (sample: InventedDocument) => readText(asText(sample), "示例.txt"),
  stream: (sample: InventedDocument) =>
    readText(asText(sample).replaceAll(/^\t|^\n/gm, ""), "示例.txt"),
};

function damaged(sample: InventedDocument, damage: Damage, random: Random): InventedDocument {
  const tables = sample.blocks.flatMap((block, i) => (block.kind === "table" ? [i] : []));
  const chosen = random.pick(tables);
  const block = sample.blocks[chosen];
  if (block?.kind !== "table") return sample;
  const printing = block.rows.flatMap((cells, i) => (cells.some((cell) => cell.prints) ? [i] : []));
  const row = random.pick(printing);
  const rows = damage(block.rows, row, random.below(block.rows[row]?.length ?? 1));
  const table: InventedBlock = { ...block, rows };
  return { ...sample, blocks: sample.blocks.with(chosen, table) };
}

/** Cells read otherwise than they are of which neither a problem nor a missing edition says so. */
function silentlyWrong(read: ReadReport, truth: Truth): string[] {
  const found = byName(read);
  return wrong(read, truth).filter((name) => {
    const cell = cellByName(name);
    if (!cell || read.forms[cell.table] === null) return false;
    if (!found.has(name)) return true;
    return !read.problems.some(
      ({ table, line, column }) =>
        table === cell.table &&
        (line !== undefined || column !== undefined) &&
        (line === undefined || line === cell.line) &&
        (column === undefined || column === cell.column),
    );
  });
}

const report = fc.record({
  seed: fc.nat(1_000_000),
  year: fc.constantFrom(2019, 2020, 2021, 2023, 2025),
  zero: fc.constantFrom<ZeroStyle>("0", "0", "/", ""),
});

describe.each(Object.entries(WRITERS))("a report in %s", (manner, read) => {
  it("that is well formed is read exactly", async () => {
    await fc.assert(
      fc.asyncProperty(report, async ({ seed, year, zero }) => {
        fc.pre(zero !== "" || manner !== "stream");
        const truth = inventTruth(new Random(seed), { year, zero });
        const found = await read(layOut(truth));
        expect(wrong(found, truth)).toEqual([]);
        expect(found.forms).toEqual(truth.editions);
      }),
      fuzz(5),
    );
  });

  it.each(Object.keys(DAMAGES))("of which %s is never silently wrong", async (name) => {
    const damage = DAMAGES[name];
    if (!damage) throw new Error(`No damage called ${name}`);
    await fc.assert(
      fc.asyncProperty(report, async ({ seed, year, zero }) => {
        const random = new Random(seed);
        const truth = inventTruth(random, { year, zero });
        const found = await read(damaged(layOut(truth), damage, random));
        expect(silentlyWrong(found, truth)).toEqual([]);
      }),
      fuzz(5),
    );
  });
});

describe("a text with tabs before its cells", () => {
  it("into which a bare number fell on a line of its own is never silently wrong", async () => {
    await fc.assert(
      fc.asyncProperty(report, fc.nat(), async ({ seed, year, zero }, n) => {
        const truth = inventTruth(new Random(seed), { year, zero });
        const lines = asText(layOut(truth)).split("\n");
        const figures = lines.flatMap((line, at) => (/^\t[\d/]*$/.test(line) ? [at] : []));
        const at = figures[n % figures.length] ?? 0;
        const read = await readText(lines.toSpliced(at + 1, 0, "5").join("\n"), "示例.txt");
        expect(silentlyWrong(read, truth)).toEqual([]);
      }),
      fuzz(20),
    );
  });
});
