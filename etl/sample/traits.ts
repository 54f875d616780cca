import type { Division } from "#domain/report/division";
import { beta, boundedNormal, gamma, normal } from "./draws";
import { stream, type Stream } from "./random";
import {
  APPLICANT_SHARE,
  APPLICANTS,
  mixOf,
  OUTCOMES,
  type ApplicantKind,
  type Outcome,
} from "./outcome-mix";
import type { Nature } from "./story";

/** The two parts of every division: the government's office, and all its other bodies together. */
export const ORGANS = ["office", "departments"] as const;
export type OrganKind = (typeof ORGANS)[number];

/** What stays with the organ of a division over the years. */
export interface Traits {
  readonly organ: OrganKind;
  readonly level: Division["level"];
  /** Logarithm of the new requests of a year like 2019. */
  readonly logVolume: number;
  /** Logarithm of the chance of each outcome, up to a constant. */
  readonly logOutcomes: ReadonlyMap<Outcome, number>;
  readonly applicants: ReadonlyMap<ApplicantKind, number>;
  /** Share of the requests in hand that is carried over. */
  readonly carriedOver: number;
  /** Multiple of the ordinary frequency of reviews and suits. */
  readonly disputes: number;
  /** Logarithm of the size of the administration, 0 for an ordinary county. */
  readonly logSize: number;
}

/** No division is further from the ordinary than this many standard deviations, unless planted. */
const BOUND = 2.1;

/** Bounds of an ordinary division's true share of 不掌握; the planted ones lie far outside. */
const ORDINARY_NOT_HELD = { low: 0.15, high: 0.31 } as const;

const ORDINARY_VOLUME = { province: 5000, city: 700, county: 160 } as const;
const VOLUME_SPREAD = { province: 0.1, city: 0.5, county: 0.9 } as const;
const ORDINARY_SIZE = { province: 2.2, city: 1.2, county: 0 } as const;

/** The mix of a division in which 不掌握 is neither rare nor frequent enough to look planted. */
function ordinaryMix(next: Stream): [Outcome, number][] {
  for (;;) {
    const mix = OUTCOMES.map((outcome): [Outcome, number] => {
      const { share, spread } = mixOf(outcome);
      return [outcome, Math.log(share) + spread * boundedNormal(next, BOUND)];
    });
    const total = mix.reduce((sum, [, log]) => sum + Math.exp(log), 0);
    const notHeld = mix.find(([outcome]) => outcome === "unable_not_held");
    const rate = notHeld ? Math.exp(notHeld[1]) / total : 0;
    if (rate > ORDINARY_NOT_HELD.low && rate < ORDINARY_NOT_HELD.high) return mix;
  }
}

/**
 * The traits of the two organs of a division. A division that was split off shares the volume of
 * the one before it.
 */
export function traitsOf(
  seed: number,
  division: Division,
  nature: Nature,
  before?: {
    readonly division: Division;
    readonly parts: number;
    readonly volume: number | undefined;
  },
): Record<OrganKind, Traits> {
  const origin = before?.division ?? division;
  const parts = before?.parts ?? 1;
  const next = stream(seed, "traits", origin.code);
  const { level } = division;
  const ownVolume =
    ORDINARY_VOLUME[level] * Math.exp(VOLUME_SPREAD[level] * boundedNormal(next, 2.4));
  const volume = Math.max(12, nature.volume ?? (before?.volume ?? ownVolume) / parts);
  const officeShare = 0.12 + 0.3 * beta(next, 3, 4);
  const carriedOver = nature.clearsDesk ? 0 : 0.015 + 0.07 * beta(next, 2, 3);
  const disputes = 0.3 + (0.7 * gamma(next, 5)) / 5;
  const logSize = ORDINARY_SIZE[level] + 0.5 * boundedNormal(next, BOUND) - Math.log(parts);
  const applicants = new Map(
    APPLICANTS.map((kind) => [kind, APPLICANT_SHARE[kind] * Math.exp(0.25 * normal(next))]),
  );
  const own = stream(seed, "mix", division.code);
  const logOutcomes = ordinaryMix(own);
  const organ = (kind: OrganKind, share: number): Traits => ({
    organ: kind,
    level,
    logVolume: Math.log(volume * share),
    logOutcomes: new Map(logOutcomes.map(([code, log]) => [code, log + 0.06 * normal(own)])),
    applicants,
    carriedOver,
    disputes,
    logSize,
  });
  return {
    office: organ("office", officeShare),
    departments: organ("departments", 1 - officeShare),
  };
}
