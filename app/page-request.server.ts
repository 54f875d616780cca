import { BadChoice } from "#domain/briefing/choices";
import {
  areaNamed,
  filterControls,
  filtersInWords,
  withDistrictInArea,
  type FilterControl,
} from "#domain/filters/bar";
import { BadFilter, chosenFilters } from "#domain/filters/address";
import { resolveFilters, type FilterKey, type FilterValues } from "#domain/filters/filters";
import { NotLoaded } from "#domain/filters/loaded";
import { datasetOf, type Dataset } from "#domain/report/division";
import { factsWith, mainChoice } from "#db/facts.server";
import { assertLoaded } from "#db/loaded-choice.server";

/** What a page needs to know of the request before it asks anything. */
export interface PageRequest {
  readonly parameters: URLSearchParams;
  readonly chosen: Partial<FilterValues>;
  readonly filters: FilterValues;
  readonly controls: readonly FilterControl[];
  readonly inWords: string;
  readonly areaName: string;
  readonly dataset: Dataset;
}

/**
 * Reads the filters of a request.
 * @throws Response with the reason in Chinese: 400 when a filter has a value that it does not accept
 *   or nothing is loaded of it, 404 for an area that the register does not list.
 */
export async function pageRequest(
  request: Request,
  keys: readonly FilterKey[],
): Promise<PageRequest> {
  const parameters = new URL(request.url).searchParams;
  const chosen = await chosenOrRefused(parameters);
  const facts = await factsWith(chosen.area);
  const main = mainChoice(facts);
  const filters = withDistrictInArea(resolveFilters(chosen, main), facts);
  const controls = filterControls(keys, filters, resolveFilters({}, main), facts);
  return {
    parameters,
    chosen,
    filters,
    controls,
    inWords: filtersInWords(controls),
    areaName: areaNamed(filters.area, facts),
    dataset: datasetOf(filters.area),
  };
}

async function chosenOrRefused(parameters: URLSearchParams): Promise<Partial<FilterValues>> {
  try {
    const chosen = chosenFilters(parameters);
    await assertLoaded(chosen);
    return chosen;
  } catch (error) {
    throw refusal(error);
  }
}

/** What a page answers to a choice that it cannot follow; any other error stays as it is. */
export function refusal(error: unknown): unknown {
  if (error instanceof NotLoaded) return new Response(error.message, { status: error.status });
  if (error instanceof BadFilter || error instanceof BadChoice)
    return new Response(error.message, { status: 400 });
  return error;
}
