import type { BriefingFacts, OutcomesOfYear } from "#domain/briefing/facts";
import { searchWith } from "#domain/filters/address";
import { OUTCOME_MIX, outcomeQuantity, type Outcome } from "#domain/indicators/outcome-mix";
import { cellsOf, QUANTITIES } from "#domain/indicators/quantity";
import { text, type Block, type Figure, type Piece } from "../briefing";
import { outcomeChart } from "../chart";
import { groupFigure, reportsInWords } from "../figures";
import { printed } from "../plain-table";
import { listed } from "../wording";
import { asParagraphs, ruleChanges } from "./overview";

/** 主要特点: how the cases were answered, who applied, and what changed in the rules. */
export function features(facts: BriefingFacts): Block[] {
  const { filters, base } = facts.choices;
  const now = facts.mix.find(({ year }) => year === filters.year);
  const then = facts.mix.find(({ year }) => year === base);
  const texts = [
    now ? outcomes(facts, now) : [],
    now && then ? shifts(facts, then, now) : [],
    applicants(facts),
    ...ruleChanges(facts),
  ];
  const chart = now === undefined ? [] : [{ kind: "chart" as const, chart: outcomeChart(facts) }];
  return [...asParagraphs(texts), ...chart];
}

const nameOf = (outcome: Outcome): string => outcomeQuantity(outcome).name;

function shareOf({ handled, outcomes: counts }: OutcomesOfYear, outcome: Outcome): number | null {
  const count = counts[outcome];
  return count === null || handled === null || handled <= 0 ? null : count / handled;
}

function shareFigure(facts: BriefingFacts, year: OutcomesOfYear, outcome: Outcome): Figure {
  const share = shareOf(year, outcome);
  return {
    name: `${year.year}年${nameOf(outcome)}占比`,
    text: printed(share, "share"),
    value: share,
    formula: `Σ${nameOf(outcome)} ÷ Σ${QUANTITIES.handled.name} = ${printed(year.outcomes[outcome], "count")} ÷ ${printed(year.handled, "count")}`,
    cells: [outcomeQuantity(outcome), QUANTITIES.handled].flatMap((quantity) =>
      cellsOf(quantity).plus.map(({ name }) => name),
    ),
    reports: reportsInWords(facts, year.year),
    href: `/${searchWith(facts.choices.filters, { year: year.year })}#mix`,
  };
}

/** Outcomes from the most frequent down; those of equal count stand together. */
function outcomes(facts: BriefingFacts, year: OutcomesOfYear): Piece[] {
  if (year.handled === null || year.handled <= 0) return [];
  const known = OUTCOME_MIX.flatMap((outcome) => {
    const count = year.outcomes[outcome];
    return count === null ? [] : [{ outcome, count }];
  }).sort((one, other) => other.count - one.count);
  const [first, ...rest] = known;
  if (!first) return [];
  const most = known.filter(({ count }) => count === first.count);
  const others = rest.filter(({ count }) => count < first.count && count !== 0);
  const none = rest.filter(({ count }) => count === 0 && first.count !== 0);
  const noneText =
    none.length === 0
      ? ""
      : `${listed(none.map(({ outcome }) => nameOf(outcome)))}${none.length > 1 ? "均" : ""}为0件。`;
  const part = ({ outcome, count }: { outcome: Outcome; count: number }): Piece[] =>
    text`${nameOf(outcome)}${printed(count, "count")}件，占${shareFigure(facts, year, outcome)}`;
  const leading =
    most.length === 1
      ? text`占比最高的是${part(first)}`
      : text`占比最高的是${listed(most.map(({ outcome }) => nameOf(outcome)))}，各${printed(first.count, "count")}件，各占${shareFigure(facts, year, first.outcome)}`;
  const sum = known.reduce((total, { count }) => total + count, 0);
  const gap = sum - year.handled;
  return text`${year.year}年办理结果中，${leading}。${others.length === 0 ? "" : "其余依次为："}${others.flatMap((each, index) => [...part(each), index === others.length - 1 ? "。" : "；"])}${noneText}${gap === 0 ? "" : `各类结果之和为${printed(sum, "count")}件，与${QUANTITIES.handled.name}${printed(year.handled, "count")}件相差${printed(Math.abs(gap), "count")}件，系部分报告自身各项之和与总计不一致，或者有空白项。`}`;
}

/** Which outcome's share rose and which fell most between the two years. */
function shifts(facts: BriefingFacts, then: OutcomesOfYear, now: OutcomesOfYear): Piece[] {
  const changes = OUTCOME_MIX.flatMap((outcome) => {
    const [earlier, later] = [shareOf(then, outcome), shareOf(now, outcome)];
    if (earlier === null || later === null) return [];
    const points = Number(((later - earlier) * 100).toFixed(1));
    return [{ outcome, earlier, later, points }];
  });
  if (changes.length === 0) return [];
  const said = (kind: "上升" | "下降"): Piece[] => {
    const signed = changes.map((each) => ({
      ...each,
      size: kind === "上升" ? each.points : -each.points,
    }));
    const most = Math.max(...signed.map(({ size }) => size));
    if (most <= 0) return [];
    const tied = signed.filter(({ size }) => size === most);
    const [head] = tied;
    if (!head) return [];
    const figure: Figure = {
      ...shareFigure(facts, now, head.outcome),
      name: `${now.year}年${nameOf(head.outcome)}占比较${then.year}年变化`,
      text: `${most.toFixed(1)}个百分点`,
      value: head.later - head.earlier,
      formula: `${printed(head.later, "share")} − ${printed(head.earlier, "share")}（按未舍入的比率相减）`,
      reports: `${reportsInWords(facts, now.year)}，${reportsInWords(facts, then.year)}`,
    };
    return text`占比${kind}最多的是${listed(tied.map(({ outcome }) => nameOf(outcome)))}，${tied.length > 1 ? "各" : ""}${kind}${figure}`;
  };
  const clauses = [said("上升"), said("下降")].filter((clause) => clause.length > 0);
  if (clauses.length === 0) return text`与${then.year}年相比，各类办理结果的占比没有变化。`;
  return text`与${then.year}年相比，${clauses.flatMap((clause, index) => (index === 0 ? clause : ["；", ...clause]))}。`;
}

/** Who applied. */
function applicants(facts: BriefingFacts): Piece[] {
  const { year } = facts.choices.filters;
  const person = groupFigure(facts, "share_natural_person", year);
  const company = groupFigure(facts, "share_commercial_enterprise", year);
  if (person.value === null || company.value === null) return [];
  return text`从申请人看，自然人提出的申请占${person}，商业企业提出的申请占${company}。`;
}
