import type { QualityFlag } from "../checks/quality-flag";
import type { Indicator } from "../indicators/indicators";
import { explainLawBreak } from "../laws/laws";
import {
  countFlaggedYears,
  type FlaggedYears,
  type YearVerdict,
} from "../statistics/flagged-years";
import {
  buildFunnel,
  type Funnel,
  type FunnelOptions,
  type FunnelPoint,
  judgeGroup,
} from "../statistics/funnel";
import { type Rank, rankBodies } from "../statistics/rank";
import {
  type BodyRatio,
  compareProportions,
  type Interval,
  isPossible,
  type ProportionChange,
  rateOf,
  wilsonInterval,
} from "../statistics/ratio";
import { judgeUnderDenominators, type RobustVerdict } from "../statistics/robust-verdict";
import { standardise, type Standardised, type StratumRatio } from "../statistics/standardisation";
import type { Verdict } from "../statistics/verdict";
import type { BoundaryChange } from "../report/boundary-changes";

/** What a figure counts of a denominator; null unless the report states both sides. */
export function ratioOf(
  { code, numerator }: { readonly code: string; readonly numerator: number | null },
  denominator: number | null,
): BodyRatio | null {
  if (numerator === null || denominator === null) return null;
  return { code, numerator, denominator };
}

/** The tallies of some figures by year; of a figure of which a side is not stated there is none. */
export function ratiosByYear(
  ...lists: readonly (readonly {
    readonly code: string;
    readonly year: number;
    readonly numerator: number | null;
    readonly denominator: number | null;
  }[])[]
): ReadonlyMap<number, readonly BodyRatio[]> {
  const years = new Map<number, BodyRatio[]>();
  for (const figures of lists)
    for (const figure of figures) {
      const tally = ratioOf(figure, figure.denominator);
      if (!tally) continue;
      const those = years.get(figure.year);
      if (those) those.push(tally);
      else years.set(figure.year, [tally]);
    }
  return years;
}

export function indexByCode<Each extends { readonly code: string }>(
  all: readonly Each[],
): ReadonlyMap<string, Each> {
  return new Map(all.map((each) => [each.code, each]));
}

/** The two sides of a rate for one type of applicant; null where the report does not state them. */
export interface Stratum {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

interface Stratified extends Stratum {
  readonly code: string;
  readonly strata: readonly Stratum[];
}

/** A body's tallies by type of applicant; none unless they are all stated and sum to its own figure. */
export function completeStrataOf(own: Stratified): StratumRatio[] {
  const { code, strata } = own;
  const tallies: StratumRatio[] = [];
  let [above, below] = [0, 0];
  for (const { numerator, denominator } of strata) {
    if (numerator === null || denominator === null) return [];
    tallies.push({ code, stratum: String(tallies.length), numerator, denominator });
    above += numerator;
    below += denominator;
  }
  return above === own.numerator && below === own.denominator ? tallies : [];
}

/** A figure with all that its place among others is told from. */
export interface DetailedRatio extends DescribedRatio {
  /** Under the indicator's other denominators, in their order. */
  readonly alternatives: readonly (number | null)[];
  /** The two sides by type of applicant; none where the indicator does not tell them apart. */
  readonly strata: readonly Stratum[];
}

/** What is said of a body only within its whole group. */
export interface GroupPosition {
  readonly rank: Rank | null;
  /** Its verdict under each denominator, by place: 0 the indicator's own; null where there is only one. */
  readonly robust: RobustVerdict | null;
  /** What its mix of applicants explains; null where its figures by applicant are not complete. */
  readonly standardised: Standardised | null;
}

export const NO_POSITION: GroupPosition = { rank: null, robust: null, standardised: null };

/** The place of each body of a group by its code. */
export function locateInGroup(
  group: readonly DetailedRatio[],
  options: FunnelOptions,
): (code: string) => GroupPosition {
  const rank = indexByCode(rankBodies(ratiosUnder(group, ({ denominator }) => denominator)));
  const robust = robustVerdictsOf(group, options);
  const standardised = indexByCode(
    standardise(group.flatMap((figure) => completeStrataOf(figure))),
  );
  return (code) => ({
    rank: rank.get(code) ?? null,
    robust: robust?.get(code) ?? null,
    standardised: standardised.get(code) ?? null,
  });
}

/** Judges the bodies under the indicator's own and its other denominators. */
function robustVerdictsOf(
  group: readonly DetailedRatio[],
  options: FunnelOptions,
): ReadonlyMap<string, RobustVerdict> | null {
  const others = group[0]?.alternatives.length ?? 0;
  if (others === 0) return null;
  const under: Record<string, BodyRatio[]> = {
    0: ratiosUnder(group, ({ denominator }) => denominator),
  };
  for (let index = 0; index < others; index += 1)
    under[index + 1] = ratiosUnder(group, ({ alternatives }) => alternatives[index] ?? null);
  return indexByCode(judgeUnderDenominators(under, options));
}

function ratiosUnder(
  group: readonly DetailedRatio[],
  denominatorOf: (figure: DetailedRatio) => number | null,
): BodyRatio[] {
  return group
    .map((figure) => ratioOf(figure, denominatorOf(figure)))
    .filter((tally) => tally !== null);
}

/** One indicator of one body in one year, with the report it comes from. */
export interface StatedRatio {
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

/** The same with what a reader must know of the body and of its report. */
export interface DescribedRatio extends StatedRatio {
  /** Name of the city around it; null where the province stands directly above. */
  readonly city: string | null;
  /** Errors in the cells of the report. */
  readonly errors: number;
  /** What they mean for this indicator; null where there are none. */
  readonly mark: QualityFlag | null;
}

/** What an earlier year tells of a body. */
export type EarlierRatio = Pick<StatedRatio, "code" | "year" | "numerator" | "denominator">;

/** One body as it is judged among the others. */
export interface JudgedBody extends DescribedRatio {
  /** 0..1 for a rate, the count itself for a count; null when it cannot be calculated. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict | null;
  /** O − E: cases beyond what the group's rate explains. */
  readonly excess: number | null;
  readonly adjustedP: number | null;
  /** Told from the years since its boundaries changed. */
  readonly persistence: FlaggedYears | null;
  /** On the year before, of the same body. */
  readonly change: ProportionChange | null;
  /** The last change of its boundaries; with a rate before it nothing is compared. */
  readonly boundary: BoundaryChange | null;
}

/** One body in a comparison, with its place in it. */
export interface ComparedBody extends JudgedBody, GroupPosition {}

export interface Comparison<Body extends JudgedBody = JudgedBody> {
  readonly year: number;
  readonly bodies: readonly Body[];
  /** The judgement of the group; null for a count and for a body without others, which are not judged. */
  readonly funnel: Funnel | null;
}

/**
 * Judges bodies by one indicator in one year. Earlier years give the persistence and the change; `figures` may
 * hold them too. Bodies are known by their code; `boundaries` holds by division the last change that lies in these
 * years: a year before it is another body's. A year before a law or the form changed is not, since each is judged
 * among the figures of its own year.
 */
export function judgeBodies(
  figures: readonly DescribedRatio[],
  year: number,
  indicator: Indicator,
  options: FunnelOptions = {},
  earlier: readonly EarlierRatio[] = [],
  boundaries: ReadonlyMap<string, BoundaryChange> = new Map(),
): Comparison {
  const current = figures.filter((figure) => figure.year === year);
  if (indicator.denominator === undefined)
    return { year, funnel: null, bodies: current.map(describeCount) };
  const tallies = ratiosByYear(earlier, figures);
  const own = tallies.get(year) ?? [];
  const judgement = isAlone(own) ? null : buildFunnel(own, options);
  const points = indexByCode(judgement?.points ?? []);
  const verdicts = [...tallies]
    .filter(([, rows]) => !isAlone(rows))
    .map(([each, rows]) => ({ year: each, verdicts: judgeGroup(rows, options) }));
  const before = indexByCode(tallies.get(year - 1) ?? []);
  const isBroken = explainLawBreak(indicator, year - 1, year) !== null;
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
      const past = { persistence: countFlaggedYears(history), boundary };
      return describeRate(figure, last, points.get(code), past);
    }),
  };
}

/** Whether a body stands for its whole group: held against itself, anything would be ordinary. */
function isAlone(rows: readonly BodyRatio[]): boolean {
  return rows.length === 1;
}

/** The same with the place of each body among the others. */
export function compareBodies(
  figures: readonly DetailedRatio[],
  year: number,
  indicator: Indicator,
  options: FunnelOptions = {},
  earlier: readonly EarlierRatio[] = [],
  boundaries: ReadonlyMap<string, BoundaryChange> = new Map(),
): Comparison<ComparedBody> {
  const { funnel: judgement, bodies } = judgeBodies(
    figures,
    year,
    indicator,
    options,
    earlier,
    boundaries,
  );
  const placeOf = judgement
    ? locateInGroup(
        figures.filter((figure) => figure.year === year),
        options,
      )
    : () => NO_POSITION;
  // Assigned: of thousands of bodies, to spread each takes as long as all the judging.
  return {
    year,
    funnel: judgement,
    bodies: bodies.map((body) => Object.assign(body, placeOf(body.code))),
  };
}

function describeCount(figure: DescribedRatio): JudgedBody {
  return describeBody(figure, {
    value: figure.numerator,
    interval: null,
    verdict: null,
    excess: null,
    adjustedP: null,
    persistence: null,
    change: null,
    boundary: null,
  });
}

function describeRate(
  figure: DescribedRatio,
  earlier: BodyRatio | undefined,
  point: FunnelPoint | undefined,
  { persistence, boundary }: Pick<JudgedBody, "persistence" | "boundary">,
): JudgedBody {
  const tally = ratioOf(figure, figure.denominator);
  return describeBody(figure, {
    value: tally && rateOf(tally),
    interval: tally && isPossible(tally) ? wilsonInterval(tally) : null,
    verdict: point?.verdict ?? null,
    excess: point?.excess ?? null,
    adjustedP: point?.adjustedP ?? null,
    persistence,
    boundary,
    change: tally && earlier ? compareProportions(earlier, tally) : null,
  });
}

/** Written out: of thousands of bodies, to spread the figure takes as long as all the judging. */
function describeBody(
  figure: DescribedRatio,
  judgement: Omit<JudgedBody, keyof DescribedRatio>,
): JudgedBody {
  return Object.assign(
    {
      report_id: figure.report_id,
      code: figure.code,
      division_code: figure.division_code,
      division: figure.division,
      city: figure.city,
      year: figure.year,
      numerator: figure.numerator,
      denominator: figure.denominator,
      errors: figure.errors,
      mark: figure.mark,
    },
    judgement,
  );
}

/** The bodies above the upper limits, those with most excess cases first. */
export function selectOutliers<Body extends JudgedBody>({ bodies }: Comparison<Body>): Body[] {
  return bodies
    .filter(({ verdict }) => verdict === "high_998" || verdict === "high_95")
    .sort((a, b) => (b.excess ?? 0) - (a.excess ?? 0));
}
