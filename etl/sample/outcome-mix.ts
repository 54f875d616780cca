import { REQUESTS, type Applicant } from "#domain/form/requests";

type Handled = Extract<(typeof REQUESTS.lines)[number], { readonly sumOf: unknown }>;

/** A line of table 三 that states how requests ended, as the 2021 edition divides them. */
export type Outcome = Exclude<Handled["sumOf"][number], "other_handling">;

/** A kind of applicant; their total is none. */
export type ApplicantKind = Exclude<Applicant, "total">;

interface Mix {
  /** Share of the requests handled, in percent, of an ordinary body. */
  readonly share: number;
  /** Standard deviation of the logarithm between divisions: how much they really differ. */
  readonly spread: number;
  /** Shift of the logarithm for an applicant who is not a natural person. */
  readonly tilt?: Readonly<Partial<Record<ApplicantKind, number>>>;
}

/** How requests end in the fictional province. */
export const OUTCOME_MIX = {
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
} as const satisfies Record<Outcome, Mix>;

export const OUTCOMES = REQUESTS.lines.flatMap((line): Outcome[] =>
  "sumOf" in line ? line.sumOf.filter((code) => code !== "other_handling") : [],
);

/** Share of the applicants, in percent; natural persons dominate. */
export const APPLICANT_SHARE = {
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

/** The declared mix of an outcome. */
export function mixOf(outcome: Outcome): Mix {
  return OUTCOME_MIX[outcome];
}
