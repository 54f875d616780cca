const HOURS_AHEAD = 8;

/** A moment by the clocks of China, to the second: 2026-03-05 16:20:07. */
export function timeInChina(at: string): string {
  return isoInChina(Date.parse(at)).slice(0, "2026-03-05 16:20:07".length).replace("T", " ");
}

/** The day of a moment in China: 2026-03-05. What is overdue turns with it, and not with the clock of the server. */
export function dayInChina(at: Date): string {
  return isoInChina(at.getTime()).slice(0, "2026-03-05".length);
}

function isoInChina(at: number): string {
  return new Date(at + HOURS_AHEAD * 3_600_000).toISOString();
}
