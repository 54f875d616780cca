import * as Plot from "@observablehq/plot";
import { EDITION_FACTS } from "#domain/form/edition";
import { REVIEW_FIRST } from "#domain/indicators/indicators";
import { QUIET } from "./frame";
import { RULE_STRONG } from "./palette";

/** A change of rules between one year and the next, that makes figures jump without any body's doing. */
export interface Break {
  /** First year under the new rules; the mark stands before it. */
  readonly year: number;
  readonly words: string;
}

export const FORM_CHANGE: Break = { year: 2021, words: EDITION_FACTS[2021].name };
export const LAW_CHANGE: Break = {
  year: REVIEW_FIRST.year,
  words: `${REVIEW_FIRST.year}年复议前置`,
};
export const BREAKS: readonly Break[] = [FORM_CHANGE, LAW_CHANGE];

/** The breaks that lie between the first and the last of some years. */
export function breaksWithin(breaks: readonly Break[], years: readonly number[]): Break[] {
  const first = Math.min(...years);
  const last = Math.max(...years);
  return breaks.filter(({ year }) => first < year && year <= last);
}

/** A vertical rule before the year, with words above. */
export function breakMarks(breaks: readonly Break[]): Plot.Markish[] {
  const x = ({ year }: Break): number => year - 0.5;
  return [
    Plot.ruleX(breaks, { x, stroke: RULE_STRONG, strokeDasharray: "2,3" }),
    Plot.text(breaks, { x, text: "words", frameAnchor: "top", dy: -10, ...QUIET }),
  ];
}
