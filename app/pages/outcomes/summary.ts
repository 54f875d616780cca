import type { ApplicantOutcomes } from "#domain/comparison/applicant-outcomes";
import { applicantName } from "#domain/form/requests";
import { formatChangeInterval } from "#domain/indicators/group-change";
import {
  formatPercent,
  formatChangeSize,
  printPointsChange,
} from "#domain/indicators/number-format";
import { compareRates } from "#domain/statistics/rate-interval";
import { rateOf } from "#domain/statistics/ratio";
import { RATE_FLOOR } from "#domain/statistics/verdict";

/**
 * How often 本机关不掌握 was the answer, and whether that differs between types of applicants: the highest against the
 * lowest of those with enough cases, at a level that holds for all pairs at once (Bonferroni).
 */
export function summariseApplicants(rows: readonly ApplicantOutcomes[]): string {
  const all = rows.find(({ applicant }) => applicant === "total")?.ofApplicant.not_held ?? null;
  if (all === null) return "";
  const judged = rows
    .flatMap(({ applicant, counts: { not_held: numerator, handled: denominator } }) => {
      if (applicant === "total" || numerator === null || denominator === null) return [];
      const ratio = { numerator, denominator };
      const rate = denominator < RATE_FLOOR ? null : rateOf(ratio);
      return rate === null ? [] : [{ name: applicantName(applicant), ratio, rate }];
    })
    .toSorted((a, b) => b.rate - a.rate);
  const [highest, lowest] = [judged[0], judged.at(-1)];
  const whole = `全部办结中${formatPercent(all)}答复“本机关不掌握”`;
  if (!highest || !lowest || highest === lowest)
    return `${whole}；办结满${RATE_FLOOR}件的申请人不足两类，不比较。`;
  const pairs = (judged.length * (judged.length - 1)) / 2;
  const gap = compareRates(lowest.ratio, highest.ratio, undefined, 1 - 0.05 / pairs);
  const of = ({ name, rate }: typeof highest) => `${name}的申请（${formatPercent(rate)}）`;
  const ends = `；各类中最高的是${of(highest)}，最低的是${of(lowest)}`;
  if (gap === null) return `${whole}${ends}。`;
  const size = formatChangeSize(printPointsChange(gap.change));
  const said =
    gap.lower > 0
      ? `相差${size}（${formatChangeInterval(gap)}，已计入${pairs}对比较），不像偶然；各类申请人所在的地区不同，原因须另查`
      : `相差${size}，可能只是偶然（${formatChangeInterval(gap)}，已计入${pairs}对比较）`;
  return `${whole}${ends}，${said}。`;
}
