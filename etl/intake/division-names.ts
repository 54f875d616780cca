import { existsIn, type Division } from "#domain/report/division";
import type { RegisteredBody } from "./bodies";

/** What the registers make of a name. */
export type NameResolution =
  /** `rest` is what follows the division's name: 人民政府办公室. */
  | {
      readonly kind: "found";
      readonly division: Division;
      readonly rest: string;
      /** The body itself, where the register of bodies lists it. */
      readonly registered?: RegisteredBody;
    }
  /** Several divisions bear the name. */
  | { readonly kind: "ambiguous"; readonly divisions: readonly Division[] }
  /** Divisions of that name exist, but not in that year. */
  | { readonly kind: "out_of_time"; readonly divisions: readonly Division[] }
  | { readonly kind: "unknown" };

interface Match {
  readonly division: Division;
  readonly end: number;
}

/** A name of a registered body, or what stands in it before 管理委员会: the zone's. */
interface RegisteredName {
  readonly name: string;
  readonly body: RegisteredBody;
  readonly isWhole: boolean;
}

const COMMITTEE = /(?:开发建设)?管理委员会$/;

/** Years by which a report may still bear, or already bear, the name on the other side of a change. */
const TOLERANCE = 1;

/** Names of bodies in direct lines, which name the division after themselves: 国家税务总局淮安市税务局. */
const CENTRAL =
  /^(?:国家税务总局|国家统计局|国家金融监督管理总局|国家粮食和物资储备局|国家能源局|国家矿山安全监察局|国家林业和草原局|国家外汇管理局|中国人民银行|中国证券监督管理委员会|中国银行保险监督管理委员会|中国气象局|中华人民共和国|自然资源部|生态环境部|水利部)/;

const SUFFIX = /(?:省|市|地区|盟|(?:壮族|回族|维吾尔)?自治区|特别行政区)$/;

/**
 * Finds the division that a body's name begins with: 淮安市洪泽区人民政府 is 洪泽区 of 淮安市; and the bodies that
 * the register of bodies lists, whose names need not begin with one.
 */
export class DivisionNames {
  private readonly byFirst = new Map<string, { name: string; division: Division }[]>();
  private readonly byCode: ReadonlyMap<string, Division>;
  private readonly bodies = new Map<string, RegisteredName[]>();

  constructor(divisions: readonly Division[], bodies: readonly RegisteredBody[] = []) {
    this.byCode = new Map(divisions.map((division) => [division.code, division]));
    for (const division of divisions)
      for (const name of [division.name, ...division.formerNames]) {
        const first = name.charAt(0);
        const held = this.byFirst.get(first);
        if (held) held.push({ name, division });
        else this.byFirst.set(first, [{ name, division }]);
      }
    for (const body of bodies)
      for (const name of [body.name, ...body.formerNames]) this.addBody(bodyKey(name), body);
  }

  private addBody(name: string, body: RegisteredBody): void {
    const stem = name.replace(COMMITTEE, "");
    const names = [{ name, body, isWhole: true }];
    if (stem !== name) names.push({ name: stem, body, isWhole: false });
    const first = name.charAt(0);
    this.bodies.set(first, [...(this.bodies.get(first) ?? []), ...names]);
  }

  withCode(code: string): Division | undefined {
    return this.byCode.get(code);
  }

  /** @param year the report's year; null where it is unknown, which leaves more names ambiguous */
  resolve(body: string, year: number | null): NameResolution {
    const own = this.resolveRegistered(body, year) ?? this.resolveName(body, year);
    if (own.kind !== "unknown" || !CENTRAL.test(body)) return own;
    const local = body.replace(CENTRAL, "");
    const found = this.resolveRegistered(local, year) ?? this.resolveName(local, year);
    return found.kind === "unknown" ? this.resolveShort(local, year) : found;
  }

  /** Bodies in direct lines name provinces and cities by their short names: 国家统计局江苏调查总队. */
  private resolveShort(text: string, year: number | null): NameResolution {
    const matches = [...this.byCode.values()].flatMap((division): Match[] => {
      const short = division.level === "county" ? "" : division.name.replace(SUFFIX, "");
      const isNamed = short.length > 1 && short !== division.name && text.startsWith(short);
      const isThere = year === null || existsNear(division, year);
      return isNamed && isThere ? [{ division, end: short.length }] : [];
    });
    const reach = Math.max(0, ...matches.map(({ end }) => end));
    const longest = matches.filter(({ end }) => end === reach);
    return longest.length === 0 ? { kind: "unknown" } : this.decide(text, longest);
  }

  /**
   * A body of the register of bodies, by its name with or without those of the divisions around it; or another body
   * of the same zone, whose name begins with the zone's.
   */
  private resolveRegistered(body: string, year: number | null): NameResolution | undefined {
    if (this.bodies.size === 0) return undefined;
    const ends = new Set([0, ...this.longest(body, () => true).map(({ end }) => end)]);
    const found = [...ends].flatMap((end) => this.bodiesAt(bodyKey(body.slice(end)), year));
    const longest = Math.max(0, ...found.map(({ name }) => name.length));
    const [first, ...others] = found.filter(({ name }) => name.length === longest);
    const division = first && this.byCode.get(first.body.division);
    if (!first || !division || others.some((other) => other.body !== first.body)) return undefined;
    const key = bodyKey(body);
    const rest = key.slice(key.indexOf(first.name) + first.name.length);
    const isItself = first.isWhole && (rest === "" || this.isDivisionName(rest));
    return {
      kind: "found",
      division,
      rest: isItself ? "" : rest,
      ...(isItself && { registered: first.body }),
    };
  }

  private bodiesAt(key: string, year: number | null): RegisteredName[] {
    return (this.bodies.get(key.charAt(0)) ?? []).filter(
      ({ name, body, isWhole }) =>
        key.startsWith(name) &&
        (isWhole || key.length > name.length) &&
        (year === null || existsNear(body, year)),
    );
  }

  /** Whether a text is the name of a division, alone or in brackets: 第八师（石河子市）. */
  private isDivisionName(text: string): boolean {
    const name = text.replace(/[（()）]/g, "");
    return this.namesAt(name, 0).some(({ end }) => end === name.length);
  }

  private resolveName(body: string, year: number | null): NameResolution {
    const all = this.longest(body, () => true);
    if (all.length === 0) return { kind: "unknown" };
    if (year === null) return this.decide(body, all);
    const exact = this.longest(body, (division) => existsIn(division, year));
    const near = this.longest(body, (division) => existsNear(division, year));
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

function existsNear(one: Pick<Division, "validFrom" | "validTo">, year: number): boolean {
  return [year - TOLERANCE, year, year + TOLERANCE].some((other) => existsIn(one, other));
}

/** A key by which two spellings of a body's name are one: without blanks, 管理委员会 for 管委会. */
export function bodyKey(name: string): string {
  return name.replace(/\s/g, "").replace(/管委会/g, "管理委员会");
}

function uniqueDivisions(matches: readonly Match[]): readonly Division[] {
  return [...new Map(matches.map(({ division }) => [division.code, division])).values()];
}
