import { drawSvg } from "#charts/draw.server";
import { standaloneFootOf } from "#charts/page-chart";
import { renderPng } from "#export/png.server";
import { sizeOf, writeSvgFile } from "#export/svg-file";
import type { Briefing } from "./briefing";
import type { BriefingChart } from "./chart";

/** A chart as picture files, with title, definition and source in the picture. */
export interface PictureFile {
  readonly svg: string;
  readonly png: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Width at which charts are drawn for paper: the letters stay legible over 156 mm. */
const PAPER_WIDTH = 680;

/** Every chart of a briefing, in order. */
export function chartsOf({ sections }: Briefing): BriefingChart[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : [])),
  );
}

/** The chart alone as a picture for a document that prints the caption itself. */
export async function renderBarePicture({ plot }: BriefingChart): Promise<PictureFile> {
  return renderPicture(writeSvgFile(drawSvg(plot({ width: PAPER_WIDTH })), { title: "" }));
}

/** The chart as picture files that can stand alone: title above, definition and source with it. */
export async function renderChartPicture(
  chart: BriefingChart,
  { dataset, inWords }: Pick<Briefing, "dataset" | "inWords">,
): Promise<PictureFile> {
  const { plot, title, subtitle, dataVersion } = chart;
  const foot = standaloneFootOf(chart, { dataVersion, inWords, dataset });
  return renderPicture(
    writeSvgFile(drawSvg(plot({ width: PAPER_WIDTH })), { title, subtitle, foot }),
  );
}

async function renderPicture(svg: string): Promise<PictureFile> {
  const png = await renderPng(svg);
  return { svg, png, width: sizeOf(svg, "width"), height: sizeOf(svg, "height") };
}
