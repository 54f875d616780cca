import * as Plot from "@observablehq/plot";
import { formatValue, NOT_CALCULABLE, type NumberFormat } from "#domain/indicators/number-format";
import { VERDICTS, type Verdict } from "#domain/statistics/verdict";
import {
  emptyChart,
  FONT,
  frame,
  isNarrow,
  largestText,
  PLAIN,
  QUIET,
  rowScale,
  type Size,
} from "./frame";
import { layOutLegend, verdictDots, verdictLegend } from "./legend";
import { INK_2, RANGE, RULE, RULE_STRONG } from "./palette";
import { measureText, wrapText } from "./text-layout";

/** One indicator of a body beside its peers. */
export interface SpineRow {
  readonly name: string;
  readonly format: NumberFormat;
  readonly href?: string;
  /** The body's own figure; null when it cannot be calculated. */
  readonly own: number | null;
  /** The peers' figures: least, quartiles, greatest; null when fewer than four have one. */
  readonly peers: {
    readonly least: number;
    readonly q1: number;
    readonly median: number;
    readonly q3: number;
    readonly most: number;
  } | null;
  readonly verdict: Verdict;
  readonly failing: boolean;
}

const ROW = 28;

/**
 * Spine chart: every indicator of one body against its peers. The line in the middle is the peers' median;
 * each bar is scaled by itself so that the farther end of the peers' range (or the body) touches the edge.
 */
export function plotSpine(rows: readonly SpineRow[], size: Size): Plot.PlotOptions {
  if (rows.length === 0) return emptyChart(size);
  const narrow = isNarrow(size);
  const placed = rows.map(scaleRow);
  const dots = placed.filter((row) => row.at !== null);
  const key = layOutLegend(verdictLegend(dots, "high"), size);
  const labels = rows.map((row) => wrapText(row.name, FONT, narrow ? 78 : 180));
  const column = narrow ? 52 : 84;
  const margins = {
    marginTop: key.height + 26,
    marginRight: column * 2,
    marginBottom: 6,
    marginLeft: 16 + Math.max(...labels.map((label) => measureText(label, largestText(size)))),
  };
  const height = margins.marginTop + margins.marginBottom + rows.length * ROW;
  const right = (dx: number) => ({ frameAnchor: "right", textAnchor: "end", dx }) as const;
  const head = (dx: number) =>
    ({ ...right(dx), ...QUIET, frameAnchor: "top-right", dy: -16 }) as const;
  const ranged = placed.filter((row) => row.range !== null);
  return {
    ...frame({ ...size, height, ...margins }),
    x: { axis: null, type: "linear", domain: [-1.04, 1.04] },
    y: rowScale(rows.length, height, margins),
    marks: [
      key.marks(margins),
      Plot.text(["← 较低"], { ...QUIET, frameAnchor: "top-left", textAnchor: "start", dy: -16 }),
      Plot.text(["较高 →"], {
        ...QUIET,
        frameAnchor: "top-right",
        textAnchor: "end",
        dx: narrow ? -16 : -4,
        dy: -16,
      }),
      Plot.text(["本单位"], head(column)),
      Plot.text(["同类中位"], head(column * 2)),
      Plot.ruleY(placed, { y: "index", x1: -1.04, x2: 1.04, stroke: RULE }),
      bar(ranged, ["least", "most"], RULE, 12),
      bar(ranged, ["q1", "q3"], RANGE, 12),
      Plot.ruleX([0], { stroke: INK_2 }),
      verdictDots(dots, { x: "at", y: "index", r: 5, title: "words", href: "href" }, "high"),
      Plot.text(placed, {
        y: "index",
        text: (row: ScaledRow) => labels[row.index],
        frameAnchor: "left",
        textAnchor: "start",
        dx: -margins.marginLeft,
        ...PLAIN,
      }),
      Plot.text(placed, {
        y: "index",
        text: (row: ScaledRow) => formatValue(row.own, row.format),
        ...right(column),
        ...PLAIN,
        fontWeight: 700,
      }),
      Plot.text(placed, {
        y: "index",
        text: (row: ScaledRow) => formatValue(row.peers?.median ?? null, row.format),
        ...right(column * 2),
        ...PLAIN,
        fill: INK_2,
      }),
      Plot.text(
        placed.filter((row) => row.at === null),
        {
          x: 0,
          y: "index",
          dx: 10,
          text: () => NOT_CALCULABLE,
          ...PLAIN,
          stroke: "white",
          strokeWidth: 4,
        },
      ),
      Plot.ruleY([rows.length - 0.5], { stroke: RULE_STRONG }),
    ],
  };
}

type ScaledRow = ReturnType<typeof scaleRow>;
type Peers = NonNullable<SpineRow["peers"]>;

/** A row scaled to −1..1 around the median of the peers. */
function scaleRow(row: SpineRow, index: number) {
  const { own, peers } = row;
  if (!peers) return { ...row, index, at: null, range: null, words: "" };
  const reach =
    Math.max(
      peers.most - peers.median,
      peers.median - peers.least,
      own === null ? 0 : Math.abs(own - peers.median),
    ) || 1;
  const place = (value: number) => (value - peers.median) / reach;
  const range: Peers = {
    least: place(peers.least),
    q1: place(peers.q1),
    median: 0,
    q3: place(peers.q3),
    most: place(peers.most),
  };
  const words = `${row.name} ${formatValue(own, row.format)}，${VERDICTS[row.verdict].name}\n同类 ${formatValue(peers.least, row.format)}–${formatValue(peers.most, row.format)}，中位 ${formatValue(peers.median, row.format)}`;
  return { ...row, index, at: own === null ? null : place(own), range, words };
}

function bar(
  rows: readonly ScaledRow[],
  [from, to]: readonly [keyof Peers, keyof Peers],
  colour: string,
  width: number,
): Plot.Markish {
  return Plot.ruleY(rows, {
    y: "index",
    x1: (row: ScaledRow) => row.range?.[from],
    x2: (row: ScaledRow) => row.range?.[to],
    stroke: colour,
    strokeWidth: width,
  });
}
