import type { Law } from "../laws/law";
import { DEFAULT_DISTRIBUTION, type Distribution } from "../statistics/ratio";
import type { NumberFormat } from "./number-format";
import type { Quantity } from "./quantity";

/**
 * What bodies are compared by. Without a denominator it is a count, Σ numerator; with one, the rate
 * Σ numerator / Σ denominator over the reports that state both.
 */
export interface Indicator {
  readonly name: string;
  readonly group: "volume" | "outcome" | "timeliness" | "dispute" | "applicant";
  readonly meaning: string;
  readonly numerator: Quantity;
  readonly denominator?: Quantity;
  readonly format: NumberFormat;
  /** Of a rate whose numerator is no part of its denominator: `poisson`. A share of the cases when left out. */
  readonly distribution?: Distribution;
  /** Code of a rate that falls as this one rises: when both stand out, that is one thing and not two. */
  readonly opposite?: string;
  /** Which side of the others calls for attention; left out where neither does, and of a count. */
  readonly concern?: ConcernSide;
  /** Other denominators under which a verdict must hold before a body is named. */
  readonly alternatives?: readonly Quantity[];
  /** What a reader must know before quoting it, apart from the laws below. */
  readonly caveat?: string;
  /** Laws that made it another figure: no comparison across. From the rows of `LAWS`. */
  readonly breaks?: readonly Law[];
  /** Laws to know of where it is compared across all the same. From the rows of `LAWS`. */
  readonly bridges?: readonly Law[];
}

/** The side of a comparison that a supervisor looks into: many cases not held, or few disclosed. */
export type ConcernSide = "high" | "low";

/** How the cases of a rate come about by chance. */
export function distributionOf({ distribution }: Pick<Indicator, "distribution">): Distribution {
  return distribution ?? DEFAULT_DISTRIBUTION;
}

export const INDICATOR_GROUPS = {
  volume: "申请数量",
  outcome: "办理结果",
  timeliness: "办理进度",
  dispute: "复议诉讼",
  applicant: "申请人结构",
} as const satisfies Record<Indicator["group"], string>;
