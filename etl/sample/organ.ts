import { binomial, normal } from "./draws";
import { fillTotals, noFigures, type Figures } from "./figures";
import { dispute, NONE_PENDING, type Pending } from "./disputes";
import { disclose, openingHoldings, type Holdings } from "./holdings";
import { handleRequests, trendOf, type Carried } from "./caseload";
import { APPLICANTS } from "./outcome-mix";
import type { Stream } from "./random";
import type { Nature } from "./story";
import type { Traits } from "./traits";

/** What an organ takes with it into the next year. */
export interface OrganState {
  readonly carried: Carried;
  readonly holdings: Holdings;
  readonly pending: Pending;
  /** Logarithm of its volume against the trend: AR(1). */
  readonly drift: number;
}

const PERSISTENCE = 0.7;
const UNREST = 0.13;

/** The state before the first year of the form. */
export function openingState(next: Stream, traits: Traits, year: number): OrganState {
  const volume = Math.exp(traits.logVolume) * trendOf(year);
  return {
    carried: APPLICANTS.map((kind) => {
      const share = (traits.applicants.get(kind) ?? 0) / 100;
      return binomial(next, Math.round(volume * share), traits.carriedOver);
    }),
    holdings: openingHoldings(next, traits),
    pending: NONE_PENDING,
    drift: (UNREST / Math.sqrt(1 - PERSISTENCE ** 2)) * normal(next),
  };
}

/** Deals a whole number out among heirs, each unit alike. */
function dealt(next: Stream, count: number, heirs: number): number[] {
  let left = count;
  return Array.from({ length: heirs }, (_, i) => {
    const part = binomial(next, left, 1 / (heirs - i));
    left -= part;
    return part;
  });
}

/** The states of the organs that follow when a division is divided: nothing is lost or doubled. */
export function divided(next: Stream, state: OrganState, heirs: number): OrganState[] {
  const split = (counts: readonly number[]): number[][] => {
    const parts = counts.map((count) => dealt(next, count, heirs));
    return Array.from({ length: heirs }, (_, h) => parts.map((part) => part[h] ?? 0));
  };
  const carried = split(state.carried);
  const inForce = split(state.holdings.inForce);
  const everPublished = split(state.holdings.everPublished);
  const items = split(state.holdings.items);
  const pending = split(state.pending);
  return carried.map((own, h) => ({
    carried: own,
    holdings: {
      inForce: inForce[h] ?? [],
      everPublished: everPublished[h] ?? [],
      items: items[h] ?? [],
      levels: state.holdings.levels.map((log) => log - Math.log(heirs)),
    },
    pending: pending[h] ?? NONE_PENDING,
    drift: state.drift,
  }));
}

/** The figures of an organ in a year, and what it takes with it. */
export function yearOf(
  next: Stream,
  before: OrganState,
  situation: { readonly traits: Traits; readonly nature: Nature; readonly year: number },
): { readonly figures: Figures; readonly after: OrganState } {
  const figures = noFigures();
  const drift = PERSISTENCE * before.drift + UNREST * normal(next);
  const carried = handleRequests(figures, next, { ...situation, carried: before.carried, drift });
  const holdings = disclose(figures, next, situation.traits, before.holdings);
  fillTotals(figures);
  const pending = dispute(figures, next, { ...situation, pending: before.pending });
  fillTotals(figures);
  return { figures, after: { carried, holdings, pending, drift } };
}
