import {
  AlignmentType,
  Bookmark,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { printed, type PlainColumn, type PlainTable } from "../plain-table";
import { FINE_SIZE, FONTS, font, TEXT_WIDTH } from "./styles";

/** A table over the width of the text: header rows repeat, rows do not split. */
export function tableOf({ columns, rows }: PlainTable): Table {
  const parts = columns.map(({ width }) => width ?? 1);
  const all = parts.reduce((sum, part) => sum + part, 0);
  const widths = parts.map((part) => Math.floor((TEXT_WIDTH * part) / all));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 50, right: 50, top: 20, bottom: 20 },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ header }, index) =>
          cellOf(widths[index] ?? 0, AlignmentType.CENTER, [
            new TextRun({ text: header, font: font(FONTS.heading) }),
          ]),
        ),
      }),
      ...rows.map(
        ({ values, anchor }) =>
          new TableRow({
            cantSplit: true,
            children: columns.map((column, index) => {
              const text = printed(values[index] ?? null, column.format);
              const run = new TextRun(column.fine ? { text, size: FINE_SIZE } : text);
              const marked = anchor !== undefined && index === 0;
              return cellOf(widths[index] ?? 0, alignmentOf(column), [
                marked ? new Bookmark({ id: anchor, children: [run] }) : run,
              ]);
            }),
          }),
      ),
    ],
  });
}

function alignmentOf({ format }: PlainColumn) {
  return format === "text" ? AlignmentType.LEFT : AlignmentType.RIGHT;
}

function cellOf(
  width: number,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
  children: (TextRun | Bookmark)[],
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [new Paragraph({ style: "Cell", alignment, children })],
  });
}
