import { ImageRun, Paragraph } from "docx";
import { ChartRun } from "docx/charts";
import { footLines } from "#charts/page-chart";
import { NOT_CALCULABLE } from "#domain/indicators/format";
import type { BriefingChart, NativeChart } from "../chart";
import type { PictureFile } from "../picture";
import { FONTS, TEXT_PIXELS } from "./styles";

const HEIGHT = 300;
const SMALL = { size: 9 };

/** A chart with its caption and foot: Word's own where it has the kind, else a picture. */
export function chartOf(
  chart: BriefingChart,
  number: number,
  picture: PictureFile | undefined,
): Paragraph[] {
  const drawn = chart.native
    ? nativeRun(chart, chart.native)
    : picture && pictureRun(chart, picture);
  if (!drawn) return [];
  return [
    new Paragraph({ style: "Picture", children: [drawn] }),
    new Paragraph({ style: "Caption", text: `图${number}　${chart.title}` }),
    ...[chart.subtitle, ...footLines(chart, chart.dataVersion)].map(
      (line, index, { length }) =>
        new Paragraph({ style: "Note", text: line, keepNext: index < length - 1 }),
    ),
  ];
}

function described({ title }: BriefingChart, { series, categories }: NativeChart): string {
  const lines = series.map(
    ({ name, values }) =>
      `${name}：${categories.map((each, index) => `${each}年${String(values[index] ?? NOT_CALCULABLE)}`).join("，")}`,
  );
  return `${title}。${lines.join("；")}`;
}

function nativeRun(chart: BriefingChart, native: NativeChart): ChartRun {
  const { type, stacking, categories, series, numberFormat } = native;
  const shared = {
    categories: [...categories],
    stacking,
    font: { name: FONTS.page },
    transformation: { width: TEXT_PIXELS, height: HEIGHT },
    altText: { name: chart.id, title: chart.title, description: described(chart, native) },
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

function pictureRun(chart: BriefingChart, { png, width, height }: PictureFile): ImageRun {
  return new ImageRun({
    type: "png",
    data: png,
    transformation: { width: TEXT_PIXELS, height: Math.round((TEXT_PIXELS * height) / width) },
    altText: { name: chart.id, title: chart.title, description: chart.subtitle },
  });
}
