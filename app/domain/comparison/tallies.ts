import type { Tally } from "../statistics/tally";

/** What a figure counts of a denominator; null unless the report states both sides. */
export function tallyOf(
  { code, numerator }: { readonly code: string; readonly numerator: number | null },
  denominator: number | null,
): Tally | null {
  if (numerator === null || denominator === null) return null;
  return { code, numerator, denominator };
}

/** The tallies of some figures by year; of a figure of which a side is not stated there is none. */
export function talliesByYear(
  ...lists: readonly (readonly {
    readonly code: string;
    readonly year: number;
    readonly numerator: number | null;
    readonly denominator: number | null;
  }[])[]
): ReadonlyMap<number, readonly Tally[]> {
  const years = new Map<number, Tally[]>();
  for (const figures of lists)
    for (const figure of figures) {
      const tally = tallyOf(figure, figure.denominator);
      if (!tally) continue;
      const those = years.get(figure.year);
      if (those) those.push(tally);
      else years.set(figure.year, [tally]);
    }
  return years;
}

export function byCode<Each extends { readonly code: string }>(
  all: readonly Each[],
): ReadonlyMap<string, Each> {
  return new Map(all.map((each) => [each.code, each]));
}
