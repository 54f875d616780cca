import { TABLE_CODES, type TableCode } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { layoutOf, type LayoutBox, type LayoutRows } from "#domain/form/layout";
import { SECTIONS } from "#domain/form/sections";
import { datasetOf, DATASETS } from "#domain/report/division";
import { writeTexts } from "../narrative/sections";
import type { PrintedFigure } from "../printing";
import type { SampleReport } from "../province";

/** One part of the report under its heading: paragraphs or a table. */
interface ManuscriptPart {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly table: TableCode | null;
}

/** A report as texts and tables, before a skin is applied. */
export interface Manuscript {
  readonly report: SampleReport;
  readonly title: string;
  /** Says that everything is invented; every skin prints it under the title. */
  readonly notice: string;
  readonly preface: string;
  readonly parts: readonly ManuscriptPart[];
}

/** Writes the manuscript of a report. */
export function writeManuscript(report: SampleReport, seed: number): Manuscript {
  const { preface, ...texts } = writeTexts(report, seed);
  const written: Readonly<Record<string, string>> = texts;
  return {
    report,
    title: `${report.year}年政府信息公开工作年度报告`,
    notice: DATASETS[datasetOf(report.division.code)].notice,
    preface,
    parts: SECTIONS.map(({ code, numeral, heading }) => ({
      heading: `${numeral}、${heading}`,
      paragraphs: written[code]?.split("\n") ?? [],
      table: TABLE_CODES.find((table) => table === code) ?? null,
    })),
  };
}

/** How a site presents a report. */
export interface Skin {
  readonly extension: "html" | "txt";
  readonly encoding: "utf-8" | "gb18030";
  readonly page: (manuscript: Manuscript) => string;
}

/** Draws the tables of a report with markup. */
export function drawMarkup(
  skinOf: (table: TableCode) => TableSkin,
): (table: TableCode, edition: Edition) => Pattern {
  return (table, edition) => drawPattern(layoutOf(table, edition).rows, skinOf(table));
}

/** Draws tables: each is drawn once per edition and filled once per report. */
export function tableDrawer(
  draw: (table: TableCode, edition: Edition) => Pattern,
  style: FigureStyle,
): (manuscript: Manuscript, table: TableCode) => string {
  const drawn = new Map<string, Pattern>();
  return ({ report }, table) => {
    const edition = report.forms[table];
    const key = `${table}-${edition}`;
    const pattern = drawn.get(key) ?? draw(table, edition);
    drawn.set(key, pattern);
    const texts = new Map<string, string>();
    for (const printed of report.printed)
      if (printed.cell.table === table) texts.set(printed.cell.name, formatFigure(printed, style));
    return fillPattern(pattern, (name) => texts.get(name) ?? "");
  };
}

/** The parts of a manuscript in order, headings, paragraphs and tables each drawn by the skin. */
export function drawBody(
  manuscript: Manuscript,
  draw: {
    readonly heading: (text: string) => string;
    readonly paragraph: (text: string) => string;
    readonly table: (manuscript: Manuscript, table: TableCode) => string;
  },
): string {
  const parts = manuscript.parts.flatMap(({ heading, paragraphs, table }) => [
    draw.heading(heading),
    ...paragraphs.map(draw.paragraph),
    ...(table ? [draw.table(manuscript, table)] : []),
  ]);
  return [draw.paragraph(manuscript.preface), ...parts].join("\n");
}

/** 2024年3月18日 */
export function formatDate(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** Attributes of a merged cell. */
export function spanAttributes({ rows, columns }: { rows: number; columns: number }): string {
  const down = rows > 1 ? ` rowspan="${rows}"` : "";
  return columns > 1 ? `${down} colspan="${columns}"` : down;
}

/** A table without its figures: texts, and names of cells where figures go. */
export type Pattern = readonly (string | { readonly figure: string })[];

/** A slot of the grid: the box that covers it, and whether it is the box's first slot. */
interface Slot {
  readonly box: LayoutBox;
  readonly first: boolean;
  /** Whether it is the leftmost slot of its row that the box covers. */
  readonly leftmost: boolean;
}

/** The grid that the boxes of a layout cover. */
export function slotsOf(layout: LayoutRows): readonly (readonly Slot[])[] {
  const grid: Slot[][] = layout.map(() => []);
  layout.forEach((boxes, r) => {
    let column = 0;
    for (const box of boxes) {
      while (grid[r]?.[column]) column++;
      for (let down = 0; down < box.rows; down++)
        for (let across = 0; across < box.columns; across++) {
          const row = grid[r + down];
          if (row)
            row[column + across] = { box, first: down + across === 0, leftmost: across === 0 };
        }
    }
  });
  return grid;
}

/** Words around the content of a box. */
interface Frame {
  readonly open: string;
  readonly close: string;
}

/** How a skin draws a table. */
interface TableSkin {
  readonly table: Frame;
  readonly row: Frame;
  readonly box: (box: LayoutBox) => Frame;
  readonly label: (box: LayoutBox) => string;
  /** Draws every slot, empty where merging would hide it. */
  readonly unmerged?: boolean;
}

/** Draws the pattern of a table, which is filled for every report. */
function drawPattern(layout: LayoutRows, skin: TableSkin): Pattern {
  const parts: (string | { figure: string })[] = [skin.table.open];
  const add = (box: LayoutBox, hidden: boolean): void => {
    const drawn = skin.unmerged ? { ...box, rows: 1, columns: 1 } : box;
    const { open, close } = skin.box(drawn);
    const content = hidden ? "" : box.cell ? { figure: box.cell } : skin.label(box);
    parts.push(open, content, close);
  };
  const rows = skin.unmerged ? slotsOf(layout) : layout.map((row) => row.map(toSlot));
  for (const row of rows) {
    parts.push(skin.row.open);
    for (const { box, first } of row) add(box, !first);
    parts.push(skin.row.close);
  }
  parts.push(skin.table.close);
  return joinWords(parts);
}

const toSlot = (box: LayoutBox): Slot => ({ box, first: true, leftmost: true });

/** Joins neighbouring texts of a pattern. */
export function joinWords(parts: Pattern): Pattern {
  const short: (string | { readonly figure: string })[] = [];
  for (const part of parts) {
    const last = short.at(-1);
    if (typeof part === "string" && typeof last === "string") short[short.length - 1] = last + part;
    else short.push(part);
  }
  return short;
}

/** Fills a pattern with figures. */
function fillPattern(pattern: Pattern, textOf: (figure: string) => string): string {
  let text = "";
  for (const part of pattern) text += typeof part === "string" ? part : textOf(part.figure);
  return text;
}

/** How a skin formats figures that are no plain numbers. */
interface FigureStyle {
  /** Unit in which the purchases of the 2019 edition are written into their cell. */
  readonly purchases: keyof typeof PURCHASE_UNITS;
  /** How a change of items shows its sign. */
  readonly change: "sign" | "word";
  /** Appended to the numbers of decisions, such as a no-break space. */
  readonly suffix: string;
}

function formatChange(value: number, style: FigureStyle): string {
  if (value === 0) return "0";
  const [more, less] = style.change === "word" ? ["增", "减"] : ["+", "-"];
  return `${value > 0 ? more : less}${Math.abs(value)}`;
}

const PURCHASE_UNITS = {
  yuan: { yuan: 1, text: "元" },
  tenThousandYuan: { yuan: 10_000, text: "万元" },
} as const;

function formatPurchases(value: number, { purchases }: FigureStyle): string {
  const { yuan, text } = PURCHASE_UNITS[purchases];
  return `${value / yuan}${text}`;
}

/** The text of a cell. */
export function formatFigure({ cell, value, state }: PrintedFigure, style: FigureStyle): string {
  if (state === "slash") return "/";
  if (value === null) return "";
  if (cell.signed) return formatChange(value, style);
  if (cell.column === "decisions") return `${value}${style.suffix}`;
  return cell.column === "amount" ? formatPurchases(value, style) : String(value);
}
