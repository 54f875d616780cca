import * as Plot from "@observablehq/plot";
import type { ApplicantOutcomes } from "#domain/comparison/applicant-outcomes";
import { applicantName, type ApplicantType, REQUESTS } from "#domain/form/requests";
import { formatValue, NOT_CALCULABLE, formatPercent } from "#domain/indicators/number-format";
import { OUTCOME_MIX, quantityOfOutcome, type Outcome } from "#domain/indicators/indicators";
import {
  emptyChart,
  FONT,
  frame,
  isNarrow,
  PLAIN,
  QUIET,
  SMALL,
  rowScale,
  type Size,
} from "./frame";
import { INK_2, inkOn, PAPER, RULE_STRONG } from "./palette";
import { balanceText, wrapText } from "./text-layout";

interface ApplicantOutcomesOptions extends Size {
  /** Shares of an applicant's requests, or of all requests with an outcome. */
  readonly shareOf: "applicant" | "outcome";
  /** Where a cell leads: the bodies that its count is the sum of. */
  readonly hrefOf?: (applicant: ApplicantType, outcome: Outcome) => string | undefined;
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly count: number | null;
  readonly share: number | null;
  readonly colour: string;
  readonly words: string;
  readonly href: string | undefined;
}

/**
 * Cross-table of applicants and outcomes: the share on a ground that darkens with it, and the count below where shares
 * are of applicants; shares of outcomes are of the same counts.
 * An unknown cell is “—” on white, a printed zero is 0.
 */
export function plotApplicantOutcomes(
  rows: readonly ApplicantOutcomes[],
  { shareOf, hrefOf, ...size }: ApplicantOutcomesOptions,
): Plot.PlotOptions {
  const ordered = REQUESTS.columns.flatMap((column) =>
    rows.filter((row) => row.applicant === column.code),
  );
  if (ordered.length === 0) return emptyChart(size);
  const narrow = isNarrow(size);
  const total = ordered.some((row) => row.applicant === "total");
  const cells = ordered.flatMap((row, index) =>
    OUTCOME_MIX.map((outcome, column) => ({
      ...cellOf(row, outcome, { row: index, column }, shareOf),
      href: row.counts[outcome] === null ? undefined : hrefOf?.(row.applicant, outcome),
    })),
  );
  const margins = {
    marginTop: narrow ? 58 : 34,
    marginLeft: narrow ? 58 : 112,
    marginRight: narrow ? 44 : 72,
    marginBottom: 2,
  };
  const column = (size.width - margins.marginLeft - margins.marginRight) / OUTCOME_MIX.length;
  const withCounts = shareOf === "applicant";
  const rowHeight = withCounts ? 40 : 28;
  const height = margins.marginTop + margins.marginBottom + ordered.length * rowHeight;
  const small = narrow ? 10 : 11;
  const heads = OUTCOME_MIX.map((outcome, index) => ({
    index,
    words: balanceText(quantityOfOutcome(outcome).name, small, column - 4),
  }));
  const applicants = ordered.map((row, index) => ({
    index,
    row,
    words: wrapText(applicantName(row.applicant), FONT, margins.marginLeft - 8),
  }));
  const right = { frameAnchor: "right", textAnchor: "end", dx: margins.marginRight } as const;
  return {
    ...frame({ ...size, height, ...margins }),
    x: { axis: null, type: "linear", domain: [-0.5, OUTCOME_MIX.length - 0.5] },
    y: rowScale(ordered.length, height, margins),
    marks: [
      Plot.text(heads, {
        x: "index",
        text: "words",
        frameAnchor: "top",
        lineAnchor: "bottom",
        dy: -8,
        ...QUIET,
        fontSize: small,
      }),
      Plot.text(["合计"], {
        ...right,
        frameAnchor: "top-right",
        lineAnchor: "bottom",
        dy: -8,
        ...QUIET,
        fontSize: small,
      }),
      Plot.rect(cells, {
        x1: (cell: Cell) => cell.column - 0.5,
        x2: (cell: Cell) => cell.column + 0.5,
        y1: (cell: Cell) => cell.row - 0.5,
        y2: (cell: Cell) => cell.row + 0.5,
        inset: 1,
        fill: "colour",
        title: "words",
        href: "href",
      }),
      Plot.text(cells, {
        x: "column",
        y: "row",
        dy: withCounts ? -7 : 0,
        text: (cell: Cell) =>
          cell.share === null ? NOT_CALCULABLE : formatPercent(cell.share, narrow ? 0 : 1),
        fill: (cell: Cell) => inkOn(cell.colour),
        fontSize: FONT,
        fontVariant: "tabular-nums",
        pointerEvents: "none",
      }),
      Plot.text(
        cells.filter((cell) => withCounts && cell.count !== null),
        {
          x: "column",
          y: "row",
          dy: 9,
          text: (cell: Cell) => formatValue(cell.count, "count"),
          fill: (cell: Cell) => inkOn(cell.colour),
          fontSize: SMALL,
          fontVariant: "tabular-nums",
          pointerEvents: "none",
        },
      ),
      Plot.text(applicants, {
        y: "index",
        text: "words",
        frameAnchor: "left",
        textAnchor: "start",
        dx: -margins.marginLeft,
        ...PLAIN,
      }),
      Plot.text(applicants, {
        y: "index",
        text: ({ row }: { row: ApplicantOutcomes }) => formatValue(row.counts.handled, "count"),
        ...right,
        ...PLAIN,
        fill: INK_2,
      }),
      total && ordered.length > 1
        ? Plot.ruleY([ordered.length - 1.5], { stroke: RULE_STRONG })
        : null,
    ],
  };
}

/** The finding of the chart: who applies most, and what becomes of their requests. */
export function applicantOutcomeTitle(rows: readonly ApplicantOutcomes[]): string {
  const all = rows.find((row) => row.applicant === "total")?.counts.handled ?? null;
  const types = rows.flatMap(({ applicant, counts: { handled }, ofApplicant, ofOutcome }) =>
    applicant === "total" || handled === null || handled === 0
      ? []
      : [{ applicant, handled, share: ofOutcome.handled, held: ofApplicant.not_held }],
  );
  const [first] = types.toSorted((a, b) => b.handled - a.handled);
  if (!first || !all || first.share === null) return "没有可以显示的办理结果";
  const held = first.held === null ? "" : `，其中“本机关不掌握”${formatPercent(first.held)}`;
  return `${applicantName(first.applicant)}的申请占办结的${formatPercent(first.share)}${held}`;
}

function cellOf(
  row: ApplicantOutcomes,
  outcome: Outcome,
  at: { readonly row: number; readonly column: number },
  shareOf: ApplicantOutcomesOptions["shareOf"],
): Omit<Cell, "href"> {
  const count = row.counts[outcome];
  const share = row[shareOf === "applicant" ? "ofApplicant" : "ofOutcome"][outcome];
  const of = shareOf === "applicant" ? "占该类申请人" : "占该类结果";
  const words = `${applicantName(row.applicant)}·${quantityOfOutcome(outcome).name} ${formatValue(count, "count")}件，${of}${formatValue(share, "share")}`;
  return { ...at, count, share, colour: share === null ? PAPER : tintOf(share), words };
}

/** White to the accent's blue; steps, so that equal grounds are equal at a glance. */
function tintOf(share: number): string {
  const steps = ["#f3f6fa", "#e1eaf4", "#c6d7ea", "#a5c0dd", "#82a7ce", "#4573ab", "#1d4f91"];
  const bounds = [0.02, 0.06, 0.12, 0.22, 0.36, 0.6];
  return steps[bounds.filter((bound) => share >= bound).length] ?? PAPER;
}
