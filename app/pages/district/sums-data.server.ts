import { fetchDivisionTotals } from "#db/queries/adjusted-totals.server";
import { fetchDivisionYears } from "#db/queries/ratios.server";
import { existsIn } from "#domain/report/division";
import { loadOwnYears } from "./profile-data.server";
import { choosePeers, readDistrictRequest } from "./request.server";
import { compareWithSums } from "./sums";

/** A division's own report compared with the sum of those directly below it; only of whole jurisdictions. */
export async function loadSums(request: Request, code: string) {
  const requested = await readDistrictRequest(request, code);
  const { filters, related, parameters } = requested;
  const { year, scope, kind } = filters;
  const peers = await choosePeers(related.self, year, parameters.get("peers"));
  const due = related.below.filter((child) => existsIn(child, year));
  const codes = scope === "jurisdiction" ? due.map((child) => child.code) : [];
  const selection = { codes, year, scope, kind };
  const [own, below, adjusted] = await Promise.all([
    loadOwnYears(requested),
    fetchDivisionYears(selection),
    fetchDivisionTotals(selection),
  ]);
  const reported = new Set(below.map((child) => child.division_code));
  return {
    ...requested,
    peers,
    sums: {
      rows: compareWithSums(
        own.find((report) => report.year === year),
        below,
        due.length,
      ),
      /** Sums that are others as the reports print them. */
      adjusted,
      due,
      missing: due.filter((child) => !reported.has(child.code)),
    },
  };
}
