import { fetchMedians } from "#db/queries/ratios.server";
import { loadProfile } from "./profile-data.server";
import { yearsOf } from "./years";

/** Every indicator through the years, with the medians of the peers, and the year's among the peers. */
export async function loadYears(request: Request, code: string) {
  const profile = await loadProfile(request, code);
  const { filters, peers, own, years, boundaries } = profile;
  const others = peers.divisions.map((peer) => peer.code).filter((peer) => peer !== code);
  return {
    ...profile,
    series: yearsOf(own, years, boundaries),
    medians: await fetchMedians({ codes: others, scope: filters.scope, kind: filters.kind }),
  };
}

export type YearsData = Awaited<ReturnType<typeof loadYears>>;
