import { svgOf } from "#charts/draw.server";
import { standaloneFoot } from "#charts/page-chart";
import { pngOf } from "#charts/png.server";
import { sizeOf, svgFile } from "#charts/svg-file";
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
export async function barePicture({ plot }: BriefingChart): Promise<PictureFile> {
  return rendered(svgFile(svgOf(plot({ width: PAPER_WIDTH })), { title: "" }));
}

/** The chart as picture files that can stand alone: title above, definition and source with it. */
export async function chartPicture(
  chart: BriefingChart,
  { dataset, inWords }: Pick<Briefing, "dataset" | "inWords">,
): Promise<PictureFile> {
  const { plot, title, subtitle, dataVersion } = chart;
  const foot = standaloneFoot(chart, { dataVersion, inWords, dataset });
  return rendered(svgFile(svgOf(plot({ width: PAPER_WIDTH })), { title, subtitle, foot }));
}

async function rendered(svg: string): Promise<PictureFile> {
  const png = await pngOf(svg);
  return { svg, png, width: sizeOf(svg, "width"), height: sizeOf(svg, "height") };
}
