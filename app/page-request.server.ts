import { filterControls, filtersInWords, type FilterControl } from "#domain/filters/bar";
import { BadFilter, chosenFilters } from "#domain/filters/address";
import { resolveFilters, type FilterKey, type FilterValues } from "#domain/filters/filters";
import { datasetOf, type Dataset } from "#domain/report/division";
import { dataFacts, mainChoice } from "#db/facts.server";

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
 * @throws Response 400 with the reason in Chinese when a filter has a value that it does not accept.
 */
export async function pageRequest(
  request: Request,
  keys: readonly FilterKey[],
): Promise<PageRequest> {
  const parameters = new URL(request.url).searchParams;
  const chosen = chosenOrRefused(parameters);
  const facts = await dataFacts();
  const main = mainChoice(facts);
  const filters = resolveFilters(chosen, main);
  const controls = filterControls(keys, filters, resolveFilters({}, main), facts);
  return {
    parameters,
    chosen,
    filters,
    controls,
    inWords: filtersInWords(controls),
    areaName: facts.areas.find(({ code }) => code === filters.area)?.name ?? filters.area,
    dataset: datasetOf(filters.area),
  };
}

function chosenOrRefused(parameters: URLSearchParams): Partial<FilterValues> {
  try {
    return chosenFilters(parameters);
  } catch (error) {
    if (error instanceof BadFilter) throw new Response(error.message, { status: 400 });
    throw error;
  }
}
