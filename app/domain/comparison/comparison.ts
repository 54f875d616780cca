import type { Yardstick } from "../filters/yardsticks";
import type { Indicator } from "../indicators/indicator";
import type { BoundaryChange } from "../report/boundary-changes";
import { adjustPValues, type Funnel, type FunnelOptions } from "../statistics/funnel";
import { LEAST_FOR_OTHER_YARDSTICK } from "../statistics/verdict";
import { type Concentration, findConcentration } from "./concentration";
import { indexByCode, Past } from "./group-past";
import { Positions } from "./group-positions";
import type {
  DescribedRatio,
  EarlierRatio,
  DetailedRatio,
  JudgedBody,
  ComparedBody,
} from "./judged-body";
import type { LoadedPart } from "./group-area";
import { RatedBody, PlacedBody, describeCount } from "./rated-body";

export interface Comparison<Body extends JudgedBody = JudgedBody> {
  readonly year: number;
  /** Those shown, which need not be the whole group. */
  readonly bodies: readonly Body[];
  /** How many bodies the group holds: those shown are judged among all of them. */
  readonly groupSize: number;
  /** Which group that is. */
  readonly yardstick: Yardstick;
  /** What the province's group is called where most of the province has no report in it; null where most has, and of another group. */
  readonly loadedPart: LoadedPart | null;
  /** What the bodies of a chosen group are called; empty of any other group. */
  readonly chosen: readonly string[];
  /** How many judgeable bodies another group that was asked for has, where they are too few; else null. */
  readonly refused: { readonly yardstick: Yardstick; readonly judgeable: number } | null;
  /** What the largest bodies of the group make of its rate; null for a count and in a group of few bodies. */
  readonly concentration: Concentration | null;
  /** The judgement of the group; null for a count, which is not judged. */
  readonly funnel: Funnel | null;
}

/**
 * The comparison by the group that was asked for, or where its judgeable bodies are too few the province's, which then
 * says so.
 */
export function chooseYardstick<Body extends JudgedBody>(
  province: Comparison<Body>,
  other: Comparison<Body>,
  yardstick: Yardstick,
): Comparison<Body> {
  if (other.funnel === null) return province;
  const { judgeable } = other.funnel;
  return judgeable >= LEAST_FOR_OTHER_YARDSTICK
    ? { ...other, yardstick }
    : { ...province, refused: { yardstick, judgeable } };
}

/**
 * Judges bodies against a chosen group: those in it each among the others, any other as if it were one more of it. The
 * probabilities are adjusted for all that are judged, in the group or not.
 *
 * @param members the codes of the group
 * @param wanted the codes of further bodies
 * @param judge compares the bodies with the first codes and gives those with the second, anew each time
 */
export function judgeAgainst<Body extends JudgedBody>(
  members: ReadonlySet<string>,
  wanted: Iterable<string>,
  judge: (group: ReadonlySet<string>, only: ReadonlySet<string>) => Comparison<Body>,
): Comparison<Body> {
  const group = judge(members, members);
  const chosen = group.bodies.map(({ division }) => division);
  if ((group.funnel?.judgeable ?? 0) < LEAST_FOR_OTHER_YARDSTICK) return { ...group, chosen };
  const outside = [...wanted].flatMap((code) =>
    members.has(code) ? [] : judge(new Set([...members, code]), new Set([code])).bodies,
  );
  const bodies = [...group.bodies, ...outside];
  const adjusted = adjustPValues(bodies.flatMap(({ strictP }) => strictP ?? []))[Symbol.iterator]();
  return {
    ...group,
    chosen,
    bodies: bodies.map((body) =>
      body.strictP === null
        ? body
        : Object.assign(body, { adjustedP: adjusted.next().value ?? null }),
    ),
  };
}

/** Shows some bodies of a comparison. The group, and so every judgement, stays as it is. */
export function showBodies<Body extends JudgedBody>(
  comparison: Comparison<Body>,
  codes: ReadonlySet<string>,
): Comparison<Body> {
  return { ...comparison, bodies: comparison.bodies.filter(({ code }) => codes.has(code)) };
}

/**
 * Judges the bodies of a group by one indicator in one year, each among all the others. The last of the earlier years
 * give the flagged years, the spread of a small group and the change; `figures` may hold them too. Bodies are known by their code; `boundaries` holds by division the last change up to this
 * year: a year before it is another body's. A year before a law or the form changed is not, since each is judged
 * among the figures of its own year.
 */
export function judgeBodies(
  figures: readonly DescribedRatio[],
  year: number,
  indicator: Indicator,
  options: FunnelOptions = {},
  earlier: readonly EarlierRatio[] = [],
  boundaries: ReadonlyMap<string, BoundaryChange> = new Map(),
): Comparison {
  const current = figures.filter((figure) => figure.year === year);
  const of = { year, groupSize: current.length };
  if (indicator.denominator === undefined)
    return { ...ALONE, ...of, bodies: current.map((figure) => describeCount(figure)) };
  const past = new Past(figures, year, indicator, options, earlier, boundaries);
  const { funnel } = past;
  const points = indexByCode(funnel.points);
  return {
    ...ALONE,
    ...of,
    concentration: findConcentration(current, funnel.distribution),
    funnel,
    bodies: current.map((figure) => new RatedBody(figure, points.get(figure.code), past)),
  };
}

/** A comparison by the province's group of which nothing is judged. */
const ALONE = {
  yardstick: "province",
  loadedPart: null,
  chosen: [],
  refused: null,
  concentration: null,
  funnel: null,
} satisfies Partial<Comparison>;

/**
 * Judges bodies as `judgeBodies` does and finds the position of each in the group.
 * @param only the codes of the bodies that are wanted; all where it is left out
 */
export function compareBodies(
  figures: readonly DetailedRatio[],
  year: number,
  indicator: Indicator,
  options: FunnelOptions = {},
  earlier: readonly EarlierRatio[] = [],
  boundaries: ReadonlyMap<string, BoundaryChange> = new Map(),
  only?: ReadonlySet<string>,
): Comparison<ComparedBody> {
  const current = figures.filter((figure) => figure.year === year);
  const wanted = only ? current.filter(({ code }) => only.has(code)) : current;
  const of = { year, groupSize: current.length };
  if (indicator.denominator === undefined)
    return { ...ALONE, ...of, bodies: wanted.map((figure) => describeCount(figure)) };
  const past = new Past(figures, year, indicator, options, earlier, boundaries);
  const { funnel } = past;
  const points = indexByCode(funnel.points);
  const positions = new Positions(current, funnel, () => past.poolYears());
  return {
    ...ALONE,
    ...of,
    concentration: findConcentration(current, funnel.distribution),
    funnel,
    bodies: wanted.map(
      (figure) => new PlacedBody(figure, points.get(figure.code), past, positions),
    ),
  };
}
