import { showMarks, toProse } from "../marked-text";
import type { PageContent } from "./geometry";
import { sortIntoLines, splitSegments, type TextLine } from "./lines";
import { buildLattice, fillTable, type PageTable } from "./page-table";
import { findFrames } from "./rulings";
import { markStruckRuns } from "./strikes";

export interface PageLine {
  readonly kind: "line";
  readonly page: number;
  /** Number of the line on its page, from 1. */
  readonly number: number;
  readonly segments: readonly string[];
  readonly line: TextLine;
  /** Distance from the top of the page, as a share of its height. */
  readonly height: number;
}

interface PageTableItem {
  readonly kind: "table";
  readonly page: number;
  readonly table: PageTable;
}

/** A line or a table of a page. */
export type PageItem = PageLine | PageTableItem;

/** Splits a page into tables with ruling lines and lines of text, from top to bottom. */
export function arrangePage(content: PageContent): PageItem[] {
  const { runs, rules } = markStruckRuns(content.runs, content.horizontal);
  let rest = runs;
  const tables: PageTableItem[] = [];
  for (const frame of findFrames({ horizontal: rules, vertical: content.vertical })) {
    const lattice = buildLattice(frame);
    if (lattice.boxes.length < 2) continue;
    const { table, taken } = fillTable(lattice, rest, content.page);
    if (taken.size === 0) continue;
    rest = rest.filter((run) => !taken.has(run));
    tables.push({ kind: "table", page: content.page, table });
  }
  const upright = rest.filter(({ turn, mark }) => turn === 0 && mark !== "hidden");
  const lines = sortIntoLines(upright).map((line, index): PageLine => ({
    kind: "line",
    page: content.page,
    number: index + 1,
    segments: splitSegments(line).map((segment) => toProse(segment) || showMarks(segment)),
    line,
    height: line.down / content.height,
  }));
  const top = (item: PageItem): number => (item.kind === "line" ? item.line.down : item.table.top);
  return [...tables, ...lines].toSorted((a, b) => top(a) - top(b));
}

/** Ends of the strips of page numbers and running titles, as shares of the page's height. */
const HEAD = 0.1;
const FOOT = 0.9;

const DASH = "[-—–―－‐−·•.~]*";
const PAGE_NUMBER = new RegExp(
  `^${DASH}(?:第?\\d{1,4}页?(?:[/,，]?共?\\d{1,4}页?)?|[ivxⅰ-ⅹ]{1,5})${DASH}$`,
  "iu",
);

/** Removes page numbers and running titles, which would interrupt a table. */
export function removeRunningTitles(pages: readonly (readonly PageItem[])[]): PageItem[][] {
  const repeats = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(page.filter(isLine).filter(isMarginal).map(keyOf)))
      repeats.set(key, (repeats.get(key) ?? 0) + 1);
  const often = Math.max(2, Math.ceil(pages.length / 2));
  return pages.map((page) =>
    page.filter((item) => {
      if (!isLine(item) || !isMarginal(item)) return true;
      if (PAGE_NUMBER.test(compactText(item))) return false;
      return (repeats.get(keyOf(item)) ?? 0) < often;
    }),
  );
}

function isLine(item: PageItem): item is PageLine {
  return item.kind === "line";
}

function isMarginal(item: PageLine): boolean {
  return item.height < HEAD || item.height > FOOT;
}

function compactText(item: PageLine): string {
  return item.segments.join("").replaceAll(/\s/g, "");
}

/** Key of a line by its height and its words without numbers: the same for a title on every page. */
function keyOf(item: PageLine): string {
  return `${Math.round(item.height * 100)} ${compactText(item).replaceAll(/\d+/g, "#")}`;
}
