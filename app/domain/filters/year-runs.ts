/** Years as runs: 2019至2022、2024. */
export function formatYears(years: readonly number[]): string {
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
