import type { FunnelOptions } from "./funnel";
import { judgeGroup } from "./funnel";
import type { BodyRatio } from "./ratio";
import { isJudged, VERDICTS, type Verdict } from "./verdict";

/** One body's verdicts under several denominators: “high under 4 of 4”. */
export interface RobustVerdict {
  readonly code: string;
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Denominators under which it was judged, and beyond the 99.8% limit above or below. */
  readonly judged: number;
  readonly high: number;
  readonly low: number;
  /** Beyond the 99.8% limit on one side under every denominator it was judged under, two at least. */
  readonly robust: "high" | "low" | null;
}

/**
 * Judges every body under each denominator (办理总计, 受理, 无法提供类, 不含不予处理 …): a body that is high under
 * one and not under another owes its place to the choice of denominator. A body missing from a denominator has
 * no verdict there. Bodies come in the order in which they first appear.
 */
export function judgeUnderDenominators(
  rowsBy: Readonly<Record<string, readonly BodyRatio[]>>,
  options: FunnelOptions = {},
): RobustVerdict[] {
  const verdicts = new Map<string, Record<string, Verdict>>();
  for (const [denominator, rows] of Object.entries(rowsBy)) {
    for (const [code, verdict] of judgeGroup(rows, options)) {
      const known = verdicts.get(code) ?? {};
      known[denominator] = verdict;
      verdicts.set(code, known);
    }
  }
  return [...verdicts].map(([code, byDenominator]) => {
    const judged = Object.values(byDenominator).filter(isJudged);
    const beyond = judged.filter((verdict) => verdict.endsWith("_998"));
    const high = beyond.filter((verdict) => VERDICTS[verdict].side === "high").length;
    const low = beyond.length - high;
    const unanimous = (count: number): boolean => judged.length >= 2 && count === judged.length;
    return {
      code,
      verdicts: byDenominator,
      judged: judged.length,
      high,
      low,
      robust: unanimous(high) ? "high" : unanimous(low) ? "low" : null,
    };
  });
}
