import { existsIn, type Division } from "#domain/report/division";

/** What the register makes of a name. */
export type NameResolution =
  /** `rest` is what follows the division's name: 人民政府办公室. */
  | { readonly kind: "found"; readonly division: Division; readonly rest: string }
  /** Several divisions bear the name. */
  | { readonly kind: "ambiguous"; readonly divisions: readonly Division[] }
  /** Divisions of that name exist, but not in that year. */
  | { readonly kind: "out_of_time"; readonly divisions: readonly Division[] }
  | { readonly kind: "unknown" };

interface Match {
  readonly division: Division;
  readonly end: number;
}

/** Years by which a report may still bear, or already bear, the name on the other side of a change. */
const TOLERANCE = 1;

/** Finds the division that a body's name begins with: 淮安市洪泽区人民政府 is 洪泽区 of 淮安市. */
export class DivisionNames {
  private readonly byFirst = new Map<string, { name: string; division: Division }[]>();
  private readonly byCode: ReadonlyMap<string, Division>;

  constructor(divisions: readonly Division[]) {
    this.byCode = new Map(divisions.map((division) => [division.code, division]));
    for (const division of divisions)
      for (const name of [division.name, ...division.formerNames]) {
        const first = name.charAt(0);
        const held = this.byFirst.get(first);
        if (held) held.push({ name, division });
        else this.byFirst.set(first, [{ name, division }]);
      }
  }

  withCode(code: string): Division | undefined {
    return this.byCode.get(code);
  }

  /** @param year the report's year; null where it is unknown, which leaves more names ambiguous */
  resolve(body: string, year: number | null): NameResolution {
    const all = this.longest(body, () => true);
    if (all.length === 0) return { kind: "unknown" };
    if (year === null) return this.decide(body, all);
    const exact = this.longest(body, (division) => existsIn(division, year));
    const near = this.longest(body, (division) =>
      [year - TOLERANCE, year + TOLERANCE].some((other) => existsIn(division, other)),
    );
    const reach = Math.max(...all.map((match) => match.end));
    for (const matches of [exact, near])
      if (matches.some((match) => match.end === reach)) return this.decide(body, matches);
    return { kind: "out_of_time", divisions: uniqueDivisions(all) };
  }

  private decide(body: string, matches: readonly Match[]): NameResolution {
    const divisions = uniqueDivisions(matches);
    const [division] = divisions;
    if (!division || divisions.length > 1) return { kind: "ambiguous", divisions };
    return { kind: "found", division, rest: body.slice(matches[0]?.end ?? 0) };
  }

  /** The chains of names, each within the one before, that reach furthest into the text. */
  private longest(body: string, admits: (division: Division) => boolean): readonly Match[] {
    let ends: readonly Match[] = this.namesAt(body, 0).filter(({ division }) => admits(division));
    let furthest = ends;
    while (ends.length > 0) {
      furthest = ends;
      ends = ends.flatMap((outer) =>
        this.namesAt(body, outer.end).filter(
          ({ division }) => admits(division) && this.isWithin(division, outer.division),
        ),
      );
    }
    const reach = Math.max(0, ...furthest.map((match) => match.end));
    return furthest.filter((match) => match.end === reach);
  }

  private namesAt(body: string, at: number): Match[] {
    const named = this.byFirst.get(body.charAt(at)) ?? [];
    return named
      .filter(({ name }) => body.startsWith(name, at))
      .map(({ name, division }) => ({ division, end: at + name.length }));
  }

  private isWithin(division: Division, outer: Division): boolean {
    let around = division.parent;
    while (around !== null) {
      if (around === outer.code) return true;
      around = this.byCode.get(around)?.parent ?? null;
    }
    return false;
  }
}

function uniqueDivisions(matches: readonly Match[]): readonly Division[] {
  return [...new Map(matches.map(({ division }) => [division.code, division])).values()];
}
