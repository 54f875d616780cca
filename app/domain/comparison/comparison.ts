import { funnel, type Funnel, type FunnelOptions, type FunnelPoint } from "../statistics/funnel";
import { persistence, type Persistence } from "../statistics/persistence";
import { proportionDifference, type Change } from "../statistics/proportion-difference";
import type { Tally } from "../statistics/tally";
import type { Verdict } from "../statistics/verdict";
import { wilson, type Interval } from "../statistics/wilson";

/** One indicator of one body in one year, with the report it comes from. */
export interface BodyFigure {
  readonly report_id: string;
  readonly division_code: string;
  readonly division: string;
  readonly city: string | null;
  readonly year: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Findings of severity E on the report. */
  readonly errors: number;
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
}

export interface Comparison {
  readonly year: number;
  readonly bodies: readonly ComparedBody[];
  /** The judgement of the group; null for a count, which is not judged. */
  readonly funnel: Funnel | null;
}

/**
 * Compares bodies by one indicator in one year. `figures` may hold earlier years too: they give the
 * persistence and the change. Bodies are known by their division.
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
  const before = new Map(
    figures.filter((f) => f.year === year - 1).map((f) => [f.division_code, f]),
  );
  return {
    year,
    funnel: funnels.get(year) ?? funnelOf([], year, options),
    bodies: current.map((figure) => {
      const code = figure.division_code;
      const history = years.flatMap((each) => {
        const verdict = points.get(each)?.get(code)?.verdict;
        return verdict ? [{ year: each, verdict }] : [];
      });
      const point = points.get(year)?.get(code);
      return judgedBody(figure, before.get(code), point, persistence(history));
    }),
  };
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
  };
}

function judgedBody(
  figure: BodyFigure,
  before: BodyFigure | undefined,
  point: FunnelPoint | undefined,
  past: Persistence,
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
function tallyOf({ division_code, numerator, denominator }: BodyFigure): Tally | null {
  if (numerator === null || denominator === null) return null;
  return { code: division_code, numerator, denominator };
}

/** The bodies above the upper limits, those with most excess cases first. */
export function standingOut({ bodies }: Comparison): ComparedBody[] {
  return bodies
    .filter(({ verdict }) => verdict === "high_998" || verdict === "high_95")
    .sort((a, b) => (b.excess ?? 0) - (a.excess ?? 0));
}
