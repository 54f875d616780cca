import type { FigureMark } from "../checks/figure-mark";
import type { Indicator } from "../indicators/indicators";
import { lawBreak } from "../indicators/law-break";
import { funnel, type Funnel, type FunnelOptions, type FunnelPoint } from "../statistics/funnel";
import { groupVerdicts } from "../statistics/group-verdicts";
import { persistence, type Persistence, type YearVerdict } from "../statistics/persistence";
import { proportionDifference, type Change } from "../statistics/proportion-difference";
import { isPossible, rateOf, type Tally } from "../statistics/tally";
import type { Verdict } from "../statistics/verdict";
import { wilson, type Interval } from "../statistics/wilson";
import type { BoundaryChange } from "./boundary";
import { NO_PLACE, places, type DetailedFigure, type Place } from "./places";
import { byCode, talliesByYear, tallyOf } from "./tallies";

/** One indicator of one body in one year, with the report it comes from. */
export interface StatedFigure {
  readonly report_id: string;
  /** Tells the body apart: its division, or its own id where a division has several of its kind. */
  readonly code: string;
  readonly division_code: string;
  /** What it is called: its division, or its own name where a division has several of its kind. */
  readonly division: string;
  readonly year: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** The same with what a reader must know of the body and of its report. */
export interface BodyFigure extends StatedFigure {
  /** Name of the city around it; null where the province stands directly above. */
  readonly city: string | null;
  /** Errors in the cells of the report. */
  readonly errors: number;
  /** What they mean for this indicator; null where there are none. */
  readonly mark: FigureMark | null;
}

/** What an earlier year tells of a body. */
export type EarlierFigure = Pick<StatedFigure, "code" | "year" | "numerator" | "denominator">;

/** One body as it is judged among the others. */
export interface JudgedBody extends BodyFigure {
  /** 0..1 for a rate, the count itself for a count; null when it cannot be calculated. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict | null;
  /** O − E: cases beyond what the group's rate explains. */
  readonly excess: number | null;
  readonly adjustedP: number | null;
  /** Told from the years since its boundaries changed. */
  readonly persistence: Persistence | null;
  /** On the year before, of the same body. */
  readonly change: Change | null;
  /** The last change of its boundaries; with a rate before it nothing is compared. */
  readonly boundary: BoundaryChange | null;
}

/** One body in a comparison, with its place in it. */
export interface ComparedBody extends JudgedBody, Place {}

export interface Comparison<Body extends JudgedBody = JudgedBody> {
  readonly year: number;
  readonly bodies: readonly Body[];
  /** The judgement of the group; null for a count and for a body without others, which are not judged. */
  readonly funnel: Funnel | null;
}

/**
 * Judges bodies by one indicator in one year. Earlier years give the persistence and the change; `figures` may
 * hold them too. Bodies are known by their code; `boundaries` holds by division the last change that lies in these
 * years: a year before it is another body's. A year before a law or the form changed is not, since each is judged
 * among the figures of its own year.
 */
export function judged(
  figures: readonly BodyFigure[],
  year: number,
  indicator: Indicator,
  options: FunnelOptions = {},
  earlier: readonly EarlierFigure[] = [],
  boundaries: ReadonlyMap<string, BoundaryChange> = new Map(),
): Comparison {
  const current = figures.filter((figure) => figure.year === year);
  if (indicator.denominator === undefined)
    return { year, funnel: null, bodies: current.map(countedBody) };
  const tallies = talliesByYear(earlier, figures);
  const own = tallies.get(year) ?? [];
  const judgement = isAlone(own) ? null : funnel(own, options);
  const points = byCode(judgement?.points ?? []);
  const verdicts = [...tallies]
    .filter(([, rows]) => !isAlone(rows))
    .map(([each, rows]) => ({ year: each, verdicts: groupVerdicts(rows, options) }));
  const before = byCode(tallies.get(year - 1) ?? []);
  const isBroken = lawBreak(indicator, year - 1, year) !== null;
  return {
    year,
    funnel: judgement,
    bodies: current.map((figure) => {
      const { code, division_code } = figure;
      const boundary = boundaries.get(division_code) ?? null;
      const history: YearVerdict[] = [];
      for (const each of verdicts) {
        if (boundary && each.year < boundary.year) continue;
        const verdict = each.verdicts.get(code);
        if (verdict) history.push({ year: each.year, verdict });
      }
      const isOther = isBroken || boundary?.year === year;
      const last = isOther ? undefined : before.get(code);
      const past = { persistence: persistence(history), boundary };
      return judgedBody(figure, last, points.get(code), past);
    }),
  };
}

/** Whether a body stands for its whole group: held against itself, anything would be ordinary. */
function isAlone(rows: readonly Tally[]): boolean {
  return rows.length === 1;
}

/** The same with the place of each body among the others. */
export function compared(
  figures: readonly DetailedFigure[],
  year: number,
  indicator: Indicator,
  options: FunnelOptions = {},
  earlier: readonly EarlierFigure[] = [],
  boundaries: ReadonlyMap<string, BoundaryChange> = new Map(),
): Comparison<ComparedBody> {
  const { funnel: judgement, bodies } = judged(
    figures,
    year,
    indicator,
    options,
    earlier,
    boundaries,
  );
  const placeOf = judgement
    ? places(
        figures.filter((figure) => figure.year === year),
        options,
      )
    : () => NO_PLACE;
  // Assigned: of thousands of bodies, to spread each takes as long as all the judging.
  return {
    year,
    funnel: judgement,
    bodies: bodies.map((body) => Object.assign(body, placeOf(body.code))),
  };
}

function countedBody(figure: BodyFigure): JudgedBody {
  return bodyWith(figure, {
    value: figure.numerator,
    interval: null,
    verdict: null,
    excess: null,
    adjustedP: null,
    persistence: null,
    change: null,
    boundary: null,
  });
}

function judgedBody(
  figure: BodyFigure,
  earlier: Tally | undefined,
  point: FunnelPoint | undefined,
  { persistence, boundary }: Pick<JudgedBody, "persistence" | "boundary">,
): JudgedBody {
  const tally = tallyOf(figure, figure.denominator);
  return bodyWith(figure, {
    value: tally && rateOf(tally),
    interval: tally && isPossible(tally) ? wilson(tally) : null,
    verdict: point?.verdict ?? null,
    excess: point?.excess ?? null,
    adjustedP: point?.adjustedP ?? null,
    persistence,
    boundary,
    change: tally && earlier ? proportionDifference(earlier, tally) : null,
  });
}

/** Written out: of thousands of bodies, to spread the figure takes as long as all the judging. */
function bodyWith(figure: BodyFigure, judgement: Omit<JudgedBody, keyof BodyFigure>): JudgedBody {
  return Object.assign(
    {
      report_id: figure.report_id,
      code: figure.code,
      division_code: figure.division_code,
      division: figure.division,
      city: figure.city,
      year: figure.year,
      numerator: figure.numerator,
      denominator: figure.denominator,
      errors: figure.errors,
      mark: figure.mark,
    },
    judgement,
  );
}

/** The bodies above the upper limits, those with most excess cases first. */
export function standingOut<Body extends JudgedBody>({ bodies }: Comparison<Body>): Body[] {
  return bodies
    .filter(({ verdict }) => verdict === "high_998" || verdict === "high_95")
    .sort((a, b) => (b.excess ?? 0) - (a.excess ?? 0));
}
