import { type ApplicantType, REQUESTS } from "#domain/form/requests";
import type { Division } from "#domain/report/division";
import { beta, boundedNormal, gamma, normal, randomStream, type RandomStream } from "./random";
import type { Nature } from "./story";

type Handled = Extract<(typeof REQUESTS.lines)[number], { readonly sumOf: unknown }>;

/** A line of table 三 that states how requests ended, as the 2021 edition divides them. */
export type Outcome = Exclude<Handled["sumOf"][number], "other_handling">;

/** An applicant type; the total is none. */
export type ApplicantKind = Exclude<ApplicantType, "total">;

interface OutcomeShare {
  /** Share of the requests handled, in percent, of an ordinary body. */
  readonly share: number;
  /** Standard deviation of the logarithm between divisions: how much they really differ. */
  readonly spread: number;
  /** Shift of the logarithm for an applicant who is not a natural person. */
  readonly tilt?: Readonly<Partial<Record<ApplicantKind, number>>>;
}

/** Shares of the outcomes of requests in the fictional province. */
const OUTCOME_MIX: Readonly<Partial<Record<Outcome, OutcomeShare>>> = {
  disclosed: { share: 38, spread: 0.25, tilt: { commercial_enterprise: 0.2 } },
  partially_disclosed: { share: 7, spread: 0.35, tilt: { commercial_enterprise: 0.15 } },
  not_disclosed_state_secret: { share: 0.4, spread: 0.5 },
  not_disclosed_prohibited_by_law: { share: 1, spread: 0.4 },
  not_disclosed_security_and_stability: { share: 0.6, spread: 0.5 },
  not_disclosed_third_party_rights: { share: 2, spread: 0.4, tilt: { commercial_enterprise: 0.6 } },
  not_disclosed_internal_affairs: { share: 0.8, spread: 0.4 },
  not_disclosed_process_information: {
    share: 1.6,
    spread: 0.4,
    tilt: { legal_service_organization: 0.5 },
  },
  not_disclosed_enforcement_files: {
    share: 1.4,
    spread: 0.4,
    tilt: { legal_service_organization: 0.4 },
  },
  not_disclosed_administrative_query: {
    share: 2,
    spread: 0.4,
    tilt: { commercial_enterprise: 0.4 },
  },
  unable_not_held: {
    share: 22,
    spread: 0.24,
    tilt: { commercial_enterprise: -0.2, legal_service_organization: 0.3 },
  },
  unable_no_existing_information: {
    share: 5,
    spread: 0.3,
    tilt: { research_institution: 0.6, public_interest_organization: 0.4 },
  },
  unable_unclear_after_correction: { share: 2.2, spread: 0.35 },
  not_processed_petition: { share: 4.5, spread: 0.35, tilt: { commercial_enterprise: -0.8 } },
  not_processed_duplicate: { share: 3, spread: 0.35 },
  not_processed_publication: { share: 0.6, spread: 0.4 },
  not_processed_excessive: { share: 0.3, spread: 0.5 },
  not_processed_confirmation: { share: 0.4, spread: 0.4 },
  other_correction_overdue: { share: 2.5, spread: 0.35 },
  other_fee_overdue: { share: 0.08, spread: 0.3 },
  other_misc: { share: 4.5, spread: 0.35 },
};

/** A line of the form that the province was not told about: it occurs, but seldom. */
const SELDOM: OutcomeShare = { share: 0.3, spread: 0.4 };

export const OUTCOMES = REQUESTS.lines.flatMap((line): Outcome[] =>
  "sumOf" in line ? line.sumOf.filter((code) => code !== "other_handling") : [],
);

/** Share of the applicants, in percent; natural persons dominate. */
const APPLICANT_SHARE = {
  natural_person: 86.5,
  commercial_enterprise: 9.5,
  research_institution: 0.2,
  public_interest_organization: 0.4,
  legal_service_organization: 2.2,
  other_organization: 1.2,
} as const satisfies Record<ApplicantKind, number>;

export const APPLICANTS = REQUESTS.columns.flatMap((column): ApplicantKind[] =>
  column.code === "total" ? [] : [column.code],
);

/** The declared share of an outcome. */
export function mixOf(outcome: Outcome): OutcomeShare {
  return OUTCOME_MIX[outcome] ?? SELDOM;
}

/** The two parts of every division: the government's office, and all its other bodies together. */
export const ORGANS = ["office", "departments"] as const;
export type OrganKind = (typeof ORGANS)[number];

/** What stays the same for an organ of a division over the years. */
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

/** Most standard deviations by which a division may differ from the ordinary, unless planted. */
const BOUND = 2.1;

/** Bounds of an ordinary division's true share of 不掌握; the planted ones lie far outside. */
const ORDINARY_NOT_HELD = { low: 0.15, high: 0.31 } as const;

const ORDINARY_VOLUME = { province: 5000, city: 700, county: 160 } as const;
const VOLUME_SPREAD = { province: 0.1, city: 0.5, county: 0.9 } as const;
const ORDINARY_SIZE = { province: 2.2, city: 1.2, county: 0 } as const;

/** Draws the outcome shares of a division in which 不掌握 is not extreme enough to look planted. */
function drawOrdinaryMix(next: RandomStream): [Outcome, number][] {
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
 * Draws the traits of the two organs of a division. A division that was split off shares the volume of
 * its predecessor.
 */
export function drawTraits(
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
  const next = randomStream(seed, "traits", origin.code);
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
  const own = randomStream(seed, "mix", division.code);
  const logOutcomes = drawOrdinaryMix(own);
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
