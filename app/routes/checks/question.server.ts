import { filings } from "#db/filings.server";
import { findings, hotSpots } from "#db/findings.server";
import type { FilterKey } from "#domain/filters/filters";
import { pageRequest } from "../../page-request.server";

const FILTER_BAR: readonly FilterKey[] = [
  "year",
  "area",
  "level",
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
export async function askChecks(request: Request) {
  const page = await pageRequest(request, FILTER_BAR);
  const [filed, found, spots] = await Promise.all([
    filings(page.filters),
    findings(page.filters),
    hotSpots(page.filters),
  ]);
  const wanted = page.parameters.get("q")?.trim() ?? "";
  return {
    page,
    filings: filed,
    findings: found.filter(({ division, body }) => `${division} ${body}`.includes(wanted)),
    hotSpots: spots,
    name: ["问题清单", page.inWords, wanted].filter(Boolean).join(" · "),
  };
}
