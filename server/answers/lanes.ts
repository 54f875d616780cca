import { PAGE_FILES } from "../../app/pages/pages";

/** How questions of one kind are taken. */
export interface Lane {
  /**
   * The longest that one waits for its turn, in milliseconds, where many come at once and then nobody; who would wait
   * longer is told to come again.
   */
  readonly patience: number;
  /** The same where there is always somebody waiting: a longer line would answer no more of them, only later. */
  readonly whileStanding: number;
  /** After which a question counts as one that never ends, in milliseconds. */
  readonly limit: number;
  /** What a turn takes until one has been measured, in milliseconds. */
  readonly firstGuess: number;
}

/** Pages and what is as light; files that are drawn, composed or packed, which nobody expects at once. */
export const LANES = {
  pages: { patience: 1_000, whileStanding: 120, limit: 30_000, firstGuess: 100 },
  files: { patience: 20_000, whileStanding: 20_000, limit: 60_000, firstGuess: 500 },
} as const satisfies Readonly<Record<string, Lane>>;
export type LaneName = keyof typeof LANES;

/** @param address canonical */
export function laneOf(address: string): LaneName {
  const [pathname = "", query] = address.split("?", 2);
  if (pathname.endsWith(PAGE_FILES.xlsx.ending) || pathname === "/briefing/file") return "files";
  if (!pathname.endsWith(PAGE_FILES.chart.ending)) return "pages";
  return new URLSearchParams(query).get("format") === "svg" ? "pages" : "files";
}
