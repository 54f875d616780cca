import { BadChoice } from "#domain/briefing/choices";
import type { BriefingFacts } from "#domain/briefing/facts";
import { briefingTemplate } from "#domain/briefing/templates";

interface Recipient {
  readonly code: string;
  readonly name: string;
}

/** The divisions that a letter can go to: those that have reported for the year, then those that should have. */
export function recipientsOf({ choices, sources, coverage }: BriefingFacts): Recipient[] {
  const reported = sources
    .filter(({ year }) => year === choices.filters.year)
    .map(({ division_code: code, division: name }) => ({ code, name }));
  return [...reported, ...coverage.missing];
}

/**
 * The facts of a letter with its division chosen: the first one where the choices name none. Facts of
 * other templates come back as they are.
 * @throws BadChoice where the group has no such division.
 */
export function resolveRecipient(facts: BriefingFacts): BriefingFacts {
  const { choices } = facts;
  if (!briefingTemplate(choices.template).single) return facts;
  const districts = recipientsOf(facts);
  const division = choices.divisionCode ?? districts[0]?.code;
  if (division === undefined || !districts.some(({ code }) => code === division))
    throw new BadChoice("所选范围内没有这个地区，请重新选择地区或者范围。");
  return { ...facts, choices: { ...choices, divisionCode: division } };
}
