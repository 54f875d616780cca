import { fetchFilings } from "#db/queries/filings.server";
import { fetchEarlierFindings, fetchFindings, fetchHotSpots } from "#db/queries/findings.server";
import type { Filing } from "#domain/checks/filing";
import type { FilterKey, FilterValues } from "#domain/filters/filters";
import { parsePageRequest } from "#request/page-request.server";
import { DUE_REPORTS } from "../district/reports";
import { countEarlier, listAttention } from "./attention";

const FILTER_BAR: readonly FilterKey[] = [
  "year",
  "area",
  "level",
  "district",
  "scope",
  "kind",
  "severity",
  "check",
  "state",
];

/**
 * Who has filed, and what the checks found, for the reports that the filters select. `q` narrows the
 * findings to places and bodies whose name contains it.
 */
export async function loadChecks(request: Request) {
  const page = await parsePageRequest(request, FILTER_BAR);
  const { district } = page.filters;
  const own = fetchFilings(page.filters);
  const [all, found, spots, groups] = await Promise.all([
    own,
    fetchFindings(page.filters),
    fetchHotSpots(page.filters),
    loadDueFilings(page.filters, own),
  ]);
  const filed =
    district === "all" ? all : all.filter((filing) => filing.division_code === district);
  const wanted = wantedIn(page.parameters);
  const chosen = groups.map((group) => ({
    ...group,
    filings: group.filings.filter(
      ({ division_code: code, division, name }) =>
        (district === "all" || code === district) && `${division} ${name}`.includes(wanted),
    ),
  }));
  return {
    page,
    filings: filed,
    findings: found.filter(({ division, body }) => `${division} ${body}`.includes(wanted)),
    missing: includesMissingReports(page.filters)
      ? filed.filter(
          ({ year, due, report_id: id, division, name }) =>
            year === page.filters.year &&
            due &&
            id === null &&
            `${division} ${name}`.includes(wanted),
        )
      : [],
    hotSpots: spots,
    attention: listAttention(chosen, page.filters.year),
    earlier: countEarlier(chosen, page.filters.year),
    name: ["问题清单", page.inWords, wanted].filter(Boolean).join(" · "),
  };
}

/** What the letters of the year ask of earlier reports as well, where the filters select what is open. */
export async function loadEarlierFindings({ filters, parameters }: ChecksRequest) {
  if (filters.state !== "pending") return [];
  const wanted = wantedIn(parameters);
  const found = await fetchEarlierFindings(filters);
  return found.filter(({ division, body }) => `${division} ${body}`.includes(wanted));
}

type ChecksRequest = Pick<Awaited<ReturnType<typeof parsePageRequest>>, "filters" | "parameters">;

function wantedIn(parameters: URLSearchParams): string {
  return parameters.get("q")?.trim() ?? "";
}

/** Whether a missing report is among what the filters select: an open error of no rule. */
function includesMissingReports({ severity, check, state }: FilterValues): boolean {
  const isOpen = state === "all" || state === "pending" || state === "open";
  return check === "all" && isOpen && (severity === "all" || severity === "E");
}

/**
 * The filings of the governments and their offices together; or of the bodies chosen.
 * @param filings those of the bodies chosen
 */
function loadDueFilings(filters: FilterValues, filings: Promise<readonly Filing[]>) {
  const own = { kind: filters.kind, scope: filters.scope };
  const isDue = DUE_REPORTS.some(({ kind }) => kind === own.kind);
  const isOwn = (slot: typeof own) => slot.kind === own.kind && slot.scope === own.scope;
  return Promise.all(
    (isDue ? DUE_REPORTS : [own]).map(async (slot) => ({
      ...slot,
      filings: await (isOwn(slot) ? filings : fetchFilings({ ...filters, ...slot })),
    })),
  );
}
