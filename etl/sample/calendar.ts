import { between, stream } from "./random";
import type { SampleKind } from "./story";

const DAY = 86_400_000;

/** First and last day on which a body publishes in time, as month and day (条例 art. 49). */
const SEASON = {
  government: { first: [1, 20], last: [3, 29] },
  office: { first: [1, 8], last: [1, 29] },
} as const satisfies Record<SampleKind, unknown>;

/** The working day, YYYY-MM-DD, on which the report of a year is published in the year after. */
export function publicationDate(
  seed: number,
  code: string,
  kind: SampleKind,
  year: number,
): string {
  const next = stream(seed, "published", code, kind, year);
  const { first, last } = SEASON[kind];
  const from = Date.UTC(year + 1, first[0] - 1, first[1]);
  const to = Date.UTC(year + 1, last[0] - 1, last[1]);
  let day = from + DAY * between(next, 0, (to - from) / DAY);
  while ([0, 6].includes(new Date(day).getUTCDay())) day -= DAY;
  return new Date(day).toISOString().slice(0, 10);
}
