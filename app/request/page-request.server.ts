import { BadChoice } from "#domain/briefing/choices";
import {
  buildFilterControls,
  formatFilters,
  keepDistrictInArea,
  type FilterControl,
} from "./filter-bar";
import { BadFilter, parseFilters } from "#domain/filters/address";
import {
  areaName,
  explainIdleFilters,
  FILTER_KEYS,
  leaveOut,
  resolveFilters,
  type FilterKey,
  type FilterValues,
} from "#domain/filters/filters";
import { NotLoaded } from "#domain/filters/address";
import { datasetOf, type Dataset } from "#domain/report/division";
import { fetchFactsWithArea, defaultChoiceOf } from "#db/queries/loaded.server";
import { assertLoaded } from "#db/queries/loaded.server";

/** The filters of a request, and what the filter bar and the headings say of them. */
export interface PageRequest {
  readonly parameters: URLSearchParams;
  readonly chosen: Partial<FilterValues>;
  readonly filters: FilterValues;
  readonly controls: readonly FilterControl[];
  readonly inWords: string;
  /** A sentence for each filter that the address chooses and the page does not follow. */
  readonly idle: readonly string[];
  readonly areaName: string;
  readonly dataset: Dataset;
}

/**
 * Reads the filters of a request. Those that the page does not have cannot act: they have the values that apply
 * when nothing is chosen.
 *
 * @throws Response with the reason in Chinese: 400 when a filter has a value that it does not accept
 *   or nothing is loaded of it, 404 for an area that the register does not list.
 */
export async function parsePageRequest(
  request: Request,
  keys: readonly FilterKey[],
): Promise<PageRequest> {
  const parameters = new URL(request.url).searchParams;
  const absent = FILTER_KEYS.filter((key) => !keys.includes(key));
  const { chosen, own } = await parseChosenFilters(parameters, absent);
  const facts = await fetchFactsWithArea(chosen.area);
  const main = defaultChoiceOf(facts);
  const filters = keepDistrictInArea(resolveFilters(own, main), facts);
  const controls = buildFilterControls(keys, filters, resolveFilters({}, main), facts);
  return {
    parameters,
    chosen,
    filters,
    controls,
    inWords: formatFilters(controls),
    idle: explainIdleFilters(chosen, filters, keys),
    areaName: areaName(filters.area, facts),
    dataset: datasetOf(filters.area),
  };
}

async function parseChosenFilters(parameters: URLSearchParams, absent: readonly FilterKey[]) {
  try {
    const chosen = parseFilters(parameters);
    const own = leaveOut(chosen, absent);
    await assertLoaded(own);
    return { chosen, own };
  } catch (error) {
    throw responseForError(error);
  }
}

/** What a page answers to a choice that it cannot follow; any other error stays as it is. */
export function responseForError(error: unknown): unknown {
  if (error instanceof NotLoaded) return new Response(error.message, { status: error.status });
  if (error instanceof BadFilter || error instanceof BadChoice)
    return new Response(error.message, { status: 400 });
  return error;
}
