import type { QualityFlag } from "../checks/quality-flag";
import type { BoundaryChange } from "../report/boundary-changes";
import type { FlaggedYears } from "../statistics/flagged-years";
import type { FunnelPoint } from "../statistics/funnel";
import type { PooledYears } from "../statistics/pooled-years";
import type { Rank } from "../statistics/rank";
import { type RateChange, rateInterval } from "../statistics/rate-interval";
import { type Interval, rateOf, type Value } from "../statistics/ratio";
import type { RobustVerdict } from "../statistics/robust-verdict";
import type { ShrunkenRate } from "../statistics/shrunken-rate";
import type { Standardised } from "../statistics/standardisation";
import type { Verdict } from "../statistics/verdict";
import { isStated, type Past } from "./group-past";
import type { Positions } from "./group-positions";
import type { DescribedRatio, JudgedYear, JudgedBody, ComparedBody } from "./judged-body";

/** Where a body keeps what it is reckoned from: neither written as JSON nor in the way of its own fields. */
const FIGURE = Symbol("figure");

const PAST = Symbol("past");

const POSITIONS = Symbol("positions");

/**
 * A body of a group that is judged by a rate. What most readers ask of every body stands in its fields; what is
 * shown of a few is reckoned when it is looked at, and left behind by a spread. Its fields are declared alone: the build defines
 * other fields, and private ones, one by one, which for thousands of bodies takes longer than to judge them.
 */
export class RatedBody implements JudgedBody {
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
export class PlacedBody extends RatedBody implements ComparedBody {
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
export function describeCount(figure: DescribedRatio): ComparedBody {
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
