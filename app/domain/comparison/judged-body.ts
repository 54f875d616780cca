import type { QualityFlag } from "../checks/quality-flag";
import type { BoundaryChange } from "../report/boundary-changes";
import type { FlaggedYears } from "../statistics/flagged-years";
import type { PooledYears } from "../statistics/pooled-years";
import type { Rank } from "../statistics/rank";
import type { RateChange } from "../statistics/rate-interval";
import type { Interval, StatedRatio, Value } from "../statistics/ratio";
import type { RobustVerdict } from "../statistics/robust-verdict";
import type { ShrunkenRate } from "../statistics/shrunken-rate";
import type { Standardised } from "../statistics/standardisation";
import type { Verdict } from "../statistics/verdict";

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

/** A ratio with what the position of its body within the group is derived from. */
export interface DetailedRatio extends DescribedRatio {
  /** The same ratio over each type of applicant; empty where the indicator does not tell them apart. */
  readonly strata: readonly StatedRatio[];
}

/** A body's ratio of one year, and how it was judged among the others of that year. */
export interface JudgedYear extends StatedRatio {
  readonly year: number;
  /** Null where the report does not state the ratio, and where it is set aside. */
  readonly verdict: Verdict | null;
  /** As of an earlier ratio. */
  readonly isSetAside?: boolean;
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
