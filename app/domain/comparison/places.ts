import type { FunnelOptions } from "../statistics/funnel";
import { ranks, type Rank } from "../statistics/rank";
import { robustVerdicts, type RobustVerdict } from "../statistics/robust-verdict";
import { standardise, type Standardised } from "../statistics/standardisation";
import type { Tally } from "../statistics/tally";
import type { BodyFigure } from "./comparison";
import { completeStrata, type Stratum } from "./strata";
import { byCode, tallyOf } from "./tallies";

/** A figure with all that its place among others is told from. */
export interface DetailedFigure extends BodyFigure {
  /** Under the indicator's other denominators, in their order. */
  readonly alternatives: readonly (number | null)[];
  /** The two sides by type of applicant; none where the indicator does not tell them apart. */
  readonly strata: readonly Stratum[];
}

/** What is said of a body only within its whole group. */
export interface Place {
  readonly rank: Rank | null;
  /** Its verdict under each denominator, by place: 0 the indicator's own; null where there is only one. */
  readonly robust: RobustVerdict | null;
  /** What its mix of applicants explains; null where its figures by applicant are not complete. */
  readonly standardised: Standardised | null;
}

export const NO_PLACE: Place = { rank: null, robust: null, standardised: null };

/** The place of each body of a group by its code. */
export function places(
  group: readonly DetailedFigure[],
  options: FunnelOptions,
): (code: string) => Place {
  const rank = byCode(ranks(tallies(group, ({ denominator }) => denominator)));
  const robust = robustOf(group, options);
  const standardised = byCode(standardise(group.flatMap((figure) => completeStrata(figure))));
  return (code) => ({
    rank: rank.get(code) ?? null,
    robust: robust?.get(code) ?? null,
    standardised: standardised.get(code) ?? null,
  });
}

/** Judges the bodies under the indicator's own and its other denominators. */
function robustOf(
  group: readonly DetailedFigure[],
  options: FunnelOptions,
): ReadonlyMap<string, RobustVerdict> | null {
  const others = group[0]?.alternatives.length ?? 0;
  if (others === 0) return null;
  const under: Record<string, Tally[]> = {
    0: tallies(group, ({ denominator }) => denominator),
  };
  for (let index = 0; index < others; index += 1)
    under[index + 1] = tallies(group, ({ alternatives }) => alternatives[index] ?? null);
  return byCode(robustVerdicts(under, options));
}

function tallies(
  group: readonly DetailedFigure[],
  denominatorOf: (figure: DetailedFigure) => number | null,
): Tally[] {
  return group
    .map((figure) => tallyOf(figure, denominatorOf(figure)))
    .filter((tally) => tally !== null);
}
