import type { BriefingFacts, ComparedIndicator } from "#domain/briefing/facts";
import { briefingTemplate } from "#domain/briefing/templates";
import type { JudgedBody } from "#domain/comparison/comparison";
import type { IndicatorCode } from "#domain/indicators/indicators";

/** Indicators whose high values are asked about; a high share of disclosure is no problem. */
const CONCERNS: readonly IndicatorCode[] = [
  "not_held_rate",
  "unable_rate",
  "not_processed_rate",
  "other_handling_rate",
  "non_disclosure_rate",
  "carry_over_rate",
  "review_rate",
  "lawsuit_rate",
  "dispute_rate",
  "review_corrected_rate",
  "lawsuit_corrected_rate",
];

/** A body beyond the 99.8% limit: only these are named. */
export interface NamedBody extends JudgedBody {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly excess: number;
}

export interface Concern extends ComparedIndicator {
  /** By excess cases, the most first. */
  readonly named: readonly NamedBody[];
}

/** The comparisons that may name districts, in the order chosen. */
export function concernsOf(facts: BriefingFacts): Concern[] {
  const { focused } = briefingTemplate(facts.choices.template);
  return facts.comparisons
    .filter(({ code, comparison }) => comparison.funnel && (focused || CONCERNS.includes(code)))
    .map((each) => ({ ...each, named: beyondLimit(each.comparison.bodies) }));
}

function beyondLimit(bodies: readonly JudgedBody[]): NamedBody[] {
  return bodies
    .filter(isNamed)
    .sort((a, b) => b.excess - a.excess || a.division_code.localeCompare(b.division_code));
}

function isNamed(body: JudgedBody): body is NamedBody {
  return (
    body.verdict === "high_998" &&
    body.value !== null &&
    body.numerator !== null &&
    body.denominator !== null &&
    body.excess !== null
  );
}
