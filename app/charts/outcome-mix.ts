import * as Plot from "@observablehq/plot";
import { formatValue, NOT_CALCULABLE, formatPercent } from "#domain/indicators/number-format";
import { OUTCOME_MIX, quantityOfOutcome, type Outcome } from "#domain/indicators/indicators";
import {
  emptyChart,
  FONT,
  frame,
  isNarrow,
  largestText,
  PLAIN,
  QUIET,
  SMALL,
  rowScale,
  shareScale,
  type Size,
} from "./frame";
import { layOutLegend } from "./legend";
import { INK_2, inkOn, OUTCOME_COLOURS, PAPER, RULE_STRONG } from "./palette";
import { measureText, wrapText } from "./text-layout";

/** What became of the requests of one year, or of one body. */
export interface OutcomeMixRow {
  /** The year or the body. */
  readonly label: string;
  readonly href?: string;
  /** Where the segment of an outcome leads, if it is not where the row does. */
  readonly hrefs?: Readonly<Partial<Record<Outcome, string>>>;
  /** 办理结果总计 as printed or summed; null where nothing is known. */
  readonly total: number | null;
  readonly counts: Readonly<Record<Outcome, number | null>>;
  /** Why there is nothing to show. */
  readonly note?: string;
}

interface Segment {
  readonly index: number;
  readonly outcome: Outcome;
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly words: string;
  readonly href: string | undefined;
}

const ROW = 30;

/**
 * Stacked bars of 办理结果总计, one a row, in the order and colours of the form. Shares are of the
 * total as printed: where the parts do not sum to it, the bar ends short of or beyond 100%.
 */
export function plotOutcomeMix(rows: readonly OutcomeMixRow[], size: Size): Plot.PlotOptions {
  const segments = rows.flatMap(segmentsOf);
  if (segments.length === 0) return emptyChart(size);
  const key = layOutLegend(
    OUTCOME_MIX.map((outcome) => ({
      words: quantityOfOutcome(outcome).name,
      colour: OUTCOME_COLOURS[outcome],
      symbol: "square",
    })),
    size,
  );
  const labelled = rows.map((row, index) => ({
    ...row,
    index,
    name: wrapText(row.label, FONT, isNarrow(size) ? 72 : 156),
  }));
  const margins = {
    marginTop: key.height + 20,
    marginRight: isNarrow(size) ? 48 : 64,
    marginBottom: 4,
    marginLeft: 10 + Math.max(...labelled.map((row) => measureText(row.name, largestText(size)))),
  };
  const height = margins.marginTop + margins.marginBottom + rows.length * ROW;
  const most = Math.max(1, ...segments.map((segment) => segment.to));
  const pixels = (size.width - margins.marginLeft - margins.marginRight) / most;
  const right = { frameAnchor: "right", textAnchor: "end", dx: margins.marginRight } as const;
  const named = segments.filter(
    (segment) => segment.share * pixels >= measureText(formatPercent(segment.share), 11) + 6,
  );

  return {
    ...frame({ ...size, height, ...margins }),
    x: shareScale(most),
    y: rowScale(rows.length, height, margins),
    marks: [
      key.marks(margins),
      Plot.text(["总计"], { ...right, ...QUIET, frameAnchor: "top-right", dy: -12 }),
      OUTCOME_MIX.map((outcome) => [
        Plot.rect(
          segments.filter((segment) => segment.outcome === outcome),
          {
            x1: "from",
            x2: "to",
            y1: (segment: Segment) => segment.index - 0.35,
            y2: (segment: Segment) => segment.index + 0.35,
            fill: OUTCOME_COLOURS[outcome],
            insetLeft: 0.5,
            insetRight: 0.5,
            title: "words",
            href: "href",
          },
        ),
        Plot.text(
          named.filter((segment) => segment.outcome === outcome),
          {
            x: (segment: Segment) => (segment.from + segment.to) / 2,
            y: "index",
            text: (segment: Segment) => formatPercent(segment.share),
            fill: inkOn(OUTCOME_COLOURS[outcome]),
            fontWeight: outcome === "not_held" ? 700 : undefined,
            fontSize: SMALL,
            fontVariant: "tabular-nums",
            pointerEvents: "none",
          },
        ),
      ]),
      most > 1.0005 ? Plot.ruleX([1], { stroke: PAPER, strokeWidth: 2 }) : null,
      most > 1.0005 ? Plot.ruleX([1], { stroke: RULE_STRONG, strokeDasharray: "2,2" }) : null,
      Plot.text(labelled, {
        y: "index",
        text: "name",
        href: "href",
        frameAnchor: "left",
        textAnchor: "start",
        dx: -margins.marginLeft,
        ...PLAIN,
      }),
      Plot.text(labelled, {
        y: "index",
        text: (row: OutcomeMixRow) => formatValue(row.total, "count"),
        ...right,
        ...PLAIN,
        fill: INK_2,
      }),
      Plot.text(
        labelled.filter((row) => segmentsOf(row, 0).length === 0),
        {
          y: "index",
          text: (row: OutcomeMixRow) => [NOT_CALCULABLE, row.note ?? ""].join(" "),
          frameAnchor: "left",
          textAnchor: "start",
          ...QUIET,
        },
      ),
    ],
  };
}

function segmentsOf(row: OutcomeMixRow, index: number): Segment[] {
  const { total } = row;
  if (total === null || total <= 0) return [];
  let to = 0;
  return OUTCOME_MIX.flatMap((outcome): Segment[] => {
    const count = row.counts[outcome];
    if (count === null || count <= 0) return [];
    const from = to;
    const share = count / total;
    to += share;
    const words = `${row.label} ${quantityOfOutcome(outcome).name} ${formatValue(count, "count")}件，占${formatPercent(share)}`;
    const href = row.hrefs?.[outcome] ?? row.href;
    return [{ index, outcome, from, to, share, words, href }];
  });
}
