import { type Division, existsIn } from "#domain/report/division";
import { type Carried, handleRequests, trendOf } from "./caseload";
import { NONE_PENDING, type Pending, simulateDisputes } from "./disputes";
import { addTo, type Figures, fillTotals, zeroFigures } from "./figures";
import { type Holdings, openHoldings, simulateDisclosure } from "./holdings";
import { binomial, normal, randomStream, type RandomStream } from "./random";
import type { Nature, SampleKind } from "./story";
import { APPLICANTS, drawTraits, type OrganKind, ORGANS, type Traits } from "./traits";

const DEPTH = { province: 0, city: 1, county: 2 } as const;

interface Life {
  readonly traits: Record<OrganKind, Traits>;
  readonly state: Record<OrganKind, OrganState>;
}

/** Simulates the organs of every division year by year. */
export class Simulation {
  private readonly lives = new Map<string, Life>();

  private readonly before: ReadonlyMap<string, Division>;

  constructor(
    private readonly seed: number,
    private readonly divisions: readonly Division[],
    private readonly natures: ReadonlyMap<string, Nature>,
  ) {
    this.before = new Map(
      divisions.flatMap((division) => division.successors.map((code) => [code, division] as const)),
    );
  }

  /** The office's own figures and the whole jurisdiction's, by division, of the next year. */
  year(year: number): Map<string, Record<SampleKind, Figures>> {
    const sums = new Map<string, Record<SampleKind, Figures>>();
    const living = this.divisions.filter((division) => existsIn(division, year));
    const upwards = [...living].sort((a, b) => DEPTH[b.level] - DEPTH[a.level]);
    for (const { code } of living)
      sums.set(code, { government: zeroFigures(), office: zeroFigures() });
    for (const division of upwards) {
      const own = sums.get(division.code);
      if (!own) continue;
      const organs = this.organs(division, year);
      addTo(own.office, organs.office);
      for (const organ of ORGANS) addTo(own.government, organs[organ]);
      const around = division.parent === null ? undefined : sums.get(division.parent);
      if (around) addTo(around.government, own.government);
    }
    return sums;
  }

  private organs(division: Division, year: number): Record<OrganKind, Figures> {
    const nature = this.natures.get(division.code) ?? {};
    const { traits, state } = this.lives.get(division.code) ?? this.opening(division, year);
    const of = (organ: OrganKind) =>
      simulateYear(randomStream(this.seed, division.code, organ, year), state[organ], {
        traits: traits[organ],
        nature,
        year,
      });
    const years = { office: of("office"), departments: of("departments") };
    this.lives.set(division.code, {
      traits,
      state: { office: years.office.after, departments: years.departments.after },
    });
    return { office: years.office.figures, departments: years.departments.figures };
  }

  private opening(division: Division, year: number): Life {
    const nature = this.natures.get(division.code) ?? {};
    const before = this.before.get(division.code);
    const split = before && {
      division: before,
      parts: before.successors.length,
      volume: this.natures.get(before.code)?.volume,
    };
    const traits = drawTraits(this.seed, division, nature, split);
    const inherited = before && this.lives.get(before.code)?.state;
    const of = (organ: OrganKind): OrganState => {
      const fresh = (): OrganState =>
        openState(randomStream(this.seed, "opening", division.code, organ), traits[organ], year);
      if (!before || !inherited) return fresh();
      const next = randomStream(this.seed, "division", before.code, organ);
      const heir = before.successors.indexOf(division.code);
      return divideState(next, inherited[organ], before.successors.length)[heir] ?? fresh();
    };
    return { traits, state: { office: of("office"), departments: of("departments") } };
  }
}

/** What an organ carries into the next year. */
interface OrganState {
  readonly carried: Carried;
  readonly holdings: Holdings;
  readonly pending: Pending;
  /** Logarithm of its volume against the trend: AR(1). */
  readonly drift: number;
}

const PERSISTENCE = 0.7;
const UNREST = 0.13;

/** The state before the first year of the form. */
function openState(next: RandomStream, traits: Traits, year: number): OrganState {
  const volume = Math.exp(traits.logVolume) * trendOf(year);
  return {
    carried: APPLICANTS.map((kind) => {
      const share = (traits.applicants.get(kind) ?? 0) / 100;
      return binomial(next, Math.round(volume * share), traits.carriedOver);
    }),
    holdings: openHoldings(next, traits),
    pending: NONE_PENDING,
    drift: (UNREST / Math.sqrt(1 - PERSISTENCE ** 2)) * normal(next),
  };
}

/** Divides a whole number at random among heirs, each unit with equal chances. */
function dealOut(next: RandomStream, count: number, heirs: number): number[] {
  let left = count;
  return Array.from({ length: heirs }, (_, i) => {
    const part = binomial(next, left, 1 / (heirs - i));
    left -= part;
    return part;
  });
}

/** The states of the organs that succeed a divided division; their sums equal the state before. */
function divideState(next: RandomStream, state: OrganState, heirs: number): OrganState[] {
  const split = (counts: readonly number[]): number[][] => {
    const parts = counts.map((count) => dealOut(next, count, heirs));
    return Array.from({ length: heirs }, (_, h) => parts.map((part) => part[h] ?? 0));
  };
  const carried = split(state.carried);
  const inForce = split(state.holdings.inForce);
  const everPublished = split(state.holdings.everPublished);
  const items = split(state.holdings.items);
  const pending = split(state.pending);
  return carried.map((own, h) => ({
    carried: own,
    holdings: {
      inForce: inForce[h] ?? [],
      everPublished: everPublished[h] ?? [],
      items: items[h] ?? [],
      levels: state.holdings.levels.map((log) => log - Math.log(heirs)),
    },
    pending: pending[h] ?? NONE_PENDING,
    drift: state.drift,
  }));
}

/**
 * Simulates a year of an organ.
 *
 * @returns its figures, and its state after the year
 */
function simulateYear(
  next: RandomStream,
  before: OrganState,
  situation: { readonly traits: Traits; readonly nature: Nature; readonly year: number },
): { readonly figures: Figures; readonly after: OrganState } {
  const figures = zeroFigures();
  const drift = PERSISTENCE * before.drift + UNREST * normal(next);
  const carried = handleRequests(figures, next, { ...situation, carried: before.carried, drift });
  const holdings = simulateDisclosure(figures, next, situation.traits, before.holdings);
  fillTotals(figures);
  const pending = simulateDisputes(figures, next, { ...situation, pending: before.pending });
  fillTotals(figures);
  return { figures, after: { carried, holdings, pending, drift } };
}
