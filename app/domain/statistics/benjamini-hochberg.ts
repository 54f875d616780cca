/**
 * Benjamini–Hochberg adjusted p-values (1995, JRSS B 57:289), in the order given: of the bodies whose
 * adjusted value is at most 5%, at most 5% are expected to be false discoveries.
 *
 * The running minimum of p·m/rank from the largest p down, at most 1. Equal p-values get equal results.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const descending = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 1;
  descending.forEach(({ p, index }, place) => {
    least = Math.min(least, p * (pValues.length / (pValues.length - place)));
    adjusted[index] = least;
  });
  return adjusted;
}
