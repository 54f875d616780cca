import { existsIn, type Division } from "#domain/report/division";
import { addTo, noFigures, type Figures } from "./figures";
import { divided, openingState, yearOf, type OrganState } from "./organ";
import { stream } from "./random";
import type { Nature, SampleKind } from "./story";
import { ORGANS, traitsOf, type OrganKind, type Traits } from "./traits";

const DEPTH = { province: 0, city: 1, county: 2 } as const;

interface Life {
  readonly traits: Record<OrganKind, Traits>;
  readonly state: Record<OrganKind, OrganState>;
}

/** Follows the organs of every division through the years. */
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
    for (const { code } of living) sums.set(code, { government: noFigures(), office: noFigures() });
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
      yearOf(stream(this.seed, division.code, organ, year), state[organ], {
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
    const traits = traitsOf(this.seed, division, nature, split);
    const inherited = before && this.lives.get(before.code)?.state;
    const of = (organ: OrganKind): OrganState => {
      const fresh = (): OrganState =>
        openingState(stream(this.seed, "opening", division.code, organ), traits[organ], year);
      if (!before || !inherited) return fresh();
      const next = stream(this.seed, "division", before.code, organ);
      const heir = before.successors.indexOf(division.code);
      return divided(next, inherited[organ], before.successors.length)[heir] ?? fresh();
    };
    return { traits, state: { office: of("office"), departments: of("departments") } };
  }
}
