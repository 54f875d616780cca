import { json } from "@remix-run/node";
import { BadChoice } from "#domain/briefing/choices";
import {
  buildFilterControls,
  formatFilters,
  keepDistrictInArea,
  type FilterControl,
} from "./filter-bar";
import { BadFilter, formatSearch, NotLoaded, parseFilters } from "#domain/filters/address";
import {
  areaName,
  explainIdleFilters,
  FILTER_KEYS,
  leaveOut,
  resolveFilters,
  type FilterKey,
  type FilterValues,
} from "#domain/filters/filters";
import {
  filtersOfGroup,
  formatLoadedGroup,
  isLoaded,
  type LoadedGroup,
} from "#domain/filters/loaded-groups";
import type { Refusal } from "./refusal";
import { formatSubject } from "./subject";
import { datasetOf, type Dataset } from "#domain/report/division";
import { DataUnavailable } from "#db/engine/connection.server";
import {
  assertLoaded,
  fetchDataFacts,
  fetchFactsWithArea,
  fetchFirstView,
  fetchGroupsElsewhere,
  type LoadedElsewhere,
} from "#db/queries/loaded.server";

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
  const url = new URL(request.url);
  const read = await readFilters(url.searchParams, keys).catch(async (error: unknown) => {
    throw await refuseRequest(error, url, keys);
  });
  const { chosen, facts, groups, filters, controls } = read;
  return {
    parameters: url.searchParams,
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
            `${url.pathname}${formatSearch(chosen, { ...filtersOfGroup(group), ...(area === undefined ? {} : { area }) })}`,
        }),
  };
}

/** @throws BadFilter, NotLoaded or DataUnavailable for choices that cannot be followed */
async function readFilters(parameters: URLSearchParams, keys: readonly FilterKey[]) {
  const absent = FILTER_KEYS.filter((key) => !keys.includes(key));
  const chosen = parseFilters(parameters);
  const own = leaveOut(chosen, absent);
  await assertLoaded(own);
  const [facts, { main, groups }] = await Promise.all([
    fetchFactsWithArea(chosen.area),
    fetchFirstView(own.area),
  ]);
  const filters = keepDistrictInArea(resolveFilters(own, main), facts);
  const controls = buildFilterControls(keys, filters, resolveFilters({}, main), facts);
  return { chosen, facts, groups, filters, controls };
}

/**
 * What to answer to choices that a page cannot follow: the reason, the filters of the page with the nearest choices
 * that it can follow, and their address. Files get the reason alone.
 */
async function refuseRequest(
  error: unknown,
  { pathname, searchParams }: URL,
  keys: readonly FilterKey[],
): Promise<unknown> {
  const answer = responseForError(error);
  if (!(answer instanceof Response) || error instanceof DataUnavailable || isFile(pathname))
    return answer;
  const nearest = await nearestChoices(searchParams);
  const { controls } = await readFilters(nearest, keys);
  const search = nearest.toString();
  const refusal: Refusal = {
    reason: await answer.text(),
    controls,
    offers: [
      { words: formatSubject(controls), to: `${pathname}${search === "" ? "" : `?${search}`}` },
    ],
  };
  return json(refusal, { status: answer.status });
}

const isFile = (pathname: string): boolean => /\.\w+$|\/(?:chart|file)$/u.test(pathname);

/** An address without the choices that cannot be followed; of a year that is not loaded the nearest that is. */
async function nearestChoices(parameters: URLSearchParams): Promise<URLSearchParams> {
  const nearest = new URLSearchParams(parameters);
  const { years } = await fetchDataFacts();
  for (const key of FILTER_KEYS) {
    const given = new URLSearchParams(nearest.getAll(key).map((value) => [key, value]));
    const isFollowed = await followsAlone(given);
    if (isFollowed) continue;
    const year = Number(nearest.get(key));
    nearest.delete(key);
    const [closest] = years.toSorted((a, b) => Math.abs(a - year) - Math.abs(b - year));
    if (key === "year" && year > 0 && closest !== undefined) nearest.set(key, String(closest));
  }
  return nearest;
}

async function followsAlone(parameters: URLSearchParams): Promise<boolean> {
  try {
    await assertLoaded(parseFilters(parameters));
    return true;
  } catch (error) {
    if (error instanceof BadFilter || error instanceof NotLoaded) return false;
    throw error;
  }
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

/** What a page answers to a choice that it cannot follow; any other error stays as it is. */
export function responseForError(error: unknown): unknown {
  if (error instanceof DataUnavailable) return new Response(error.message, { status: 503 });
  if (error instanceof NotLoaded) return new Response(error.message, { status: error.status });
  if (error instanceof BadFilter || error instanceof BadChoice)
    return new Response(error.message, { status: 400 });
  return error;
}
