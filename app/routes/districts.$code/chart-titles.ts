import { percent } from "#domain/indicators/format";
import { OUTCOME_MIX, outcomeQuantity } from "#domain/indicators/outcome-mix";
import { VERDICTS } from "#domain/statistics/verdict";
import type { ProfileRow } from "#domain/tables/division-profile";
import type { DivisionAnswer } from "./question.server";

/** How the rates of a division stand among its peers, in a sentence. */
export function standing(name: string, rows: readonly ProfileRow[]): string {
  const sides = rows.map(({ verdict }) => (verdict === null ? null : VERDICTS[verdict].side));
  const judged = sides.filter((side) => side !== null).length;
  if (judged === 0) return `${name}各项比率的件数过少，不作判断`;
  const [high, low] = (["high", "low"] as const).map(
    (side) => sides.filter((each) => each === side).length,
  );
  return `${name}${judged}项可判断的比率中，${high}项高于、${low}项低于同组控制限`;
}

/** The largest outcome of the last year, in a sentence. */
export function largestIn(mix: DivisionAnswer["mix"]): string {
  const last = mix.at(-1);
  if (!last || !last.handled) return "历年办理结果构成";
  const { year, handled, outcomes } = last;
  const [largest] = OUTCOME_MIX.map((outcome) => ({
    name: outcomeQuantity(outcome).name,
    count: outcomes[outcome] ?? 0,
  })).toSorted((a, b) => b.count - a.count);
  if (!largest) return "历年办理结果构成";
  return `${year}年办理结果中，“${largest.name}”最多，占${percent(largest.count / handled)}`;
}
