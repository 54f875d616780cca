import { cellName } from "#domain/form/cell-name";
import { binomial, multinomial, normal, poisson, type RandomStream } from "./random";
import { positionOf, type Figures } from "./figures";
import { type ApplicantKind, APPLICANTS, mixOf, OUTCOMES, type Traits } from "./traits";
import type { Nature } from "./story";

/** Requests in hand at the end of a year, by applicant in the order of APPLICANTS. */
export type Carried = readonly number[];

/** Volume of the whole province relative to 2019. */
const TREND: Readonly<Record<number, number>> = {
  2019: 1,
  2020: 0.92,
  2021: 1.08,
  2022: 1.14,
  2023: 1.42,
  2024: 1.52,
  2025: 1.58,
};

/** The volume of a year relative to 2019; after the last declared year it stays the same. */
export function trendOf(year: number): number {
  return TREND[Math.min(2025, Math.max(2019, year))] ?? 1;
}

const NEW = APPLICANTS.map((kind) => positionOf(cellName("new_requests", kind)));
const IN = APPLICANTS.map((kind) => positionOf(cellName("carried_over_in", kind)));
const OUT = APPLICANTS.map((kind) => positionOf(cellName("carried_over_out", kind)));
const SINGLE_OTHER = APPLICANTS.map((kind) => positionOf(cellName("other_handling", kind)));
const OUTCOME_CELLS = OUTCOMES.map((outcome) =>
  APPLICANTS.map((kind) => positionOf(cellName(outcome, kind))),
);
const OTHER = OUTCOMES.map((outcome) => outcome.startsWith("other_"));
const NOT_HELD = OUTCOMES.indexOf("unable_not_held");
const RELABELLED_AS = OUTCOMES.indexOf("unable_no_existing_information");

function drawLogChances(
  next: RandomStream,
  traits: Traits,
  nature: Nature,
  year: number,
): number[] {
  const { notHeld } = nature;
  return OUTCOMES.map((outcome) => {
    const shift =
      outcome === "unable_not_held" && notHeld && year >= notHeld.from ? notHeld.shift : 0;
    return (traits.logOutcomes.get(outcome) ?? 0) + shift + 0.07 * normal(next);
  });
}

function drawOutcomes(
  next: RandomStream,
  handled: number,
  kind: ApplicantKind,
  logs: readonly number[],
): number[] {
  if (handled === 0) return OUTCOMES.map(() => 0);
  const chances = OUTCOMES.map((outcome, i) =>
    Math.exp((logs[i] ?? 0) + (mixOf(outcome).tilt?.[kind] ?? 0)),
  );
  return multinomial(next, handled, chances);
}

function relabel(next: RandomStream, counts: number[], share: number): void {
  const moved = binomial(next, counts[NOT_HELD] ?? 0, share);
  counts[NOT_HELD] = (counts[NOT_HELD] ?? 0) - moved;
  counts[RELABELLED_AS] = (counts[RELABELLED_AS] ?? 0) + moved;
}

/**
 * Writes table 三 of a year into the figures.
 *
 * @returns the requests carried over into the next year
 */
export function handleRequests(
  figures: Figures,
  next: RandomStream,
  situation: {
    readonly traits: Traits;
    readonly nature: Nature;
    readonly year: number;
    readonly carried: Carried;
    /** Logarithm of this year's volume against the trend. */
    readonly drift: number;
  },
): Carried {
  const { traits, nature, year, carried, drift } = situation;
  const planted = nature.outcomes?.year === year ? nature.outcomes[traits.organ] : undefined;
  const shares = APPLICANTS.map((kind) => traits.applicants.get(kind) ?? 0);
  const received = planted
    ? APPLICANTS.map(() => 0)
    : multinomial(next, poisson(next, Math.exp(traits.logVolume + drift) * trendOf(year)), shares);
  const logs = drawLogChances(next, traits, nature, year);
  return APPLICANTS.map((kind, a) => {
    const before = carried[a] ?? 0;
    let arrived = received[a] ?? 0;
    const counts =
      planted && kind === "natural_person"
        ? OUTCOMES.map((outcome) => planted[outcome] ?? 0)
        : undefined;
    if (counts) arrived = counts.reduce((sum, n) => sum + n, 0) - before;
    const after = counts ? 0 : binomial(next, arrived, traits.carriedOver);
    const ends = counts ?? drawOutcomes(next, arrived + before - after, kind, logs);
    const { relabelled } = nature;
    if (relabelled && year >= relabelled.from) relabel(next, ends, relabelled.share);
    figures[NEW[a] ?? 0] = arrived;
    figures[IN[a] ?? 0] = before;
    figures[OUT[a] ?? 0] = after;
    let other = 0;
    ends.forEach((count, o) => {
      figures[OUTCOME_CELLS[o]?.[a] ?? 0] = count;
      if (OTHER[o]) other += count;
    });
    figures[SINGLE_OTHER[a] ?? 0] = other;
    return after;
  });
}
