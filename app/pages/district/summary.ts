import { INDICATORS } from "#domain/indicators/indicators";
import { groupRelated } from "#domain/indicators/related-indicators";
import { isJudged, LEAST_JUDGED, VERDICTS } from "#domain/statistics/verdict";
import type { ProfileRow } from "./profile";

type JudgedRow = Pick<ProfileRow, "code" | "verdict">;

/** In what a division stands out among all of its kind in the province, in a sentence: each thing counted once. */
export function summarizeVerdicts(name: string, rows: readonly JudgedRow[]): string {
  const verdicts = rows.flatMap(({ verdict }) => verdict ?? []);
  const judged = verdicts.filter(isJudged).length;
  if (judged === 0)
    return verdicts.includes("group_too_small")
      ? `${name}：组内可判断的地区不足${LEAST_JUDGED}个，各项比率无法比较`
      : `${name}各项比率的件数过少，不作判断`;
  const found = rows.filter(({ verdict }) => verdict === "high_998" || verdict === "low_998");
  const said =
    found.length === 0
      ? "没有显著偏高或者显著偏低的"
      : groupRelated(found).map(formatThing).join("；");
  const applicants = rows.filter(
    ({ code, verdict }) =>
      INDICATORS[code].group === "applicant" && verdict !== null && isJudged(verdict),
  ).length;
  const among = applicants === 0 ? "" : `（其中${applicants}项是申请人占比）`;
  return `${name}有${judged}项比率可以判断${among}：${said}`;
}

/** Rates that move together: 不掌握率、无法提供率显著偏高，办结率显著偏低. */
function formatThing(thing: readonly JudgedRow[]): string {
  const verdicts = [...new Set(thing.flatMap(({ verdict }) => verdict ?? []))];
  return verdicts
    .map((verdict) => {
      const names = thing.filter((row) => row.verdict === verdict);
      return `${names.map(({ code }) => INDICATORS[code].name).join("、")}${VERDICTS[verdict].short}`;
    })
    .join("，");
}
