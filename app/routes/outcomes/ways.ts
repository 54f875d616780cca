import { CROSSED, indicatorOfCrossed, type Crossed } from "#domain/comparison/applicant-outcomes";
import { searchWith } from "#domain/filters/address";
import type { FilterValues } from "#domain/filters/filters";
import { REQUESTS, type Applicant } from "#domain/form/requests";

type Ways = Partial<Record<Applicant, Partial<Record<Crossed, string>>>>;

/** From each count to the bodies that it is the sum of, and so to their reports. */
export function crossedWays({ year, area, level, scope, kind }: FilterValues): Ways {
  const way = (applicant: Applicant, crossed: Crossed) => [
    crossed,
    `/compare${searchWith(
      { year, area, level, scope, kind, applicant },
      { indicator: indicatorOfCrossed(crossed) },
    )}`,
  ];
  return Object.fromEntries(
    REQUESTS.columns.map(({ code }) => [
      code,
      Object.fromEntries(CROSSED.map((crossed) => way(code, crossed))),
    ]),
  );
}
