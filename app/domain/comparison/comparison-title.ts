import type { Indicator } from "../indicators/indicator";
import type { bodyNoun } from "../report/body";
import { isNameable } from "../statistics/funnel";
import { YARDSTICKS } from "../filters/yardsticks";
import {
  LEAST_FOR_OTHER_YARDSTICK,
  LEAST_JUDGED,
  type Verdict,
  VERDICTS,
} from "../statistics/verdict";
import { verdictsBeyond } from "./concern";
import type { Comparison } from "./comparison";
import { nameGroup, type NamedGroup } from "./group-area";

type Noun = ReturnType<typeof bodyNoun>;

/** The finding of a comparison as the title of its chart: how many of the bodies shown stand out, those that are a concern first. */
export function formatComparisonTitle(
  { name, denominator, concern }: Indicator,
  { bodies, funnel }: Comparison,
  noun: Noun = "地区",
): string {
  if (bodies.length === 0) return `没有可以比较的${name}`;
  if (denominator === undefined || funnel === null) return `${bodies.length}个${noun}的${name}件数`;
  if (!funnel.hasPower)
    return funnel.judgeable === 0
      ? `${bodies.length}个${noun}件数均过少，${name}不作判断`
      : `可判断的${noun}只有${funnel.judgeable}个，不足${LEAST_JUDGED}个，${name}无法比较`;
  const main = verdictsBeyond(concern ?? "high");
  const other = verdictsBeyond(concern === "low" ? "high" : "low");
  const count = (verdict: Verdict): number =>
    bodies.filter((body) => body.verdict === verdict).length;
  const [far, near, opposite] = [count(main.far), count(main.near), count(other.far)];
  const [farName, nearName] = [VERDICTS[main.far].short, VERDICTS[main.near].short];
  const beside = opposite > 0 ? `，${opposite}个${VERDICTS[other.far].short}` : "";
  if (far > 0) {
    const nameable = bodies.filter((body) => body.verdict === main.far && isNameable(body)).length;
    if (nameable === 0)
      return `没有可以点名的${noun}：${far}个的${name}标为${farName}，但${far === 1 ? "" : "都"}可能出于偶然${beside}`;
    const named = nameable === far ? "" : `，其中可以点名的${nameable}个`;
    return `${far}个${noun}的${name}${farName}${named}${beside}`;
  }
  if (near > 0) return `没有${noun}的${name}${farName}，${near}个${nearName}${beside}`;
  const silent = count("too_few") + count("impossible");
  if (silent === bodies.length) return `${bodies.length}个${noun}件数均过少，${name}不作判断`;
  return silent > 0
    ? `可以判断的${bodies.length - silent}个${noun}中，没有${name}${nearName}的${beside}；${silent}个件数过少，不作判断`
    : `没有${noun}的${name}${nearName}${beside}`;
}

/** What the bodies shown are judged against: 与全省90个地区相比, 与已载入的2个市的28个机关相比; and why not against another group that was asked for. */
export function formatYardstick(
  comparison: Pick<Comparison, "groupSize" | "yardstick" | "loadedPart" | "refused">,
  noun: Noun = "地区",
): string {
  const { groupSize, refused } = comparison;
  const { of: area } = nameGroup(comparison);
  const group =
    groupSize > 1
      ? `与${area}${groupSize}个${noun}相比`
      : `没有其他${noun}可以相比（${area}只有${groupSize}个）`;
  if (refused === null) return group;
  const { of } = YARDSTICKS[refused.yardstick];
  return `${group}（${of}可判断的${noun}只有${refused.judgeable}个，不足${LEAST_FOR_OTHER_YARDSTICK}个，不能作比较组）`;
}

/** 全省, the part of it that is loaded where that is little, or the other area whose bodies are the group. */
export function formatGroupArea(group: NamedGroup): string {
  return nameGroup(group).area;
}

/** The same beside a line of a chart, where there is room for a few characters. */
export function formatGroupLine(group: NamedGroup): string {
  return group.loadedPart === null ? formatGroupArea(group) : "合计";
}

/** 所选的是：甲区、乙县。 Empty where the group was not chosen. */
export function formatChosen({
  yardstick,
  chosen,
}: Pick<Comparison, "yardstick" | "chosen">): string {
  return yardstick === "chosen" ? `所选的是：${chosen.join("、")}。` : "";
}
