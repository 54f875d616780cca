import type { TableCode } from "#domain/form/cells";
import type { Edition } from "#domain/form/edition";
import { cellText, type CellManner } from "./cell-text";
import { tableLayout } from "./layout";
import type { Manuscript } from "./manuscript";
import { filled, patternOf, type Pattern, type TableSkin } from "./pattern";

/** How a site shows a report. */
export interface Skin {
  readonly extension: "html" | "txt";
  readonly encoding: "utf-8" | "gb18030";
  readonly page: (manuscript: Manuscript) => string;
}

/** Draws the tables of a report with markup. */
export function markedUp(
  skinOf: (table: TableCode) => TableSkin,
): (table: TableCode, edition: Edition) => Pattern {
  return (table, edition) => patternOf(tableLayout(table, edition), skinOf(table));
}

/** The tables of a report, each drawn once an edition and filled once a report. */
export function tablesIn(
  draw: (table: TableCode, edition: Edition) => Pattern,
  manner: CellManner,
): (manuscript: Manuscript, table: TableCode) => string {
  const drawn = new Map<string, Pattern>();
  return ({ report }, table) => {
    const edition = report.forms[table];
    const key = `${table}-${edition}`;
    const pattern = drawn.get(key) ?? draw(table, edition);
    drawn.set(key, pattern);
    const texts = new Map<string, string>();
    for (const printed of report.printed)
      if (printed.cell.table === table) texts.set(printed.cell.name, cellText(printed, manner));
    return filled(pattern, (name) => texts.get(name) ?? "");
  };
}

/** The parts of a manuscript in order, headings, paragraphs and tables each drawn by the skin. */
export function bodyOf(
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
export function dateInWords(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** Attributes of a merged cell. */
export function spans({ rows, columns }: { rows: number; columns: number }): string {
  const down = rows > 1 ? ` rowspan="${rows}"` : "";
  return columns > 1 ? `${down} colspan="${columns}"` : down;
}
