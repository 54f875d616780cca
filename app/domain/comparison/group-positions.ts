import type { Funnel } from "../statistics/funnel";
import type { PooledYears } from "../statistics/pooled-years";
import { type Rank, rankWithin } from "../statistics/rank";
import type { BodyRatio, StatedRatio } from "../statistics/ratio";
import { type ShrunkenRate, shrinkWithin } from "../statistics/shrunken-rate";
import { standardise, type Standardised, type StratumRatio } from "../statistics/standardisation";
import { ratiosUnder, isStated, indexByCode, onFirstUse } from "./group-past";
import type { DescribedRatio, DetailedRatio } from "./judged-body";

interface Stratified extends StatedRatio {
  readonly code: string;
  /** The same ratio over each type of applicant. */
  readonly strata: readonly StatedRatio[];
}

/** A body's ratios over each type of applicant; none unless all are stated and sum to the body's own ratio. */
function completeStrataOf(own: Stratified): StratumRatio[] {
  const { code, strata } = own;
  const ratios: StratumRatio[] = [];
  let [above, below] = [0, 0];
  for (const { numerator, denominator } of strata) {
    if (numerator === null || denominator === null) return [];
    ratios.push({ code, stratum: String(ratios.length), numerator, denominator });
    above += numerator;
    below += denominator;
  }
  return above === own.numerator && below === own.denominator ? ratios : [];
}

/**
 * Finds the position of each body of a group by its code. Each is reckoned when somebody looks at it: of thousands of
 * bodies a page shows a few, and to reckon all would take longer than everything else it does.
 */
export class Positions {
  readonly #rank: () => (code: string) => Rank | null;
  readonly #pooled: () => ReadonlyMap<string, PooledYears>;
  readonly #shrunken: () => (row: BodyRatio) => ShrunkenRate | null;
  readonly #standardised: () => ReadonlyMap<string, Standardised>;

  constructor(
    group: readonly DetailedRatio[],
    { points, tau2, distribution }: Funnel,
    poolAll: () => readonly PooledYears[],
  ) {
    const own = onFirstUse(() => ratiosUnder(group, ({ denominator }) => denominator));
    this.#rank = onFirstUse(() => rankWithin(own(), { distribution }));
    this.#pooled = onFirstUse(() => indexByCode(poolAll()));
    this.#shrunken = onFirstUse(() => shrinkWithin(own(), { distribution }));
    this.#standardised = onFirstUse(() => {
      const pointOf = indexByCode(points);
      const strata = group.flatMap((figure) => completeStrataOf(figure));
      return indexByCode(
        standardise(strata, {
          basisOf: (code) => ({
            tau2,
            targetVariance: pointOf.get(code)?.targetVariance ?? 0,
            distribution,
          }),
        }),
      );
    });
  }

  /** Null where there is no other body to stand before or behind. */
  rankOf(code: string): Rank | null {
    const rank = this.#rank()(code);
    return rank !== null && rank.of > 1 ? rank : null;
  }

  pooledOf(code: string): PooledYears | null {
    return this.#pooled().get(code) ?? null;
  }

  shrunkenOf(figure: DescribedRatio): ShrunkenRate | null {
    return isStated(figure) ? this.#shrunken()(figure) : null;
  }

  standardisedOf(code: string): Standardised | null {
    return this.#standardised().get(code) ?? null;
  }
}
