import { BadChoice } from "#domain/briefing/choices";
import type { BriefingFacts } from "#domain/briefing/facts";
import { numberAfter } from "#domain/briefing/masthead";
import { briefingTemplate, type Letter, LETTERS } from "#domain/briefing/templates";
import { isJudged, VERDICTS } from "#domain/statistics/verdict";
import { concernsOf } from "./text/concerns";
import { isLateness, isOpen } from "./text/findings";
import { findMatters, lettersDue, ownReportOf } from "./text/letter";
import { formatList, nounOf } from "./wording";

interface Recipient {
  readonly code: string;
  readonly name: string;
}

/** The divisions that a letter can go to: those that have reported for the year, then those that should have. */
export function recipientsOf({ choices, sources, coverage }: BriefingFacts): Recipient[] {
  const reported = sources
    .filter(({ year }) => year === choices.filters.year)
    .map(({ code, division: name }) => ({ code, name }));
  return [...reported, ...coverage.missing];
}

function addressTo(facts: BriefingFacts, bodyCode: string, letter: Letter | null) {
  return { ...facts, choices: { ...facts.choices, bodyCode, letter } };
}

/**
 * The facts of a letter with its division and its kind chosen: where the choices name none, the first division that
 * something is asked of and the first letter due to it. Facts of other templates come back as they are.
 * @throws BadChoice where the group has no such division.
 */
export function resolveRecipient(facts: BriefingFacts): BriefingFacts {
  const { choices } = facts;
  if (!briefingTemplate(choices.template).single) return facts;
  const divisions = recipientsOf(facts);
  const concerns = concernsOf(facts);
  const dueTo = (code: string): Letter[] =>
    lettersDue(findMatters(addressTo(facts, code, null), concerns));
  const division =
    choices.bodyCode ??
    divisions.find(({ code }) => {
      const due = dueTo(code);
      return choices.letter === null ? due.length > 0 : due.includes(choices.letter);
    })?.code ??
    divisions[0]?.code;
  if (division === undefined || !divisions.some(({ code }) => code === division))
    throw new BadChoice("所选范围内没有发给的这个单位，请重新选择单位或者范围。");
  return addressTo(facts, division, choices.letter ?? dueTo(division)[0] ?? "correction");
}

/** A letter of a selection, with the facts that it is written from. */
interface PlannedLetter {
  readonly letter: Letter;
  readonly facts: BriefingFacts;
}

/** Which letters a division gets, or why none. */
export interface LetterPlan extends Recipient {
  readonly letters: readonly PlannedLetter[];
  /** Why there is none; null where there is one. */
  readonly reason: string | null;
}

/**
 * The letters due to every division of a selection, of one kind where the choices name it, numbered one after another
 * from the number given.
 */
export function planLetters(facts: BriefingFacts): LetterPlan[] {
  const concerns = concernsOf(facts);
  let places = 0;
  const divisions = recipientsOf(facts).sort((one, other) => (one.code < other.code ? -1 : 1));
  return divisions.map(({ code, name }) => {
    const own = addressTo(facts, code, null);
    const due = lettersDue(findMatters(own, concerns));
    const wanted = due.filter(
      (letter) => facts.choices.letter === null || facts.choices.letter === letter,
    );
    const { masthead } = facts.choices;
    return {
      code,
      name,
      letters: wanted.map((letter) => {
        const number = numberAfter(masthead.number, places);
        places += 1;
        const addressed = addressTo(facts, code, letter);
        return {
          letter,
          facts: {
            ...addressed,
            choices: { ...addressed.choices, masthead: { ...masthead, number } },
          },
        };
      }),
      reason: wanted.length > 0 ? null : explainNoLetter(own, due),
    };
  });
}

/** The letters that there is something to ask in of the division chosen. */
export function lettersDueTo(facts: BriefingFacts): Letter[] {
  return lettersDue(findMatters(facts));
}

/** Whether there is something to ask in the letter chosen. */
export function isLetterDue(facts: BriefingFacts): boolean {
  const { letter } = facts.choices;
  return letter !== null && lettersDueTo(facts).includes(letter);
}

/** Why no letter goes to a division: what was examined, and no all-clear by want of power. */
export function explainNoLetter(facts: BriefingFacts, due: readonly Letter[] = []): string {
  if (due.length > 0)
    return `这种函没有需要提出的事项，应发${due.map((letter) => LETTERS[letter].name).join("、")}`;
  const report = ownReportOf(facts);
  if (report === undefined) return "没有可以核查的报告";
  const bodies = facts.comparisons.flatMap(({ comparison }) =>
    comparison.bodies.filter(({ code }) => code === facts.choices.bodyCode),
  );
  const judged = bodies.filter(({ verdict }) => verdict !== null && isJudged(verdict));
  const isWatched = judged.some(({ verdict }) => verdict === "high_998" || verdict === "low_998");
  const dated = report.published_on === null ? "报告未载明发布日期，是否按期不能判断；" : "";
  const late = facts.earlierFindings.filter(
    (finding) => finding.code === facts.choices.bodyCode && isOpen(finding) && isLateness(finding),
  );
  const years = formatList(late.map(({ year }) => `${year}年度`).sort());
  const checked =
    late.length === 0
      ? "核查没有提出问题"
      : `${years}报告曾逾期公布，不再要求说明；核查没有提出其他问题`;
  if (judged.length === 0)
    return `${dated}${checked}；件数过少或者可比的${nounOf(facts)}过少，比率未作判断`;
  return `${dated}${checked}，${isWatched ? `有的比率${VERDICTS.high_998.short}或者${VERDICTS.low_998.short}，但考虑到同时比较多个${nounOf(facts)}，证据不足，不发函` : `能判断的比率没有${VERDICTS.high_998.short}、${VERDICTS.low_998.short}`}`;
}

/** How many letters there are to write. */
export function countLetters(plans: readonly LetterPlan[]): number {
  return plans.reduce((sum, { letters }) => sum + letters.length, 0);
}
