import {
  AlignmentType,
  Bookmark,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { ChartRun } from "docx/charts";
import { drawSvg } from "#charts/draw.server";
import { footLinesOf } from "#charts/page-chart";
import { NOT_CALCULABLE } from "#domain/indicators/number-format";
import { formatPlainValue, type PlainColumn, type PlainTable } from "#export/plain-table";
import { renderPng } from "#export/png.server";
import { sizeOf, writeSvgFile } from "#export/svg-file";
import type { BriefingChart, NativeChart } from "../briefing";
import { PAPER_WIDTH } from "../chart";
import { FINE_SIZE, font, FONTS, TEXT_PIXELS, TEXT_WIDTH } from "./styles";

const HEIGHT = 300;
const SMALL = { size: 9 };

/** A chart as a picture without words of its own: the document prints its caption. */
export interface Picture {
  readonly png: Uint8Array<ArrayBuffer>;
  /** In pixels; only their ratio counts. */
  readonly width: number;
  readonly height: number;
}

export async function drawPicture({ plot }: BriefingChart): Promise<Picture> {
  const svg = writeSvgFile(drawSvg(plot({ width: PAPER_WIDTH })), { title: "" });
  return { png: await renderPng(svg), width: sizeOf(svg, "width"), height: sizeOf(svg, "height") };
}

/** A chart with its caption and foot: Word's own where it has the kind, else a picture. */
export function renderChart(
  chart: BriefingChart,
  number: number,
  picture: Picture | undefined,
): Paragraph[] {
  const drawn = chart.native
    ? renderNativeChart(chart, chart.native)
    : picture && renderPicture(chart, picture);
  if (!drawn) return [];
  return [
    new Paragraph({ style: "Picture", children: [drawn] }),
    new Paragraph({ style: "Caption", text: `图${number}　${chart.title}` }),
    ...[chart.subtitle, ...footLinesOf(chart, chart.dataVersion)].map(
      (line, index, { length }) =>
        new Paragraph({ style: "Note", text: line, keepNext: index < length - 1 }),
    ),
  ];
}

function describeChart({ title }: BriefingChart, { series, categories }: NativeChart): string {
  const lines = series.map(
    ({ name, values }) =>
      `${name}：${categories.map((each, index) => `${each}年${String(values[index] ?? NOT_CALCULABLE)}`).join("，")}`,
  );
  return `${title}。${lines.join("；")}`;
}

function renderNativeChart(chart: BriefingChart, native: NativeChart): ChartRun {
  const { type, stacking, categories, series, numberFormat } = native;
  const shared = {
    categories: [...categories],
    stacking,
    font: { name: FONTS.page },
    transformation: { width: TEXT_PIXELS, height: HEIGHT },
    altText: { name: chart.id, title: chart.title, description: describeChart(chart, native) },
    valueAxis: { numberFormat, font: SMALL, minimum: 0 },
    chartArea: { border: "none" as const },
    ...(series.length > 1 ? {} : { legend: false as const }),
  };
  const drawn = series.map(({ name, colour, values }) => ({ name, color: colour, values }));
  if (type === "column") return new ChartRun({ ...shared, type, series: drawn, gapWidth: 60 });
  return new ChartRun({
    ...shared,
    type,
    series: drawn,
    markers: true,
    dataLabels: { value: true, position: "above", numberFormat, font: SMALL },
  });
}

function renderPicture(chart: BriefingChart, { png, width, height }: Picture): ImageRun {
  return new ImageRun({
    type: "png",
    data: png,
    transformation: { width: TEXT_PIXELS, height: Math.round((TEXT_PIXELS * height) / width) },
    altText: { name: chart.id, title: chart.title, description: chart.subtitle },
  });
}

/** Rows of a table that its lines stand closer in, so that a province's districts take two pages of the annex. */
const LONG_TABLE = 60;

/** A table over the width of the text: header rows repeat, rows do not split. */
export function renderTable({ columns, rows }: PlainTable): Table {
  const parts = columns.map(({ width }) => width ?? 1);
  const all = parts.reduce((sum, part) => sum + part, 0);
  const widths = parts.map((part) => Math.floor((TEXT_WIDTH * part) / all));
  const style = rows.length > LONG_TABLE ? "CloseCell" : "Cell";
  const sides = { left: 50, right: 50 };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    margins: style === "CloseCell" ? sides : { ...sides, top: 20, bottom: 20 },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ header }, index) =>
          renderCell(widths[index] ?? 0, style, AlignmentType.CENTER, [
            new TextRun({ text: header, font: font(FONTS.heading) }),
          ]),
        ),
      }),
      ...rows.map(
        ({ values, anchor }) =>
          new TableRow({
            cantSplit: true,
            children: columns.map((column, index) => {
              const text = formatPlainValue(values[index] ?? null, column.format);
              const run = new TextRun(column.fine ? { text, size: FINE_SIZE } : text);
              const marked = anchor !== undefined && index === 0;
              return renderCell(widths[index] ?? 0, style, alignmentOf(column), [
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

function renderCell(
  width: number,
  style: "Cell" | "CloseCell",
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
  children: (TextRun | Bookmark)[],
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [new Paragraph({ style, alignment, children })],
  });
}
