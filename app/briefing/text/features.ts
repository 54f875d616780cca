import type { BriefingFacts } from "#domain/briefing/facts";
import type { OutcomesOfYear } from "#domain/comparison/outcome-years";
import { formatSearch } from "#domain/filters/address";
import {
  type Outcome,
  OUTCOME_MIX,
  QUANTITIES,
  quantityOfOutcome,
} from "#domain/indicators/indicators";
import { CHANGE_KINDS, formatChangeInterval, kindOfChange } from "#domain/indicators/group-change";
import { formatChangeSize, printPointsChange } from "#domain/indicators/number-format";
import { cellsOf } from "#domain/indicators/quantity-cells";
import { compareRates } from "#domain/statistics/rate-interval";
import type { Ratio } from "#domain/statistics/ratio";
import { text, type Block, type Figure, type Piece, toParagraphs } from "../briefing";
import { figureOfGroup, formatReports } from "../figures";
import { formatPlainValue } from "#export/plain-table";
import { formatList, joinClauses } from "../wording";

/** 主要特点: how the cases were answered, what changed in that, and who applied. */
export function writeFeatures(facts: BriefingFacts): Block[] {
  const { filters, base } = facts.choices;
  const now = facts.mix.find(({ year }) => year === filters.year);
  const then = facts.mix.find(({ year }) => year === base);
  const texts = [
    now ? writeOutcomes(facts, now) : [],
    now && then ? writeShifts(facts, then, now) : [],
    writeApplicants(facts),
  ];
  return toParagraphs(texts);
}

const nameOf = (outcome: Outcome): string => quantityOfOutcome(outcome).name;

/** The cases of an outcome and all cases of a year; null where either is not known, or there are none. */
function sidesOf({ handled, outcomes }: OutcomesOfYear, outcome: Outcome): Ratio | null {
  const count = outcomes[outcome];
  if (count === null || handled === null || handled <= 0) return null;
  return { numerator: count, denominator: handled };
}

function shareOf(year: OutcomesOfYear, outcome: Outcome): number | null {
  const sides = sidesOf(year, outcome);
  return sides && sides.numerator / sides.denominator;
}

function figureOfShare(facts: BriefingFacts, year: OutcomesOfYear, outcome: Outcome): Figure {
  const share = shareOf(year, outcome);
  return {
    name: `${year.year}年${nameOf(outcome)}占比`,
    text: formatPlainValue(share, "share"),
    value: share,
    formula: `Σ${nameOf(outcome)} ÷ Σ${QUANTITIES.handled.name} = ${formatPlainValue(year.outcomes[outcome], "count")} ÷ ${formatPlainValue(year.handled, "count")}`,
    cells: [quantityOfOutcome(outcome), QUANTITIES.handled].flatMap((quantity) =>
      cellsOf(quantity).plus.map(({ name }) => name),
    ),
    reports: formatReports(facts, year.year, year.reports),
    href: `/${formatSearch(facts.choices.filters, { year: year.year })}#mix`,
  };
}

/** Whether the overview has told the share of an outcome already. */
function isTold({ choices }: BriefingFacts, outcome: Outcome): boolean {
  return outcome === "not_held" && choices.indicators.includes("not_held_rate");
}

/** Outcomes from the most frequent down, without the one that the overview has told. */
function writeOutcomes(facts: BriefingFacts, year: OutcomesOfYear): Piece[] {
  if (year.handled === null || year.handled <= 0) return [];
  const known = OUTCOME_MIX.flatMap((outcome) => {
    const count = year.outcomes[outcome];
    return count === null ? [] : [{ outcome, count }];
  }).sort((one, other) => other.count - one.count);
  const told = known.filter(({ outcome }) => isTold(facts, outcome));
  const others = known.filter((each) => !told.includes(each));
  const some = others.filter(({ count }) => count !== 0);
  const none = others.filter(({ count }) => count === 0);
  const noneText =
    none.length === 0
      ? ""
      : `${formatList(none.map(({ outcome }) => nameOf(outcome)))}${none.length > 1 ? "均" : ""}为0件。`;
  const clauses = some.map(
    ({ outcome, count }) =>
      text`${nameOf(outcome)}${formatPlainValue(count, "count")}件，占${figureOfShare(facts, year, outcome)}`,
  );
  const sum = known.reduce((total, { count }) => total + count, 0);
  const gap = sum - year.handled;
  return text`${clauses.length === 0 ? "" : `办结的申请中，${told.length === 0 ? "" : "除答复本机关不掌握的以外，"}由多到少为：`}${joinClauses(clauses)}${noneText}${gap === 0 ? "" : `各类结果之和为${formatPlainValue(sum, "count")}件，与${QUANTITIES.handled.name}${formatPlainValue(year.handled, "count")}件相差${formatPlainValue(Math.abs(gap), "count")}件，${known.length < OUTCOME_MIX.length ? "系报告的部分结果空白或者未计入" : "系报告自身各项之和与总计不一致"}。`}`;
}

/** Which outcome's share rose and which fell most between the two years, of those not told already. */
function writeShifts(facts: BriefingFacts, then: OutcomesOfYear, now: OutcomesOfYear): Piece[] {
  const untold = OUTCOME_MIX.filter((outcome) => !isTold(facts, outcome));
  const others = untold.length < OUTCOME_MIX.length ? "其他办理结果" : "各类办理结果";
  const changes = untold.flatMap((outcome) => {
    const [before, after] = [sidesOf(then, outcome), sidesOf(now, outcome)];
    const [earlier, later] = [shareOf(then, outcome), shareOf(now, outcome)];
    const change = before && after && compareRates(before, after);
    if (earlier === null || later === null || change === null) return [];
    return [{ outcome, earlier, later, change, printed: printPointsChange(change.change) }];
  });
  if (changes.length === 0) return [];
  const moves = changes.filter(({ change }) => kindOfChange(change) === "moved");
  const writeLargest = (direction: 1 | -1, verb: string): Piece[] => {
    const moved = moves.filter(({ printed }) => printed.direction === direction);
    const sizeOf = ({ printed }: (typeof changes)[number]): number => Number(printed.digits);
    const most = Math.max(...moved.map(sizeOf));
    const tied = moved.filter((each) => sizeOf(each) === most);
    const [head] = tied;
    if (!head) return [];
    const figure: Figure = {
      ...figureOfShare(facts, now, head.outcome),
      name: `${now.year}年${nameOf(head.outcome)}占比较${then.year}年变化`,
      text: formatChangeSize(head.printed),
      value: head.later - head.earlier,
      formula: `${formatPlainValue(head.later, "share")} − ${formatPlainValue(head.earlier, "share")}（按未舍入的比率相减）：${formatChangeInterval(head.change)}`,
      reports: `${formatReports(facts, now.year, now.reports)}，${formatReports(facts, then.year, then.reports)}`,
    };
    return text`占比${verb}最多的是${formatList(tied.map(({ outcome }) => nameOf(outcome)))}，${tied.length > 1 ? "各" : ""}${verb}${figure}`;
  };
  const clauses = [writeLargest(1, "上升"), writeLargest(-1, "下降")].filter(
    (clause) => clause.length > 0,
  );
  if (clauses.length === 0) {
    const words = changes.every(({ change }) => kindOfChange(change) === "steady")
      ? CHANGE_KINDS.steady.name
      : CHANGE_KINDS.unclear.name;
    return text`与${then.year}年相比，${others}的占比${words}。`;
  }
  return text`与${then.year}年相比，${others}中${clauses.flatMap((clause, index) => (index === 0 ? clause : ["；", ...clause]))}。`;
}

/** Shares of the two main types of applicant. */
function writeApplicants(facts: BriefingFacts): Piece[] {
  const { year } = facts.choices.filters;
  const person = figureOfGroup(facts, "share_natural_person", year);
  const company = figureOfGroup(facts, "share_commercial_enterprise", year);
  if (person.value === null || company.value === null) return [];
  return text`从申请人看，自然人占${person}，商业企业占${company}。`;
}
