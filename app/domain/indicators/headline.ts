import type { IndicatorCode } from "./indicators";

/** The indicators that stand first on the overview and in a briefing. */
export const HEADLINE: readonly IndicatorCode[] = [
  "new_requests",
  "handled",
  "not_held_rate",
  "any_disclosure_rate",
  "carry_over_rate",
  "dispute_rate",
];
