import { composed } from "#briefing/compose";
import { briefingFacts } from "#db/briefing.server";
import { dataFacts, mainChoice } from "#db/facts.server";
import { BadChoice, briefingChoices } from "#domain/briefing/choices";
import { briefingTemplate } from "#domain/briefing/templates";
import { BadFilter } from "#domain/filters/address";
import type { BriefingChoices } from "#domain/briefing/choices";

/** The briefing that an address asks for, with the facts it is written from. */
export async function askBriefing(parameters: URLSearchParams) {
  const available = await dataFacts();
  const chosen = accepted(parameters, mainChoice(available));
  const facts = await briefingFacts(chosen);
  const districts = [
    ...facts.sources
      .filter(({ year }) => year === chosen.filters.year)
      .map(({ division_code: code, division: name }) => ({ code, name })),
    ...facts.coverage.missing,
  ];
  const { single } = briefingTemplate(chosen.template);
  const division = single ? (chosen.division ?? districts[0]?.code ?? null) : null;
  if (single && !districts.some(({ code }) => code === division))
    throw new Response("所选范围内没有这个地区，请重新选择地区或者范围。", { status: 404 });
  const settled = { ...facts, choices: { ...chosen, division } };
  return { available, districts, facts: settled, briefing: composed(settled) };
}

function accepted(
  parameters: URLSearchParams,
  main: { readonly year: number; readonly area: string },
): BriefingChoices {
  try {
    return briefingChoices(parameters, main);
  } catch (error) {
    if (error instanceof BadFilter || error instanceof BadChoice)
      throw new Response(error.message, { status: 400 });
    throw error;
  }
}
