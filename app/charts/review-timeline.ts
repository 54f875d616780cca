import * as Plot from "@observablehq/plot";
import { REVIEW_LITIGATION } from "#domain/form/review-litigation";
import { formatValue, NOT_CALCULABLE } from "#domain/indicators/number-format";
import { breakMarks, breaksWithin, heightOfMarks, LAW_CHANGES } from "./year-marks";
import { emptyChart, frame, GRID, HALO, PLAIN, QUIET, SMALL, ticks, type Size } from "./frame";
import { layOutLegend } from "./legend";
import { DISPUTE_COLOURS, INK_2, inkOn, RULE_STRONG } from "./palette";

type Dispute = (typeof REVIEW_LITIGATION.lines)[number]["code"];

/** Reviews and lawsuits of one year; null where nothing is printed. */
export interface DisputeYear {
  readonly year: number;
  readonly counts: Readonly<Record<Dispute, number | null>>;
  readonly note?: string;
  /** Where its column leads: the bodies that the counts are sums of. */
  readonly href?: string;
}

interface Segment {
  readonly year: number;
  readonly dispute: Dispute;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly words: string;
  readonly href: string | undefined;
}

/**
 * 行政复议 and 行政诉讼 by year, stacked: laws move cases between the parts, so only the whole column
 * can be compared across a mark.
 */
export function plotReviewTimeline(rows: readonly DisputeYear[], size: Size): Plot.PlotOptions {
  const segments = rows.flatMap(segmentsOf);
  if (rows.length === 0 || rows.every(isUnknown)) return emptyChart(size);
  const years = rows.map((row) => row.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const every = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const key = layOutLegend(
    REVIEW_LITIGATION.lines.map(({ code, label }) => ({
      words: label,
      colour: DISPUTE_COLOURS[code],
      symbol: "square",
    })),
    size,
  );
  const totals = rows
    .filter((row) => !isUnknown(row))
    .map((row) => ({ year: row.year, total: totalOf(row) }));
  const unknown = every.filter((year) => !totals.some((row) => row.year === year));
  const within = breaksWithin(LAW_CHANGES, years);
  const margins = {
    marginTop: key.height + 14 + Math.max(16, heightOfMarks(within)),
    marginRight: 4,
    marginBottom: unknown.length > 0 ? 38 : 24,
    marginLeft: 44,
  };
  const height = margins.marginTop + margins.marginBottom + 200;
  const most = Math.max(1, ...segments.map((segment) => segment.to)) * 1.1;
  const marks = ticks(0, most, 4).filter(Number.isInteger);
  const half = Math.min(0.34, (30 / (size.width - 48)) * every.length);
  const tall = segments.filter((segment) => (segment.count / most) * 200 >= 15);
  return {
    ...frame({ ...size, height, ...margins }),
    x: { axis: null, type: "linear", domain: [first - 0.5, last + 0.5] },
    y: { axis: null, type: "linear", domain: [0, most] },
    marks: [
      key.marks(margins),
      Plot.ruleY(marks, GRID),
      Plot.axisY(marks, {
        tickSize: 0,
        label: null,
        tickFormat: (tick: number) => formatValue(tick, "count"),
        ...QUIET,
      }),
      Plot.axisX(every, { tickSize: 0, label: null, tickFormat: String, ...QUIET }),
      Plot.text(["件"], {
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: -margins.marginLeft,
        dy: -16,
        ...QUIET,
      }),
      breakMarks(within, years),
      REVIEW_LITIGATION.lines.map(({ code }) => [
        Plot.rect(
          segments.filter((segment) => segment.dispute === code),
          {
            x1: (segment: Segment) => segment.year - half,
            x2: (segment: Segment) => segment.year + half,
            y1: "from",
            y2: "to",
            insetTop: 0.5,
            insetBottom: 0.5,
            fill: DISPUTE_COLOURS[code],
            title: "words",
            href: "href",
          },
        ),
        Plot.text(
          tall.filter((segment) => segment.dispute === code),
          {
            x: "year",
            y: (segment: Segment) => (segment.from + segment.to) / 2,
            text: (segment: Segment) => formatValue(segment.count, "count"),
            fill: inkOn(DISPUTE_COLOURS[code]),
            fontSize: SMALL,
            fontVariant: "tabular-nums",
            pointerEvents: "none",
          },
        ),
      ]),
      Plot.ruleY([0], { stroke: RULE_STRONG }),
      Plot.text(totals, {
        x: "year",
        y: "total",
        dy: -9,
        text: (row: { total: number }) => formatValue(row.total, "count"),
        ...PLAIN,
        ...HALO,
        fontWeight: 700,
      }),
      Plot.text(unknown, {
        x: (year: number) => year,
        frameAnchor: "bottom",
        dy: 32,
        text: () => NOT_CALCULABLE,
        ...PLAIN,
        fill: INK_2,
      }),
    ],
  };
}

/**
 * The finding of the chart in one year: reviews and lawsuits together, the only sum that compares across the laws,
 * and the change from the last year before it that has a figure.
 */
export function reviewTitle(rows: readonly DisputeYear[], year: number): string {
  const known = rows.flatMap(({ year, counts }) => {
    const printed = Object.values(counts).filter((count) => count !== null);
    return printed.length === 0
      ? []
      : [{ year, total: printed.reduce((sum, count) => sum + count, 0) }];
  });
  const last = known.find((each) => each.year === year);
  const before = known.findLast((each) => each.year < year);
  if (!last) return `${year}年没有复议诉讼数字`;
  const change = before ? `，${formatCountChange(last.total - before.total, before.year)}` : "";
  return `${last.year}年复议诉讼合计${formatValue(last.total, "count")}件${change}`;
}

function formatCountChange(change: number, since: number): string {
  if (change === 0) return `与${since}年持平`;
  return `比${since}年${change > 0 ? "增加" : "减少"}${formatValue(Math.abs(change), "count")}件`;
}

function isUnknown(row: DisputeYear): boolean {
  return Object.values(row.counts).every((count) => count === null);
}

function totalOf(row: DisputeYear): number {
  return Object.values(row.counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function segmentsOf(row: DisputeYear): Segment[] {
  let to = 0;
  return REVIEW_LITIGATION.lines.flatMap(({ code, label }): Segment[] => {
    const count = row.counts[code];
    if (count === null || count <= 0) return [];
    const from = to;
    to += count;
    return [
      {
        year: row.year,
        dispute: code,
        from,
        to,
        count,
        words: `${row.year}年 ${label}${formatValue(count, "count")}件`,
        href: row.href,
      },
    ];
  });
}
