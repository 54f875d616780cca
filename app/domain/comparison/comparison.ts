import type { FigureMark } from "../checks/figure-mark";
import { funnel, type Funnel, type FunnelOptions, type FunnelPoint } from "../statistics/funnel";
import { persistence, type Persistence } from "../statistics/persistence";
import { proportionDifference, type Change } from "../statistics/proportion-difference";
import { ranks, type Rank } from "../statistics/rank";
import { robustVerdicts } from "../statistics/robust-verdict";
import { standardise, type Standardised } from "../statistics/standardisation";
import type { Tally } from "../statistics/tally";
import type { Verdict } from "../statistics/verdict";
import { completeStrata, type Stratum } from "./strata";
import { wilson, type Interval } from "../statistics/wilson";

/** One indicator of one body in one year, with the report it comes from. */
export interface BodyFigure {
  readonly report_id: string;
  /** Tells the body apart: its division, or its own id where a division has several of its kind. */
  readonly code: string;
  readonly division_code: string;
  /** What it is called: its division, or its own name where a division has several of its kind. */
  readonly division: string;
  readonly city: string | null;
  readonly year: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Under the indicator's other denominators, in their order. */
  readonly alternatives: readonly (number | null)[];
  /** The two sides by type of applicant; none where the indicator does not tell them apart. */
  readonly strata: readonly Stratum[];
  /** Errors in the cells of the report. */
  readonly errors: number;
  /** What they mean for this indicator; null where there are none, and in the years before. */
  readonly mark: FigureMark | null;
}

/** One body in a comparison. */
export interface ComparedBody extends BodyFigure {
  /** 0..1 for a rate, the count itself for a count; null when it cannot be calculated. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict | null;
  /** O − E: cases beyond what the group's rate explains. */
  readonly excess: number | null;
  readonly adjustedP: number | null;
  readonly persistence: Persistence | null;
  /** On the year before, of the same body. */
  readonly change: Change | null;
  readonly rank: Rank | null;
  /** Under how many denominators it was judged, and is high at 99.8%; null where there is only one. */
  readonly robust: { readonly high: number; readonly judged: number } | null;
  /** What its mix of applicants explains; null where its figures by applicant are not complete. */
  readonly standardised: Standardised | null;
}

export interface Comparison {
  readonly year: number;
  readonly bodies: readonly ComparedBody[];
  /** The judgement of the group; null for a count, which is not judged. */
  readonly funnel: Funnel | null;
}

/**
 * Compares bodies by one indicator in one year. `figures` may hold earlier years too: they give the
 * persistence and the change. Bodies are known by their code.
 */
export function compared(
  figures: readonly BodyFigure[],
  year: number,
  isRate: boolean,
  options: FunnelOptions = {},
): Comparison {
  const current = figures.filter((figure) => figure.year === year);
  if (!isRate) return { year, funnel: null, bodies: current.map(countedBody) };
  const years = [...new Set(figures.map((figure) => figure.year))].sort((a, b) => a - b);
  const funnels = new Map(years.map((each) => [each, funnelOf(figures, each, options)]));
  const points = new Map([...funnels].map(([each, group]) => [each, pointsOf(group)]));
  const before = new Map(figures.filter((f) => f.year === year - 1).map((f) => [f.code, f]));
  const group: GroupJudgement = {
    ranks: new Map(
      ranks(current.flatMap((figure) => tallyOf(figure) ?? [])).map((rank) => [rank.code, rank]),
    ),
    robust: robustOf(current, options),
    standardised: new Map(
      standardise(current.flatMap((figure) => completeStrata(figure))).map((standard) => [
        standard.code,
        standard,
      ]),
    ),
  };
  return {
    year,
    funnel: funnels.get(year) ?? funnelOf([], year, options),
    bodies: current.map((figure) => {
      const { code } = figure;
      const history = years.flatMap((each) => {
        const verdict = points.get(each)?.get(code)?.verdict;
        return verdict ? [{ year: each, verdict }] : [];
      });
      const point = points.get(year)?.get(code);
      return judgedBody(figure, before.get(code), point, persistence(history), group);
    }),
  };
}

/** What is said of a body only within its whole group. */
interface GroupJudgement {
  readonly ranks: ReadonlyMap<string, Rank>;
  readonly robust: ReadonlyMap<string, { readonly high: number; readonly judged: number }> | null;
  readonly standardised: ReadonlyMap<string, Standardised>;
}

/** Judges the bodies under the indicator's own and its other denominators. */
function robustOf(
  current: readonly BodyFigure[],
  options: FunnelOptions,
): GroupJudgement["robust"] {
  const others = Math.max(0, ...current.map(({ alternatives }) => alternatives.length));
  if (others === 0) return null;
  const under = (denominatorOf: (figure: BodyFigure) => number | null): Tally[] =>
    current.flatMap((figure) => tallyOf({ ...figure, denominator: denominatorOf(figure) }) ?? []);
  const tallies: Record<string, Tally[]> = { own: under(({ denominator }) => denominator) };
  for (let index = 0; index < others; index += 1)
    tallies[`other ${index}`] = under(({ alternatives }) => alternatives[index] ?? null);
  return new Map(robustVerdicts(tallies, options).map((verdict) => [verdict.code, verdict]));
}

function countedBody(figure: BodyFigure): ComparedBody {
  return {
    ...figure,
    value: figure.numerator,
    interval: null,
    verdict: null,
    excess: null,
    adjustedP: null,
    persistence: null,
    change: null,
    rank: null,
    robust: null,
    standardised: null,
  };
}

function judgedBody(
  figure: BodyFigure,
  before: BodyFigure | undefined,
  point: FunnelPoint | undefined,
  past: Persistence,
  group: GroupJudgement,
): ComparedBody {
  const tally = tallyOf(figure);
  const earlier = before && tallyOf(before);
  return {
    ...figure,
    value: point?.rate ?? null,
    interval: tally && point?.verdict !== "impossible" ? wilson(tally) : null,
    verdict: point?.verdict ?? null,
    excess: point?.excess ?? null,
    adjustedP: point?.adjustedP ?? null,
    persistence: past,
    change: tally && earlier ? proportionDifference(earlier, tally) : null,
    rank: group.ranks.get(figure.code) ?? null,
    robust: group.robust?.get(figure.code) ?? null,
    standardised: group.standardised.get(figure.code) ?? null,
  };
}

function funnelOf(figures: readonly BodyFigure[], year: number, options: FunnelOptions): Funnel {
  const tallies = figures.flatMap((f) => (f.year === year ? (tallyOf(f) ?? []) : []));
  return funnel(tallies, options);
}

function pointsOf(group: Funnel): ReadonlyMap<string, FunnelPoint> {
  return new Map(group.points.map((point) => [point.code, point]));
}

/** What a figure counts; null unless the report states both sides. */
function tallyOf({ code, numerator, denominator }: BodyFigure): Tally | null {
  if (numerator === null || denominator === null) return null;
  return { code, numerator, denominator };
}

/** The bodies above the upper limits, those with most excess cases first. */
export function standingOut({ bodies }: Comparison): ComparedBody[] {
  return bodies
    .filter(({ verdict }) => verdict === "high_998" || verdict === "high_95")
    .sort((a, b) => (b.excess ?? 0) - (a.excess ?? 0));
}
