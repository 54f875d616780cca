const HOURS_AHEAD = 8;

/** A moment by the clocks of China, to the second: 2026-03-05 16:20:07. */
export function timeInChina(at: string): string {
  const there = new Date(Date.parse(at) + HOURS_AHEAD * 3_600_000);
  return there.toISOString().slice(0, "2026-03-05 16:20:07".length).replace("T", " ");
}
