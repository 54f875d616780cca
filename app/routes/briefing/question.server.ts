import { addressed, districtsOf } from "#briefing/addressee";
import { composed } from "#briefing/compose";
import { briefingFacts } from "#db/briefing.server";
import { dataFacts, mainChoice } from "#db/facts.server";
import { BadChoice, briefingChoices } from "#domain/briefing/choices";
import { BadFilter } from "#domain/filters/address";

/** The briefing that an address asks for, with the facts it is written from. */
export async function askBriefing(parameters: URLSearchParams) {
  const available = await dataFacts();
  try {
    const chosen = briefingChoices(parameters, mainChoice(available));
    const facts = addressed(await briefingFacts(chosen));
    return { available, districts: districtsOf(facts), facts, briefing: composed(facts) };
  } catch (error) {
    if (error instanceof BadFilter || error instanceof BadChoice)
      throw new Response(error.message, { status: 400 });
    throw error;
  }
}
