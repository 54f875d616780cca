import { OUTCOMES } from "../outcome-mix";
import { valueOf, type Figures } from "../figures";
import { REQUESTS } from "#domain/form/requests";

/** The counts of table 三 and 四 that a text may state. */
export interface Counts {
  readonly received: number;
  readonly before: number;
  readonly handled: number;
  readonly after: number;
  readonly reviews: number;
  readonly suits: number;
}

export function countsOf(figures: Figures): Counts {
  const total = (line: string): number => valueOf(figures, `${line}_total`);
  return {
    received: total("new_requests"),
    before: total("carried_over_in"),
    handled: total("handled_total"),
    after: total("carried_over_out"),
    reviews: total("review"),
    suits: total("direct_suit") + total("post_review_suit"),
  };
}

/** The total of a line of table 三. */
export function lineTotal(figures: Figures, line: string): number {
  return valueOf(figures, `${line}_total`);
}

/** The total of the lines of a group of table 三. */
export function groupTotal(figures: Figures, group: string): number {
  return OUTCOMES.filter((code) =>
    REQUESTS.lines.some((line) => line.code === code && "group" in line && line.group === group),
  ).reduce((sum, code) => sum + lineTotal(figures, code), 0);
}

/** A share in percent with two decimals. */
export function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)}%`;
}
