import type * as Plot from "@observablehq/plot";
import { type Dataset, DATASETS } from "#domain/report/division";
import type { Size } from "./frame";

/** A chart as SVG text of our own server, at the two widths that pages show. */
export interface Drawing {
  readonly wide: string;
  readonly narrow: string;
}

/** The words around a chart on a page. */
export interface ChartCaption {
  /** What the chart shows of these data, as a sentence. */
  readonly title: string;
  /** The definition of what is drawn. */
  readonly subtitle?: string | undefined;
  readonly source: string;
  /** How many bodies or cases, in words: “98个区县，办结件数12,345件”. */
  readonly n?: string | undefined;
  /** Bodies without figures, in words. */
  readonly missing?: string | undefined;
  /** Further lines of the foot: expected false alarms, caveats. */
  readonly notes?: readonly string[] | undefined;
}

/** A chart of a page before it is drawn: for the page at two widths, for a file at one. */
export interface PageChart extends ChartCaption {
  /** Its name among the charts of the page, in addresses. */
  readonly id: string;
  readonly plot: (size: Size) => Plot.PlotOptions;
  /** Width on a desk in pixels, where the page is narrower than others. */
  readonly width?: number;
}

export const REPORTS_AS_SOURCE = "各地公布的政府信息公开工作年度报告";

/** The lines below a chart, on the page and in its files alike. */
export function footLinesOf(
  { source, n, missing, notes = [] }: Omit<ChartCaption, "title">,
  dataVersion: string,
): string[] {
  const facts = [`来源：${source}`, n, missing, dataVersion];
  return [facts.filter(Boolean).join("　"), ...notes];
}

/** The lines below a chart in a file of its own: also the filters, and the notice of invented data. */
export function standaloneFootOf(
  caption: Omit<ChartCaption, "title">,
  page: { readonly dataVersion: string; readonly inWords: string; readonly dataset: Dataset },
): string[] {
  const notice = page.dataset === "demo" ? [DATASETS.demo.notice] : [];
  return [...footLinesOf(caption, page.dataVersion), `范围：${page.inWords}`, ...notice];
}
