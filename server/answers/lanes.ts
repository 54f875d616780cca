import { PAGE_FILES } from "../../app/pages/pages";

/** How questions of one kind are taken. */
interface Lane {
  /** The longest that one waits for its turn, in milliseconds; who would wait longer is told to come again. */
  readonly patience: number;
  /** After which a question counts as one that never ends, in milliseconds. */
  readonly limit: number;
  /** What a turn takes until one has been measured, in milliseconds. */
  readonly firstGuess: number;
}

/** Pages and what is as light; files that are drawn, composed or packed, which nobody expects at once. */
export const LANES = {
  pages: { patience: 1_500, limit: 30_000, firstGuess: 100 },
  files: { patience: 20_000, limit: 60_000, firstGuess: 500 },
} as const satisfies Readonly<Record<string, Lane>>;
export type LaneName = keyof typeof LANES;

/** @param address canonical */
export function laneOf(address: string): LaneName {
  const { pathname, searchParams } = new URL(address, "http://localhost");
  if (pathname.endsWith(PAGE_FILES.xlsx.ending) || pathname === "/briefing/file") return "files";
  const isPicture = pathname.endsWith(PAGE_FILES.chart.ending);
  return isPicture && searchParams.get("format") !== "svg" ? "files" : "pages";
}
