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
  judgeWithin,
} from "../statistics/funnel";
import { type Rank, rankWithin } from "../statistics/rank";
import { compareRates, type RateChange, rateInterval } from "../statistics/rate-interval";
import {
  type BodyRatio,
  type Interval,
  rateOf,
  type StatedRatio,
  type Value,
} from "../statistics/ratio";
import { poolYears, type PooledYears } from "../statistics/pooled-years";
import { type ShrunkenRate, shrinkWithin } from "../statistics/shrunken-rate";
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
      // As it is: to copy tens of thousands of earlier ones takes longer than to judge them.
      if (!isStated(figure)) continue;
      const known = years.get(figure.year);
      if (known) known.push(figure);
      else years.set(figure.year, [figure]);
    }
  return years;
}

function isStated<Each extends StatedRatio & { readonly code: string }>(
  figure: Each,
): figure is Each & BodyRatio {
  return figure.numerator !== null && figure.denominator !== null;
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

/**
 * Finds the position of each body of a group by its code. Each is reckoned when somebody looks at it: of thousands of
 * bodies a page shows a few, and to reckon all would take longer than everything else it does.
 */
class Positions {
  readonly #rank: () => (code: string) => Rank | null;
  readonly #pooled: () => ReadonlyMap<string, PooledYears>;
  readonly #shrunken: () => (row: BodyRatio) => ShrunkenRate | null;
  readonly #standardised: () => ReadonlyMap<string, Standardised>;

  constructor(
    group: readonly DetailedRatio[],
    { points, tau2, distribution }: Funnel,
    poolAll: () => readonly PooledYears[],
  ) {
    const own = onFirstUse(() => ratiosUnder(group, ({ denominator }) => denominator));
    this.#rank = onFirstUse(() => rankWithin(own(), { distribution }));
    this.#pooled = onFirstUse(() => indexByCode(poolAll()));
    this.#shrunken = onFirstUse(() => shrinkWithin(own(), { distribution }));
    this.#standardised = onFirstUse(() => {
      const pointOf = indexByCode(points);
      const strata = group.flatMap((figure) => completeStrataOf(figure));
      return indexByCode(
        standardise(strata, {
          basisOf: (code) => ({
            tau2,
            targetVariance: pointOf.get(code)?.targetVariance ?? 0,
            distribution,
          }),
        }),
      );
    });
  }

  /** Null where there is no other body to stand before or behind. */
  rankOf(code: string): Rank | null {
    const rank = this.#rank()(code);
    return rank !== null && rank.of > 1 ? rank : null;
  }

  pooledOf(code: string): PooledYears | null {
    return this.#pooled().get(code) ?? null;
  }

  shrunkenOf(figure: DescribedRatio): ShrunkenRate | null {
    return isStated(figure) ? this.#shrunken()(figure) : null;
  }

  standardisedOf(code: string): Standardised | null {
    return this.#standardised().get(code) ?? null;
  }
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

/** A value that is made when it is first asked for. */
function onFirstUse<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
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
 * @param judge compares the bodies with the first codes and gives those with the second, anew each time
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
      body.strictP === null
        ? body
        : Object.assign(body, { adjustedP: adjusted.next().value ?? null }),
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
  const of = { year, groupSize: current.length };
  if (indicator.denominator === undefined)
    return { ...ALONE, ...of, bodies: current.map((figure) => describeCount(figure)) };
  const past = new Past(figures, year, indicator, options, earlier, boundaries);
  const { funnel } = past;
  const points = indexByCode(funnel.points);
  return {
    ...ALONE,
    ...of,
    concentration: findConcentration(current, funnel.distribution),
    funnel,
    bodies: current.map((figure) => new RatedBody(figure, points.get(figure.code), past)),
  };
}

/** A comparison by the province's group of which nothing is judged. */
const ALONE = {
  yardstick: "province",
  chosen: [],
  refused: null,
  concentration: null,
  funnel: null,
} satisfies Partial<Comparison>;

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
  const current = figures.filter((figure) => figure.year === year);
  const wanted = only ? current.filter(({ code }) => only.has(code)) : current;
  const of = { year, groupSize: current.length };
  if (indicator.denominator === undefined)
    return { ...ALONE, ...of, bodies: wanted.map((figure) => describeCount(figure)) };
  const past = new Past(figures, year, indicator, options, earlier, boundaries);
  const { funnel } = past;
  const points = indexByCode(funnel.points);
  const positions = new Positions(current, funnel, () => past.poolYears());
  return {
    ...ALONE,
    ...of,
    concentration: findConcentration(current, funnel.distribution),
    funnel,
    bodies: wanted.map(
      (figure) => new PlacedBody(figure, points.get(figure.code), past, positions),
    ),
  };
}

/** What the years of a group up to the chosen one say of a body, reckoned when somebody looks at it. */
class Past {
  readonly funnel: Funnel;
  readonly #ratios: ReadonlyMap<number, readonly BodyRatio[]>;
  readonly #judges = new Map<number, (row: BodyRatio) => Verdict>();
  readonly #reported: () => ReadonlyMap<string, readonly EarlierRatio[]>;
  readonly #before: () => ReadonlyMap<string, BodyRatio>;
  readonly #robust: () => ReadonlyMap<string, RobustVerdict> | null;
  readonly #isBroken: boolean;

  constructor(
    private readonly figures: readonly DescribedRatio[],
    private readonly year: number,
    indicator: Indicator,
    private readonly options: FunnelOptions,
    earlier: readonly EarlierRatio[],
    private readonly boundaries: ReadonlyMap<string, BoundaryChange>,
  ) {
    const ratios = ratiosByYear(earlier, figures);
    const distribution = distributionOf(indicator);
    this.#ratios = ratios;
    this.funnel = buildFunnel(ratios.get(year) ?? [], this.#optionsIn(year, distribution));
    this.#reported = onFirstUse(() => reportsByCode(earlier, figures));
    this.#before = onFirstUse(() => indexByCode(ratios.get(year - 1) ?? []));
    this.#robust = onFirstUse(() =>
      robustVerdictsOf(
        figures.filter((figure) => figure.year === year),
        { ...options, distribution },
      ),
    );
    this.#isBroken = explainLawBreak(indicator, year - 1, year) !== null;
  }

  /** The last change of the boundaries of a body, however long ago. */
  lastChangeOf({ division_code }: DescribedRatio): BoundaryChange | null {
    return this.boundaries.get(division_code) ?? null;
  }

  /** The same where it is recent enough to say so. */
  boundaryOf(figure: DescribedRatio): BoundaryChange | null {
    const last = this.lastChangeOf(figure);
    return last && last.year > this.year - FLAGGED_YEARS_WINDOW + 1 ? last : null;
  }

  historyOf(figure: DescribedRatio): JudgedYear[] {
    const last = this.lastChangeOf(figure);
    const history: JudgedYear[] = [];
    for (const each of this.#reported().get(figure.code) ?? [])
      if (each.year <= this.year && (!last || each.year >= last.year))
        history.push({
          year: each.year,
          numerator: each.numerator,
          denominator: each.denominator,
          verdict: isStated(each) ? this.#judgeIn(each.year)(each) : null,
          isSetAside: each.year === this.year ? isSetAside(figure) : (each.isSetAside ?? false),
        });
    return isAscending(history) ? history : history.sort((one, other) => one.year - other.year);
  }

  flaggedYearsOf(figure: DescribedRatio): FlaggedYears {
    return countFlaggedYears(recentVerdicts(this.historyOf(figure), this.year));
  }

  robustOf({ code }: DescribedRatio): RobustVerdict | null {
    return this.#robust()?.get(code) ?? null;
  }

  changeOf(figure: DescribedRatio): RateChange | null {
    if (!isStated(figure) || this.#isBroken) return null;
    if (this.boundaryOf(figure)?.year === this.year) return null;
    const earlier = this.#before().get(figure.code);
    return earlier ? compareRates(earlier, figure, this.funnel.distribution) : null;
  }

  /** All loaded years of each body together, since its boundaries last changed. */
  poolYears(): PooledYears[] {
    const divisions = new Map(this.figures.map(({ code, division_code }) => [code, division_code]));
    return poolYears(this.#ratios, {
      ...this.options,
      distribution: this.funnel.distribution,
      counts: (code, each) => {
        const boundary = this.boundaries.get(divisions.get(code) ?? code);
        return each <= this.year && (boundary === undefined || each >= boundary.year);
      },
    });
  }

  #judgeIn(year: number): (row: BodyRatio) => Verdict {
    const known = this.#judges.get(year);
    if (known) return known;
    const options = this.#optionsIn(year, this.funnel.distribution);
    const judge = judgeWithin(this.#ratios.get(year) ?? [], options);
    this.#judges.set(year, judge);
    return judge;
  }

  /** A small group is judged with the spread of its other recent years. */
  #optionsIn(year: number, distribution: Funnel["distribution"]): FunnelOptions {
    const otherYears = [...this.#ratios].flatMap(([other, rows]) =>
      other > this.year - FLAGGED_YEARS_WINDOW && other !== year ? [rows] : [],
    );
    return { ...this.options, distribution, otherYears };
  }
}

/** Where a body keeps what it is reckoned from: neither written as JSON nor in the way of its own fields. */
const FIGURE = Symbol("figure");
const PAST = Symbol("past");
const POSITIONS = Symbol("positions");

/**
 * A body of a group that is judged by a rate. What most readers ask of every body stands in its fields; what is
 * shown of a few is reckoned when it is looked at, and left behind by a spread. Its fields are declared alone: the build defines
 * other fields, and private ones, one by one, which for thousands of bodies takes longer than to judge them.
 */
class RatedBody implements JudgedBody {
  declare readonly report_id: string;
  declare readonly code: string;
  declare readonly division_code: string;
  declare readonly division: string;
  declare readonly city: string | null;
  declare readonly year: number;
  declare readonly numerator: number | null;
  declare readonly denominator: number | null;
  declare readonly errors: number;
  declare readonly flag: QualityFlag | null;
  declare readonly value: number | null;
  declare readonly verdict: Verdict | null;
  declare readonly target: number | null;
  declare readonly targetVariance: number | null;
  declare readonly expected: number | null;
  declare readonly excess: number | null;
  declare readonly z: number | null;
  declare readonly strictP: number | null;
  declare readonly adjustedP: number | null;
  declare readonly tau2: number;
  declare readonly strictTau2: number;
  declare readonly [FIGURE]: DescribedRatio;
  declare readonly [PAST]: Past;

  constructor(figure: DescribedRatio, point: FunnelPoint | undefined, past: Past) {
    const { funnel } = past;
    this.report_id = figure.report_id;
    this.code = figure.code;
    this.division_code = figure.division_code;
    this.division = figure.division;
    this.city = figure.city;
    this.year = figure.year;
    this.numerator = figure.numerator;
    this.denominator = figure.denominator;
    this.errors = figure.errors;
    this.flag = figure.flag;
    this.value = isStated(figure) ? rateOf(figure) : null;
    this.verdict = point?.verdict ?? null;
    this.target = point?.target ?? null;
    this.targetVariance = point?.targetVariance ?? null;
    this.expected = point?.expected ?? null;
    this.excess = point?.excess ?? null;
    this.z = point?.z ?? null;
    this.strictP = point?.strictP ?? null;
    this.adjustedP = point?.adjustedP ?? null;
    this.tau2 = funnel.tau2;
    this.strictTau2 = funnel.dispersion.tau2Corrected;
    this[FIGURE] = figure;
    this[PAST] = past;
  }

  get alternatives(): readonly Value[] {
    return this[FIGURE].alternatives;
  }

  get interval(): Interval | null {
    const figure = this[FIGURE];
    return isStated(figure) ? rateInterval(figure, this[PAST].funnel.distribution) : null;
  }

  get robust(): RobustVerdict | null {
    return this[PAST].robustOf(this[FIGURE]);
  }

  get flaggedYears(): FlaggedYears {
    return this[PAST].flaggedYearsOf(this[FIGURE]);
  }

  get change(): RateChange | null {
    return this[PAST].changeOf(this[FIGURE]);
  }

  get boundary(): BoundaryChange | null {
    return this[PAST].boundaryOf(this[FIGURE]);
  }

  get history(): readonly JudgedYear[] {
    return this[PAST].historyOf(this[FIGURE]);
  }

  get comparableFrom(): number | null {
    return this[PAST].lastChangeOf(this[FIGURE])?.year ?? null;
  }

  /** Whole, with what is reckoned: where a body is written as JSON. */
  toJSON(): JudgedBody {
    const { alternatives, interval, robust, flaggedYears, change, boundary, history } = this;
    const reckoned = { alternatives, interval, robust, flaggedYears, change, boundary, history };
    return { ...this, ...reckoned, comparableFrom: this.comparableFrom };
  }
}

/** The same with its position in the group. */
class PlacedBody extends RatedBody implements ComparedBody {
  declare readonly [POSITIONS]: Positions;

  constructor(
    figure: DescribedRatio,
    point: FunnelPoint | undefined,
    past: Past,
    positions: Positions,
  ) {
    super(figure, point, past);
    this[POSITIONS] = positions;
  }

  get rank(): Rank | null {
    return this[POSITIONS].rankOf(this.code);
  }

  get pooled(): PooledYears | null {
    return this[POSITIONS].pooledOf(this.code);
  }

  get shrunken(): ShrunkenRate | null {
    return this[POSITIONS].shrunkenOf(this[FIGURE]);
  }

  get standardised(): Standardised | null {
    return this[POSITIONS].standardisedOf(this.code);
  }

  override toJSON(): ComparedBody {
    const { rank, pooled, shrunken, standardised } = this;
    return { ...super.toJSON(), rank, pooled, shrunken, standardised };
  }
}

/** A count is not judged. */
function describeCount(figure: DescribedRatio): ComparedBody {
  return {
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
    rank: null,
    pooled: null,
    shrunken: null,
    standardised: null,
  };
}
