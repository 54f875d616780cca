import type { QualityFlag } from "../checks/quality-flag";
import { distributionOf, type Indicator } from "../indicators/indicators";
import { type Concentration, findConcentration } from "./concentration";
import { explainLawBreak } from "../indicators/law-breaks";
import {
  countFlaggedYears,
  FLAGGED_YEARS_WINDOW,
  type FlaggedYears,
  type YearVerdict,
} from "../statistics/flagged-years";
import {
  adjustPValues,
  buildFunnel,
  type Funnel,
  type FunnelOptions,
  type FunnelPoint,
  judgeGroup,
} from "../statistics/funnel";
import { type Rank, rankBodies } from "../statistics/rank";
import { compareRates, type RateChange, rateInterval } from "../statistics/rate-interval";
import {
  type BodyRatio,
  type Interval,
  rateOf,
  type StatedRatio,
  type Value,
} from "../statistics/ratio";
import { poolYears, type PooledYears } from "../statistics/pooled-years";
import { shrinkRates, type ShrunkenRate } from "../statistics/shrunken-rate";
import { judgeUnderDenominators, type RobustVerdict } from "../statistics/robust-verdict";
import { standardise, type Standardised, type StratumRatio } from "../statistics/standardisation";
import { LEAST_FOR_OTHER_YARDSTICK, type Verdict } from "../statistics/verdict";
import type { Yardstick } from "../filters/yardsticks";
import type { BoundaryChange } from "../report/boundary-changes";

/** A body's ratio over a denominator; null unless the report states both. */
function ratioOf(
  { code, numerator }: { readonly code: string; readonly numerator: number | null },
  denominator: number | null,
): BodyRatio | null {
  if (numerator === null || denominator === null) return null;
  return { code, numerator, denominator };
}

/** The ratios by year; those of which numerator or denominator is not stated are left out. */
function ratiosByYear(
  ...lists: readonly (readonly EarlierRatio[])[]
): ReadonlyMap<number, readonly BodyRatio[]> {
  const years = new Map<number, BodyRatio[]>();
  for (const figures of lists)
    for (const figure of figures) {
      const ratio = ratioOf(figure, figure.denominator);
      if (!ratio) continue;
      const known = years.get(figure.year);
      if (known) known.push(ratio);
      else years.set(figure.year, [ratio]);
    }
  return years;
}

/** The ratios of all years by body, also those that a report does not state. */
function reportsByCode(
  ...lists: readonly (readonly EarlierRatio[])[]
): ReadonlyMap<string, readonly EarlierRatio[]> {
  const bodies = new Map<string, EarlierRatio[]>();
  for (const figures of lists)
    for (const figure of figures) {
      const known = bodies.get(figure.code);
      if (known) known.push(figure);
      else bodies.set(figure.code, [figure]);
    }
  return bodies;
}

/** Whether a ratio is printed, as its flag says, but enters no comparison. */
function isSetAside({ flag, numerator, denominator }: DescribedRatio): boolean {
  return flag !== null && (numerator === null || denominator === null);
}

/** The judged years that flagged years are counted in. */
function recentVerdicts(history: readonly JudgedYear[], year: number): YearVerdict[] {
  return history.flatMap(({ year: each, verdict }) =>
    verdict !== null && each > year - FLAGGED_YEARS_WINDOW ? [{ year: each, verdict }] : [],
  );
}

/** Whether the years are in order, as those fetched are: to sort those of thousands of bodies takes longer than to look. */
function isAscending(history: readonly JudgedYear[]): boolean {
  return history.every(({ year }, index) => index === 0 || (history[index - 1]?.year ?? 0) <= year);
}

function indexByCode<Each extends { readonly code: string }>(
  all: readonly Each[],
): ReadonlyMap<string, Each> {
  return new Map(all.map((each) => [each.code, each]));
}

interface Stratified extends StatedRatio {
  readonly code: string;
  /** The same ratio over each type of applicant. */
  readonly strata: readonly StatedRatio[];
}

/** A body's ratios over each type of applicant; none unless all are stated and sum to the body's own ratio. */
function completeStrataOf(own: Stratified): StratumRatio[] {
  const { code, strata } = own;
  const ratios: StratumRatio[] = [];
  let [above, below] = [0, 0];
  for (const { numerator, denominator } of strata) {
    if (numerator === null || denominator === null) return [];
    ratios.push({ code, stratum: String(ratios.length), numerator, denominator });
    above += numerator;
    below += denominator;
  }
  return above === own.numerator && below === own.denominator ? ratios : [];
}

/** A ratio with what the position of its body within the group is derived from. */
export interface DetailedRatio extends DescribedRatio {
  /** The same ratio over each type of applicant; empty where the indicator does not tell them apart. */
  readonly strata: readonly StatedRatio[];
}

/** What is known of a body only within its whole group. */
interface GroupPosition {
  readonly rank: Rank | null;
  /** All its loaded years together; null where none counts. */
  readonly pooled: PooledYears | null;
  /** Its rate drawn towards the group's; null where bodies do not differ beyond chance. */
  readonly shrunken: ShrunkenRate | null;
  /** What its mix of applicants explains; null where its ratios by applicant are not complete. */
  readonly standardised: Standardised | null;
}

const NO_POSITION: GroupPosition = {
  rank: null,
  pooled: null,
  shrunken: null,
  standardised: null,
};

/** Finds the position of each body of a group by its code. */
function locateInGroup(
  group: readonly DetailedRatio[],
  { points, tau2, distribution }: Funnel,
  pooledYears: readonly PooledYears[],
  only: ReadonlySet<string> | undefined,
): (code: string) => GroupPosition {
  const own = ratiosUnder(group, ({ denominator }) => denominator);
  const pooled = indexByCode(pooledYears);
  const shrunken = indexByCode(shrinkRates(own, { distribution, only }));
  const rank = indexByCode(
    rankBodies(
      ratiosUnder(group, ({ denominator }) => denominator),
      { distribution, only },
    ),
  );
  const pointOf = indexByCode(points);
  const standardised = indexByCode(
    standardise(
      group.flatMap((figure) => completeStrataOf(figure)),
      {
        only,
        basisOf: (code) => ({
          tau2,
          targetVariance: pointOf.get(code)?.targetVariance ?? 0,
          distribution,
        }),
      },
    ),
  );
  return (code) => ({
    rank: rank.get(code) ?? null,
    pooled: pooled.get(code) ?? null,
    shrunken: shrunken.get(code) ?? null,
    standardised: standardised.get(code) ?? null,
  });
}

/** Judges the bodies under the indicator's own and its other denominators. */
function robustVerdictsOf(
  group: readonly DescribedRatio[],
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
  group: readonly DescribedRatio[],
  denominatorOf: (figure: DescribedRatio) => number | null,
): BodyRatio[] {
  return group
    .map((figure) => ratioOf(figure, denominatorOf(figure)))
    .filter((ratio) => ratio !== null);
}

/** The ratio of one body in one year as its report states it. */
export interface ReportRatio extends StatedRatio {
  readonly report_id: string;
  /** Tells the body apart: its division, or its own id where a division has several of its kind. */
  readonly code: string;
  readonly division_code: string;
  /** What it is called: its division, or its own name where a division has several of its kind. */
  readonly division: string;
  readonly year: number;
}

/** A report's ratio with what a reader must know of the body and of the report. */
export interface DescribedRatio extends ReportRatio {
  /** Name of the city around it; null where the province stands directly above. */
  readonly city: string | null;
  /** Errors in the cells of the report. */
  readonly errors: number;
  /** What those errors mean for this indicator; null where there are none. */
  readonly flag: QualityFlag | null;
  /** The indicator's other denominators, in their order. */
  readonly alternatives: readonly Value[];
}

/** As much of an earlier year as the years beyond the limits and the change need. */
export interface EarlierRatio extends Pick<
  ReportRatio,
  "code" | "year" | "numerator" | "denominator"
> {
  /** Whether the report prints the ratio, but it enters no comparison since its figures fail checks. */
  readonly isSetAside?: boolean;
}

/** A body's ratio of one year, and how it was judged among the others of that year. */
interface JudgedYear extends StatedRatio {
  readonly year: number;
  /** Null where the report does not state the ratio, and where it is set aside. */
  readonly verdict: Verdict | null;
  /** As of an earlier ratio. */
  readonly isSetAside?: boolean;
}

/** One body as it is judged among the others. */
export interface JudgedBody extends DescribedRatio {
  /** 0..1 for a rate, the count itself for a count; null when it cannot be calculated. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict | null;
  /** What the funnel says of it: see `FunnelPoint`. All null for a count and where nothing is judged. */
  readonly target: number | null;
  readonly targetVariance: number | null;
  readonly expected: number | null;
  readonly excess: number | null;
  readonly z: number | null;
  readonly strictP: number | null;
  readonly adjustedP: number | null;
  /** The spread between bodies in its limits, and in its strict probability. */
  readonly tau2: number | null;
  readonly strictTau2: number | null;
  /** Its verdict under each denominator, by index: 0 the indicator's own; null where there is only one. */
  readonly robust: RobustVerdict | null;
  /** Counted from the year its boundaries last changed. */
  readonly flaggedYears: FlaggedYears | null;
  /** From the year before, of the same body. */
  readonly change: RateChange | null;
  /** The last change of its boundaries; rates before it are not compared. */
  readonly boundary: BoundaryChange | null;
  /** Its loaded years up to this one since its boundaries last changed, ascending; none of a count. */
  readonly history: readonly JudgedYear[];
  /** The year of that change, however long ago: years before are another body's. Null where there was none. */
  readonly comparableFrom: number | null;
}

/** One body in a comparison, with its position in the group. */
export interface ComparedBody extends JudgedBody, GroupPosition {}

export interface Comparison<Body extends JudgedBody = JudgedBody> {
  readonly year: number;
  /** Those shown, which need not be the whole group. */
  readonly bodies: readonly Body[];
  /** How many bodies the group holds: those shown are judged among all of them. */
  readonly groupSize: number;
  /** Which group that is. */
  readonly yardstick: Yardstick;
  /** What the bodies of a chosen group are called; empty of any other group. */
  readonly chosen: readonly string[];
  /** How many judgeable bodies another group that was asked for has, where they are too few; else null. */
  readonly refused: { readonly yardstick: Yardstick; readonly judgeable: number } | null;
  /** What the largest bodies of the group make of its rate; null for a count and in a group of few bodies. */
  readonly concentration: Concentration | null;
  /** The judgement of the group; null for a count, which is not judged. */
  readonly funnel: Funnel | null;
}

/**
 * The comparison by the group that was asked for, or where its judgeable bodies are too few the province's, which then
 * says so.
 */
export function chooseYardstick<Body extends JudgedBody>(
  province: Comparison<Body>,
  other: Comparison<Body>,
  yardstick: Yardstick,
): Comparison<Body> {
  if (other.funnel === null) return province;
  const { judgeable } = other.funnel;
  return judgeable >= LEAST_FOR_OTHER_YARDSTICK
    ? { ...other, yardstick }
    : { ...province, refused: { yardstick, judgeable } };
}

/**
 * Judges bodies against a chosen group: those in it each among the others, any other as if it were one more of it. The
 * probabilities are adjusted for all that are judged, in the group or not.
 *
 * @param members the codes of the group
 * @param wanted the codes of further bodies
 * @param judge compares the bodies with the first codes and gives those with the second
 */
export function judgeAgainst<Body extends JudgedBody>(
  members: ReadonlySet<string>,
  wanted: Iterable<string>,
  judge: (group: ReadonlySet<string>, only: ReadonlySet<string>) => Comparison<Body>,
): Comparison<Body> {
  const group = judge(members, members);
  const chosen = group.bodies.map(({ division }) => division);
  if ((group.funnel?.judgeable ?? 0) < LEAST_FOR_OTHER_YARDSTICK) return { ...group, chosen };
  const outside = [...wanted].flatMap((code) =>
    members.has(code) ? [] : judge(new Set([...members, code]), new Set([code])).bodies,
  );
  const bodies = [...group.bodies, ...outside];
  const adjusted = adjustPValues(bodies.flatMap(({ strictP }) => strictP ?? []))[Symbol.iterator]();
  return {
    ...group,
    chosen,
    bodies: bodies.map((body) =>
      body.strictP === null ? body : { ...body, adjustedP: adjusted.next().value ?? null },
    ),
  };
}

/** Shows some bodies of a comparison. The group, and so every judgement, stays as it is. */
export function showBodies<Body extends JudgedBody>(
  comparison: Comparison<Body>,
  codes: ReadonlySet<string>,
): Comparison<Body> {
  return { ...comparison, bodies: comparison.bodies.filter(({ code }) => codes.has(code)) };
}

/**
 * Judges the bodies of a group by one indicator in one year, each among all the others. The last of the earlier years
 * give the flagged years, the spread of a small group and the change; `figures` may hold them too. Bodies are known by their code; `boundaries` holds by division the last change up to this
 * year: a year before it is another body's. A year before a law or the form changed is not, since each is judged
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
    return {
      year,
      groupSize: current.length,
      yardstick: "province",
      chosen: [],
      refused: null,
      concentration: null,
      funnel: null,
      bodies: current.map(describeCount),
    };
  const ratios = ratiosByYear(earlier, figures);
  const own = ratios.get(year) ?? [];
  const recent = [...ratios].filter(([each]) => each > year - FLAGGED_YEARS_WINDOW);
  const distribution = distributionOf(indicator);
  const optionsIn = (each: number): FunnelOptions => ({
    ...options,
    distribution,
    otherYears: recent.flatMap(([other, rows]) => (other === each ? [] : [rows])),
  });
  const judgement = buildFunnel(own, optionsIn(year));
  const points = indexByCode(judgement.points);
  const verdicts = new Map(
    [...ratios].map(([each, rows]) => [each, judgeGroup(rows, optionsIn(each))] as const),
  );
  const reported = reportsByCode(earlier, figures);
  const before = indexByCode(ratios.get(year - 1) ?? []);
  const robust = robustVerdictsOf(current, { ...options, distribution });
  const isBroken = explainLawBreak(indicator, year - 1, year) !== null;
  return {
    year,
    groupSize: current.length,
    yardstick: "province",
    chosen: [],
    refused: null,
    concentration: findConcentration(current, distribution),
    funnel: judgement,
    bodies: current.map((figure) => {
      const { code, division_code } = figure;
      const last = boundaries.get(division_code);
      const boundary = last && last.year > year - FLAGGED_YEARS_WINDOW + 1 ? last : null;
      const history: JudgedYear[] = [];
      for (const each of reported.get(code) ?? [])
        if (each.year <= year && (!last || each.year >= last.year))
          history.push({
            year: each.year,
            numerator: each.numerator,
            denominator: each.denominator,
            verdict: verdicts.get(each.year)?.get(code) ?? null,
            isSetAside: each.year === year ? isSetAside(figure) : (each.isSetAside ?? false),
          });
      if (!isAscending(history)) history.sort((one, other) => one.year - other.year);
      const isOther = isBroken || boundary?.year === year;
      const yearBefore = isOther ? undefined : before.get(code);
      return describeRate(figure, yearBefore, points.get(code), judgement, {
        flaggedYears: countFlaggedYears(recentVerdicts(history, year)),
        boundary,
        history,
        comparableFrom: last?.year ?? null,
        robust: robust?.get(code) ?? null,
      });
    }),
  };
}

/**
 * Judges bodies as `judgeBodies` does and finds the position of each in the group.
 * @param only the codes of the bodies that are wanted; all where it is left out
 */
export function compareBodies(
  figures: readonly DetailedRatio[],
  year: number,
  indicator: Indicator,
  options: FunnelOptions = {},
  earlier: readonly EarlierRatio[] = [],
  boundaries: ReadonlyMap<string, BoundaryChange> = new Map(),
  only?: ReadonlySet<string>,
): Comparison<ComparedBody> {
  const judgement = judgeBodies(figures, year, indicator, options, earlier, boundaries);
  const { funnel } = judgement;
  const divisions = new Map(figures.map(({ code, division_code }) => [code, division_code]));
  const isSinceBoundary = (code: string, each: number): boolean => {
    const boundary = boundaries.get(divisions.get(code) ?? code);
    return each <= year && (boundary === undefined || each >= boundary.year);
  };
  const positionOf = funnel
    ? locateInGroup(
        figures.filter((figure) => figure.year === year),
        funnel,
        poolYears(ratiosByYear(earlier, figures), {
          ...options,
          distribution: funnel.distribution,
          counts: isSinceBoundary,
        }),
        only,
      )
    : () => NO_POSITION;
  // Assigned, not spread: spreading thousands of bodies takes as long as judging them.
  return {
    ...judgement,
    bodies: judgement.bodies
      .filter(({ code }) => only?.has(code) ?? true)
      .map((body) => Object.assign(body, positionOf(body.code))),
  };
}

function describeCount(figure: DescribedRatio): JudgedBody {
  return describeBody(figure, {
    value: figure.numerator,
    interval: null,
    verdict: null,
    target: null,
    targetVariance: null,
    expected: null,
    excess: null,
    z: null,
    strictP: null,
    adjustedP: null,
    tau2: null,
    strictTau2: null,
    robust: null,
    flaggedYears: null,
    change: null,
    boundary: null,
    history: [],
    comparableFrom: null,
  });
}

function describeRate(
  figure: DescribedRatio,
  earlier: BodyRatio | undefined,
  point: FunnelPoint | undefined,
  { tau2, dispersion, distribution }: Funnel,
  past: Pick<JudgedBody, "flaggedYears" | "boundary" | "robust" | "history" | "comparableFrom">,
): JudgedBody {
  const ratio = ratioOf(figure, figure.denominator);
  return describeBody(figure, {
    value: ratio && rateOf(ratio),
    interval: ratio && rateInterval(ratio, distribution),
    verdict: point?.verdict ?? null,
    target: point?.target ?? null,
    targetVariance: point?.targetVariance ?? null,
    expected: point?.expected ?? null,
    excess: point?.excess ?? null,
    z: point?.z ?? null,
    strictP: point?.strictP ?? null,
    adjustedP: point?.adjustedP ?? null,
    tau2,
    strictTau2: dispersion.tau2Corrected,
    robust: past.robust,
    flaggedYears: past.flaggedYears,
    boundary: past.boundary,
    history: past.history,
    comparableFrom: past.comparableFrom,
    change: ratio && earlier ? compareRates(earlier, ratio, distribution) : null,
  });
}

/** Copies property by property: spreading thousands of bodies takes as long as judging them. */
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
      flag: figure.flag,
      alternatives: figure.alternatives,
    },
    judgement,
  );
}
