import { addressed, districtsOf } from "#briefing/addressee";
import { composed } from "#briefing/compose";
import { briefingFacts } from "#db/briefing.server";
import { factsWith, mainChoice } from "#db/facts.server";
import { briefingChoices } from "#domain/briefing/choices";
import { refusal } from "../../page-request.server";

/** The briefing that an address asks for, with the facts it is written from. */
export async function askBriefing(parameters: URLSearchParams) {
  const available = await factsWith(parameters.get("area") ?? undefined);
  try {
    const chosen = briefingChoices(parameters, mainChoice(available));
    const facts = addressed(await briefingFacts(chosen));
    return { available, districts: districtsOf(facts), facts, briefing: composed(facts) };
  } catch (error) {
    throw refusal(error);
  }
}
