import type { Indicator } from "../indicators/indicators";
import type { bodyNoun } from "../report/body";
import type { Funnel } from "../statistics/funnel";

/** The finding of a comparison as the title of its chart: how many bodies lie above which limit. */
export function formatComparisonTitle(
  { name, denominator }: Indicator,
  funnel: Funnel | null,
  bodies: number,
  noun: ReturnType<typeof bodyNoun> = "地区",
): string {
  if (bodies === 0) return `没有可以比较的${name}`;
  if (funnel === null && denominator) return `只有1个${noun}的${name}，不作判断`;
  if (funnel === null) return `${bodies}个${noun}的${name}件数`;
  if (funnel.judged === 0) return `${bodies}个${noun}件数均过少，${name}不作判断`;
  const high = funnel.found.high_998;
  if (high > 0) return `${high}个${noun}的${name}高于99.8%控制上限`;
  const near = funnel.found.high_95;
  if (near > 0) return `没有${noun}的${name}高于99.8%控制上限，${near}个高于95%控制上限`;
  return `没有${noun}的${name}高于控制上限`;
}
