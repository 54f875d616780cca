import { fetchPositions } from "#db/queries/comparison.server";
import { fetchApplicantOutcomes, fetchOutcomeYears } from "#db/queries/outcomes.server";
import { STANDARDISABLE } from "#domain/comparison/standardised-rates";
import { INDICATORS } from "#domain/indicators/indicators";
import { loadOwnYears } from "./profile-data.server";
import { choosePeers, readDistrictRequest, yardstickOf } from "./request.server";

/** How a division's cases were answered and who applied, by year, and both together in the chosen year. */
export async function loadOutcomes(request: Request, code: string) {
  const requested = await readDistrictRequest(request, code);
  const { filters, related, parameters } = requested;
  const peers = await choosePeers(related.self, filters.year, parameters.get("peers"));
  const [applicants, mix, cross, compared] = await Promise.all([
    loadOwnYears(requested),
    fetchOutcomeYears(filters),
    fetchApplicantOutcomes(filters),
    fetchPositions(
      { ...filters, ...yardstickOf(peers) },
      [code],
      STANDARDISABLE.map((rate) => INDICATORS[rate]),
    ),
  ]);
  const current = applicants.find((report) => report.year === filters.year);
  return {
    ...requested,
    peers,
    applicants,
    mix,
    cross,
    current,
    standardised: current
      ? STANDARDISABLE.map((rate, index) => ({
          code: rate,
          standardised: compared[index]?.bodies[0]?.standardised ?? null,
        }))
      : [],
  };
}

export type OutcomesData = Awaited<ReturnType<typeof loadOutcomes>>;
