/** A year or an area of which nothing is loaded: a page about it would take not loaded for not reported. */
export class NotLoaded extends Error {
  override readonly name = "NotLoaded";
  constructor(
    message: string,
    /** 404 for an area that the register does not list, else 400. */
    readonly status: 400 | 404,
  ) {
    super(message);
  }
}

/** Refuses a year of which nothing is loaded, in words that name those that are; null where it is. */
export function yearNotLoaded(year: number, loaded: readonly number[]): NotLoaded | null {
  if (loaded.includes(year)) return null;
  const offer = loaded.length === 0 ? "还没有载入报告" : `已载入${yearsInWords(loaded)}年度`;
  return new NotLoaded(`没有${year}年度的报告；${offer}。`, 400);
}

/** 2019至2022、2024: runs of years by their ends. */
export function yearsInWords(years: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const year of years.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && year === run.last + 1) run.last = year;
    else runs.push({ first: year, last: year });
  }
  return runs
    .map(({ first, last }) => (first === last ? String(first) : `${first}至${last}`))
    .join("、");
}
