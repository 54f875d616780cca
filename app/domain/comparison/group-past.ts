import { distributionOf, type Indicator } from "../indicators/indicator";
import { explainLawBreak } from "../indicators/law-breaks";
import type { BoundaryChange } from "../report/boundary-changes";
import {
  countFlaggedYears,
  FLAGGED_YEARS_WINDOW,
  type FlaggedYears,
  type YearVerdict,
} from "../statistics/flagged-years";
import { buildFunnel, type Funnel, type FunnelOptions, judgeWithin } from "../statistics/funnel";
import { poolYears, type PooledYears } from "../statistics/pooled-years";
import { compareRates, type RateChange } from "../statistics/rate-interval";
import type { BodyRatio, StatedRatio } from "../statistics/ratio";
import { judgeUnderDenominators, type RobustVerdict } from "../statistics/robust-verdict";
import type { Verdict } from "../statistics/verdict";
import type { DescribedRatio, EarlierRatio, JudgedYear } from "./judged-body";

/** A body's ratio over a denominator; null unless the report states both. */
function ratioOf(
  { code, numerator }: { readonly code: string; readonly numerator: number | null },
  denominator: number | null,
): BodyRatio | null {
  if (numerator === null || denominator === null) return null;
  return { code, numerator, denominator };
}

/** The ratios by year; those of which numerator or denominator is not stated are left out. */
function ratiosByYear(
  ...lists: readonly (readonly EarlierRatio[])[]
): ReadonlyMap<number, readonly BodyRatio[]> {
  const years = new Map<number, BodyRatio[]>();
  for (const figures of lists)
    for (const figure of figures) {
      // As it is: to copy tens of thousands of earlier ones takes longer than to judge them.
      if (!isStated(figure)) continue;
      const known = years.get(figure.year);
      if (known) known.push(figure);
      else years.set(figure.year, [figure]);
    }
  return years;
}

export function isStated<Each extends StatedRatio & { readonly code: string }>(
  figure: Each,
): figure is Each & BodyRatio {
  return figure.numerator !== null && figure.denominator !== null;
}

/** The ratios of all years by body, also those that a report does not state. */
function reportsByCode(
  ...lists: readonly (readonly EarlierRatio[])[]
): ReadonlyMap<string, readonly EarlierRatio[]> {
  const bodies = new Map<string, EarlierRatio[]>();
  for (const figures of lists)
    for (const figure of figures) {
      const known = bodies.get(figure.code);
      if (known) known.push(figure);
      else bodies.set(figure.code, [figure]);
    }
  return bodies;
}

/** Whether a ratio is printed, as its flag says, but enters no comparison. */
function isSetAside({ flag, numerator, denominator }: DescribedRatio): boolean {
  return flag !== null && (numerator === null || denominator === null);
}

/** The judged years that flagged years are counted in. */
function recentVerdicts(history: readonly JudgedYear[], year: number): YearVerdict[] {
  return history.flatMap(({ year: each, verdict }) =>
    verdict !== null && each > year - FLAGGED_YEARS_WINDOW ? [{ year: each, verdict }] : [],
  );
}

/** Whether the years are in order, as those fetched are: to sort those of thousands of bodies takes longer than to look. */
function isAscending(history: readonly JudgedYear[]): boolean {
  return history.every(({ year }, index) => index === 0 || (history[index - 1]?.year ?? 0) <= year);
}

export function indexByCode<Each extends { readonly code: string }>(
  all: readonly Each[],
): ReadonlyMap<string, Each> {
  return new Map(all.map((each) => [each.code, each]));
}

/** Judges the bodies under the indicator's own and its other denominators. */
function robustVerdictsOf(
  group: readonly DescribedRatio[],
  options: FunnelOptions,
): ReadonlyMap<string, RobustVerdict> | null {
  const others = group[0]?.alternatives.length ?? 0;
  if (others === 0) return null;
  const under: Record<string, BodyRatio[]> = {
    0: ratiosUnder(group, ({ denominator }) => denominator),
  };
  for (let index = 0; index < others; index += 1)
    under[index + 1] = ratiosUnder(group, ({ alternatives }) => alternatives[index] ?? null);
  return indexByCode(judgeUnderDenominators(under, options));
}

/** A value that is made when it is first asked for. */
export function onFirstUse<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

export function ratiosUnder(
  group: readonly DescribedRatio[],
  denominatorOf: (figure: DescribedRatio) => number | null,
): BodyRatio[] {
  return group
    .map((figure) => ratioOf(figure, denominatorOf(figure)))
    .filter((ratio) => ratio !== null);
}

/** What the years of a group up to the chosen one say of a body, reckoned when somebody looks at it. */
export class Past {
  readonly funnel: Funnel;
  readonly #ratios: ReadonlyMap<number, readonly BodyRatio[]>;
  readonly #judges = new Map<number, (row: BodyRatio) => Verdict>();
  readonly #reported: () => ReadonlyMap<string, readonly EarlierRatio[]>;
  readonly #before: () => ReadonlyMap<string, BodyRatio>;
  readonly #robust: () => ReadonlyMap<string, RobustVerdict> | null;
  readonly #isBroken: boolean;

  constructor(
    private readonly figures: readonly DescribedRatio[],
    private readonly year: number,
    indicator: Indicator,
    private readonly options: FunnelOptions,
    earlier: readonly EarlierRatio[],
    private readonly boundaries: ReadonlyMap<string, BoundaryChange>,
  ) {
    const ratios = ratiosByYear(earlier, figures);
    const distribution = distributionOf(indicator);
    this.#ratios = ratios;
    this.funnel = buildFunnel(ratios.get(year) ?? [], this.#optionsIn(year, distribution));
    this.#reported = onFirstUse(() => reportsByCode(earlier, figures));
    this.#before = onFirstUse(() => indexByCode(ratios.get(year - 1) ?? []));
    this.#robust = onFirstUse(() =>
      robustVerdictsOf(
        figures.filter((figure) => figure.year === year),
        { ...options, distribution },
      ),
    );
    this.#isBroken = explainLawBreak(indicator, year - 1, year) !== null;
  }

  /** The last change of the boundaries of a body, however long ago. */
  lastChangeOf({ division_code }: DescribedRatio): BoundaryChange | null {
    return this.boundaries.get(division_code) ?? null;
  }

  /** The same where it is recent enough to say so. */
  boundaryOf(figure: DescribedRatio): BoundaryChange | null {
    const last = this.lastChangeOf(figure);
    return last && last.year > this.year - FLAGGED_YEARS_WINDOW + 1 ? last : null;
  }

  historyOf(figure: DescribedRatio): JudgedYear[] {
    const last = this.lastChangeOf(figure);
    const history: JudgedYear[] = [];
    for (const each of this.#reported().get(figure.code) ?? [])
      if (each.year <= this.year && (!last || each.year >= last.year))
        history.push({
          year: each.year,
          numerator: each.numerator,
          denominator: each.denominator,
          verdict: isStated(each) ? this.#judgeIn(each.year)(each) : null,
          isSetAside: each.year === this.year ? isSetAside(figure) : (each.isSetAside ?? false),
        });
    return isAscending(history) ? history : history.sort((one, other) => one.year - other.year);
  }

  flaggedYearsOf(figure: DescribedRatio): FlaggedYears {
    return countFlaggedYears(recentVerdicts(this.historyOf(figure), this.year));
  }

  robustOf({ code }: DescribedRatio): RobustVerdict | null {
    return this.#robust()?.get(code) ?? null;
  }

  changeOf(figure: DescribedRatio): RateChange | null {
    if (!isStated(figure) || this.#isBroken) return null;
    if (this.boundaryOf(figure)?.year === this.year) return null;
    const earlier = this.#before().get(figure.code);
    return earlier ? compareRates(earlier, figure, this.funnel.distribution) : null;
  }

  /** All loaded years of each body together, since its boundaries last changed. */
  poolYears(): PooledYears[] {
    const divisions = new Map(this.figures.map(({ code, division_code }) => [code, division_code]));
    return poolYears(this.#ratios, {
      ...this.options,
      distribution: this.funnel.distribution,
      counts: (code, each) => {
        const boundary = this.boundaries.get(divisions.get(code) ?? code);
        return each <= this.year && (boundary === undefined || each >= boundary.year);
      },
    });
  }

  #judgeIn(year: number): (row: BodyRatio) => Verdict {
    const known = this.#judges.get(year);
    if (known) return known;
    const options = this.#optionsIn(year, this.funnel.distribution);
    const judge = judgeWithin(this.#ratios.get(year) ?? [], options);
    this.#judges.set(year, judge);
    return judge;
  }

  /** A small group is judged with the spread of its other recent years. */
  #optionsIn(year: number, distribution: Funnel["distribution"]): FunnelOptions {
    const otherYears = [...this.#ratios].flatMap(([other, rows]) =>
      other > this.year - FLAGGED_YEARS_WINDOW && other !== year ? [rows] : [],
    );
    return { ...this.options, distribution, otherYears };
  }
}
