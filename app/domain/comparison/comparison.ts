import type { FigureMark } from "../checks/figure-mark";
import type { Indicator } from "../indicators/indicators";
import { lawBreak } from "../indicators/law-break";
import { funnel, type Funnel, type FunnelOptions, type FunnelPoint } from "../statistics/funnel";
import { groupVerdicts } from "../statistics/group-verdicts";
import { persistence, type Persistence, type YearVerdict } from "../statistics/persistence";
import { proportionDifference, type Change } from "../statistics/proportion-difference";
import { ranks, type Rank } from "../statistics/rank";
import { robustVerdicts } from "../statistics/robust-verdict";
import { standardise, type Standardised } from "../statistics/standardisation";
import type { Tally } from "../statistics/tally";
import type { Verdict } from "../statistics/verdict";
import type { BoundaryChange } from "./boundary";
import { completeStrata, type Stratum } from "./strata";
import { wilson, type Interval } from "../statistics/wilson";

/** One indicator of one body in one year, with the report it comes from. */
export interface StatedFigure {
  readonly report_id: string;
  /** Tells the body apart: its division, or its own id where a division has several of its kind. */
  readonly code: string;
  readonly division_code: string;
  /** What it is called: its division, or its own name where a division has several of its kind. */
  readonly division: string;
  readonly year: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** The same with all that a body is judged by among others. */
export interface BodyFigure extends StatedFigure {
  /** Name of the city around it; null where the province stands directly above. */
  readonly city: string | null;
  /** Under the indicator's other denominators, in their order. */
  readonly alternatives: readonly (number | null)[];
  /** The two sides by type of applicant; none where the indicator does not tell them apart. */
  readonly strata: readonly Stratum[];
  /** Errors in the cells of the report. */
  readonly errors: number;
  /** What they mean for this indicator; null where there are none. */
  readonly mark: FigureMark | null;
}

/** What an earlier year tells of a body. */
export type EarlierFigure = Pick<StatedFigure, "code" | "year" | "numerator" | "denominator">;

/** One body in a comparison. */
export interface ComparedBody extends BodyFigure {
  /** 0..1 for a rate, the count itself for a count; null when it cannot be calculated. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict | null;
  /** O − E: cases beyond what the group's rate explains. */
  readonly excess: number | null;
  readonly adjustedP: number | null;
  /** Told from the years since its boundaries changed. */
  readonly persistence: Persistence | null;
  /** On the year before, of the same body. */
  readonly change: Change | null;
  /** The last change of its boundaries; with a rate before it nothing is compared. */
  readonly boundary: BoundaryChange | null;
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
 * Compares bodies by one indicator in one year. Earlier years give the persistence and the change; `figures` may
 * hold them too. Bodies are known by their code; `boundaries` holds by division the last change that lies in these
 * years: a year before it is another body's. A year before a law or the form changed is not, since each is judged
 * among the figures of its own year.
 */
export function compared(
  figures: readonly BodyFigure[],
  year: number,
  indicator: Indicator,
  options: FunnelOptions = {},
  earlier: readonly EarlierFigure[] = [],
  boundaries: ReadonlyMap<string, BoundaryChange> = new Map(),
): Comparison {
  const current = figures.filter((figure) => figure.year === year);
  if (indicator.denominator === undefined)
    return { year, funnel: null, bodies: current.map(countedBody) };
  const tallies = talliesByYear(earlier, figures);
  const own = tallies.get(year) ?? [];
  const judgement = funnel(own, options);
  const points = byCode(judgement.points);
  const verdicts = [...tallies].map(([each, rows]) => ({
    year: each,
    verdicts: groupVerdicts(rows, options),
  }));
  const before = byCode(tallies.get(year - 1) ?? []);
  const isBroken = lawBreak(indicator, year - 1, year) !== null;
  const group: GroupJudgement = {
    ranks: byCode(ranks(own)),
    robust: robustOf(current, options),
    standardised: byCode(standardise(current.flatMap((figure) => completeStrata(figure)))),
  };
  return {
    year,
    funnel: judgement,
    bodies: current.map((figure) => {
      const { code, division_code } = figure;
      const boundary = boundaries.get(division_code) ?? null;
      const history: YearVerdict[] = [];
      for (const each of verdicts) {
        if (boundary && each.year < boundary.year) continue;
        const verdict = each.verdicts.get(code);
        if (verdict) history.push({ year: each.year, verdict });
      }
      const isOther = isBroken || boundary?.year === year;
      const last = isOther ? undefined : before.get(code);
      const past = { persistence: persistence(history), boundary };
      return judgedBody(figure, last, points.get(code), past, group);
    }),
  };
}

function talliesByYear(
  ...lists: readonly (readonly EarlierFigure[])[]
): ReadonlyMap<number, readonly Tally[]> {
  const years = new Map<number, Tally[]>();
  for (const figures of lists)
    for (const figure of figures) {
      const tally = tallyOf(figure, figure.denominator);
      if (!tally) continue;
      const those = years.get(figure.year);
      if (those) those.push(tally);
      else years.set(figure.year, [tally]);
    }
  return years;
}

function byCode<Each extends { readonly code: string }>(
  all: readonly Each[],
): ReadonlyMap<string, Each> {
  return new Map(all.map((each) => [each.code, each]));
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
  const others = current[0]?.alternatives.length ?? 0;
  if (others === 0) return null;
  const under = (denominatorOf: (figure: BodyFigure) => number | null): Tally[] =>
    current
      .map((figure) => tallyOf(figure, denominatorOf(figure)))
      .filter((tally) => tally !== null);
  const tallies: Record<string, Tally[]> = { own: under(({ denominator }) => denominator) };
  for (let index = 0; index < others; index += 1)
    tallies[`other ${index}`] = under(({ alternatives }) => alternatives[index] ?? null);
  return byCode(robustVerdicts(tallies, options));
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
    boundary: null,
    rank: null,
    robust: null,
    standardised: null,
  };
}

function judgedBody(
  figure: BodyFigure,
  earlier: Tally | undefined,
  point: FunnelPoint | undefined,
  past: Pick<ComparedBody, "persistence" | "boundary">,
  group: GroupJudgement,
): ComparedBody {
  const tally = tallyOf(figure, figure.denominator);
  // Written out: of thousands of bodies, to spread the figure takes as long as all the judging.
  return {
    report_id: figure.report_id,
    code: figure.code,
    division_code: figure.division_code,
    division: figure.division,
    city: figure.city,
    year: figure.year,
    numerator: figure.numerator,
    denominator: figure.denominator,
    alternatives: figure.alternatives,
    strata: figure.strata,
    errors: figure.errors,
    mark: figure.mark,
    value: point?.rate ?? null,
    interval: tally && point?.verdict !== "impossible" ? wilson(tally) : null,
    verdict: point?.verdict ?? null,
    excess: point?.excess ?? null,
    adjustedP: point?.adjustedP ?? null,
    persistence: past.persistence,
    boundary: past.boundary,
    change: tally && earlier ? proportionDifference(earlier, tally) : null,
    rank: group.ranks.get(figure.code) ?? null,
    robust: group.robust?.get(figure.code) ?? null,
    standardised: group.standardised.get(figure.code) ?? null,
  };
}

/** What a figure counts of a denominator; null unless the report states both sides. */
function tallyOf(
  { code, numerator }: Pick<EarlierFigure, "code" | "numerator">,
  denominator: number | null,
): Tally | null {
  if (numerator === null || denominator === null) return null;
  return { code, numerator, denominator };
}

/** The bodies above the upper limits, those with most excess cases first. */
export function standingOut({ bodies }: Comparison): ComparedBody[] {
  return bodies
    .filter(({ verdict }) => verdict === "high_998" || verdict === "high_95")
    .sort((a, b) => (b.excess ?? 0) - (a.excess ?? 0));
}
