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
import { formatSearch, NotLoaded } from "#domain/filters/address";
import {
  filtersOfGroup,
  formatLoadedGroup,
  isLoaded,
  type LoadedGroup,
} from "#domain/filters/loaded-groups";
import { datasetOf, type Dataset } from "#domain/report/division";
import { DataUnavailable } from "#db/engine/connection.server";
import {
  fetchFactsWithArea,
  fetchFirstView,
  fetchGroupsElsewhere,
  type LoadedElsewhere,
} from "#db/queries/loaded.server";
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
  /** What to say and where to go in place of figures, where no report is loaded of what is chosen; else null. */
  readonly absence: Absence | null;
}

/** A loaded group in words, with the address of the same page about it. */
interface GroupLink {
  readonly words: string;
  readonly to: string;
  readonly reports: number;
}

/** Of what nothing is loaded, and what is loaded instead. */
interface Absence {
  /** 示例省 · 2019年度 · 县级 · 人民政府全辖区报告 */
  readonly what: string;
  /** The groups of the same area, the newest first. */
  readonly loaded: readonly GroupLink[];
  /** The largest group that other provinces have of the same year. */
  readonly elsewhere: readonly GroupLink[];
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
  const [facts, { main, groups }] = await Promise.all([
    fetchFactsWithArea(chosen.area),
    fetchFirstView(own.area),
  ]).catch((error: unknown) => {
    throw responseForError(error);
  });
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
    absence: isLoaded(groups, filters)
      ? null
      : describeAbsence(groups, await fetchGroupsElsewhere(filters), filters, {
          area: areaName(filters.area, facts),
          toGroup: (group, area) =>
            `${new URL(request.url).pathname}${formatSearch(chosen, { ...filtersOfGroup(group), ...(area === undefined ? {} : { area }) })}`,
        }),
  };
}

function describeAbsence(
  groups: readonly LoadedGroup[],
  elsewhere: readonly LoadedElsewhere[],
  filters: FilterValues,
  {
    area,
    toGroup,
  }: { readonly area: string; readonly toGroup: (group: LoadedGroup, area?: string) => string },
): Absence {
  return {
    what: `${area} · ${formatLoadedGroup(filters)}`,
    loaded: groups.map((group) => ({
      words: formatLoadedGroup(group),
      to: toGroup(group),
      reports: group.reports,
    })),
    elsewhere: elsewhere.map((group) => ({
      words: `${group.name} · ${formatLoadedGroup(group)}`,
      to: toGroup(group, group.area),
      reports: group.reports,
    })),
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
  if (error instanceof DataUnavailable) return new Response(error.message, { status: 503 });
  if (error instanceof NotLoaded) return new Response(error.message, { status: error.status });
  if (error instanceof BadFilter || error instanceof BadChoice)
    return new Response(error.message, { status: 400 });
  return error;
}
