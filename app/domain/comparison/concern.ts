import type { ConcernSide, Indicator } from "../indicators/indicator";
import { formatValue } from "../indicators/number-format";
import { isNameable } from "../statistics/funnel";
import { type Verdict, VERDICTS } from "../statistics/verdict";
import type { JudgedBody } from "./judged-body";
import type { Comparison } from "./comparison";

/** What a verdict calls for, given which side of its indicator is a concern: attention, a second look, or nothing. */
export type Tone = "concern" | "near" | "calm" | "unknown";

/** The verdict beyond the 99.8% limit on a side, and beyond the 95% limit alone. */
export function verdictsBeyond(side: ConcernSide): {
  readonly far: Verdict;
  readonly near: Verdict;
} {
  return side === "high"
    ? { far: "high_998", near: "high_95" }
    : { far: "low_998", near: "low_95" };
}

/** What a verdict calls for: many cases not held are a concern, much disclosed is not, little is. */
export function toneOf({ concern }: Pick<Indicator, "concern">, verdict: Verdict | null): Tone {
  if (verdict === null || VERDICTS[verdict].side === null) return "unknown";
  if (concern === undefined) return "calm";
  const { far, near } = verdictsBeyond(concern);
  return verdict === far ? "concern" : verdict === near ? "near" : "calm";
}

/** How many cases a body lies beyond what is expected of it on the side that is a concern; the most first. */
function beyond({ concern }: Indicator, { excess }: JudgedBody): number {
  return (concern === "low" ? -1 : 1) * (excess ?? 0);
}

/** The bodies that need attention, those that may be named before those near the limit, by cases beyond the expected. */
export function selectConcerns<Body extends JudgedBody>(
  indicator: Indicator,
  { bodies }: Pick<Comparison<Body>, "bodies">,
): { readonly concern: Body[]; readonly near: Body[] } {
  const of = (tone: Tone): Body[] =>
    bodies
      .filter(({ verdict }) => toneOf(indicator, verdict) === tone)
      .sort((one, other) => beyond(indicator, other) - beyond(indicator, one));
  return { concern: of("concern"), near: of("near") };
}

/** Whether a body is beyond the far limit on the side that is a concern though chance alone may bring that about. */
export function isUnsure(indicator: Indicator, body: JudgedBody): boolean {
  return toneOf(indicator, body.verdict) === "concern" && !isNameable(body);
}

/**
 * 比全省其余平均水平多答复约269件, in whole cases; null where nothing is expected. What is expected is the pooled rate of
 * the others.
 * @param area what the group is called: 全省
 */
export function formatExcess(
  { group }: Pick<Indicator, "group">,
  { excess }: Pick<JudgedBody, "excess">,
  area: string,
): string | null {
  if (excess === null) return null;
  const cases = Math.round(Math.abs(excess));
  if (cases === 0) return `与${area}其余平均水平相当`;
  const verb = group === "outcome" ? "答复" : "";
  return `比${area}其余平均水平${excess > 0 ? "多" : "少"}${verb}约${formatValue(cases, "count")}件`;
}
