import { bodyInWords, isRated, type BodyRate, type RatedBody } from "./body-rate";
import { FONT } from "./frame";
import { wrapped } from "./text-width";

/** A body at its height in the list; one row is 1 high. */
export interface Row<Body extends BodyRate = BodyRate> {
  readonly body: Body;
  readonly label: string;
  readonly index: number;
}

export type RatedRow = Row<RatedBody> & RatedBody & { readonly words: string };

export interface RankedRows {
  readonly rated: readonly RatedRow[];
  /** Bodies without a rate, at the foot. */
  readonly unrated: readonly Row[];
  /** Where ranks were left out of a list too long to look at, and how many. */
  readonly omitted: { readonly index: number; readonly count: number } | null;
  /** Where the bodies without a rate begin. */
  readonly foot: number;
  readonly length: number;
}

/** A list longer than this shows its two ends and the chosen bodies; the table has them all. */
const LONGEST = 200;
const FIRST = 120;
const LAST = 60;

/** Bodies from the highest rate down, each at its place; names that need two lines get more room. */
export function rankedRows(bodies: readonly BodyRate[], nameWidth: number): RankedRows {
  const ranked = bodies.filter(isRated).toSorted((a, b) => b.rate - a.rate);
  const long = ranked.length > LONGEST;
  const head = long ? ranked.slice(0, FIRST) : ranked;
  const middle = long ? ranked.slice(FIRST, -LAST) : [];
  const tail = long ? ranked.slice(-LAST) : [];
  const kept = middle.filter((body) => body.chosen);

  let next = 0;
  const row = <Body extends BodyRate>(body: Body): Row<Body> => {
    const label = wrapped(body.name, FONT, nameWidth);
    const extra = (label.split("\n").length - 1) * 0.7;
    const index = next + extra / 2;
    next += 1 + extra;
    return { body, label, index };
  };
  const rated = (body: RatedBody): RatedRow => ({
    ...body,
    ...row(body),
    words: bodyInWords(body),
  });

  const upper = [...head, ...kept].map(rated);
  const omitted = long ? { index: next++, count: middle.length - kept.length } : null;
  const lower = tail.map(rated);
  const foot = next;
  const rest = bodies.filter((body) => !isRated(body));
  if (rest.length > 0 && foot > 0) next += 0.6;
  return { rated: [...upper, ...lower], unrated: rest.map(row), omitted, foot, length: next };
}
