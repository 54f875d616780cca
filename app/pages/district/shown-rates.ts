import type { QualityFlag } from "#domain/checks/quality-flag";
import type { ComparedBody } from "#domain/comparison/judged-body";
import { formatExcess } from "#domain/comparison/concern";
import { buildYearStrip, explainGapBetween, type StripYear } from "#domain/comparison/year-strip";
import { INDICATOR_GROUPS, type Indicator } from "#domain/indicators/indicator";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import type { FiveNumbers } from "#domain/statistics/five-numbers";
import { isJudged, RATE_FLOOR, type Verdict } from "#domain/statistics/verdict";
import { isRate, type ProfileRow } from "./profile";

/** A rate of the year as the page shows it: no more than it draws and writes. */
export interface ShownRate extends Pick<Indicator, "name" | "concern"> {
  readonly code: IndicatorCode;
  /** What the rates of its kind are called together. */
  readonly group: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly flag: Pick<QualityFlag, "words" | "moves" | "range"> | null;
  readonly why: string;
  readonly cell: string | null;
  readonly change: number | null;
  /** Why there is no change; left out where there is one. */
  readonly noChange?: string;
  readonly lastCell: string | null;
  /** The other divisions of the group; left out where there are too few to draw. */
  readonly spread?: FiveNumbers;
  readonly verdict: Verdict | null;
  /** 第4位（可能在第2至5位） */
  readonly rank: string | null;
  readonly excess: string | null;
  readonly strip: readonly StripYear[];
}

/** Least number of peers that a spread is drawn of. */
const FEWEST_PEERS = 4;

/** The rates of the year but those of who applied, which the page of outcomes shows. */
export function listShownRates(
  profile: readonly ProfileRow[],
  years: readonly number[],
  area: string,
): ShownRate[] {
  return profile
    .filter((row) => isRate(row) && INDICATORS[row.code].group !== "applicant")
    .map((row) => showRate(row, years, area));
}

function showRate(row: ProfileRow, years: readonly number[], area: string): ShownRate {
  const { code, value, numerator, denominator, flag, why, cell, change, lastCell, judged } = row;
  const indicator = INDICATORS[code];
  const { name, concern, group } = indicator;
  return {
    ...{ name, group: INDICATOR_GROUPS[group], ...(concern && { concern }) },
    ...{ code, value, numerator, denominator, why, cell, change, lastCell },
    flag: flag && { words: flag.words, moves: flag.moves, range: flag.range },
    ...(change === null ? { noChange: row.incomparable ?? explainGapBetween(judged) } : {}),
    ...(row.peers !== null && row.stating >= FEWEST_PEERS
      ? { spread: roundSpread(row.peers) }
      : {}),
    verdict: row.verdict,
    rank: judged && formatPlace(judged),
    excess:
      judged && isJudged(judged.verdict ?? "too_few")
        ? formatExcess(indicator, judged, area)
        : null,
    strip: judged === null ? [] : buildYearStrip(indicator, judged, years),
  };
}

function formatPlace({ rank }: ComparedBody): string | null {
  if (!rank) return null;
  const { lower, upper, of } = rank;
  const range = lower === upper ? "" : `（${lower}–${upper}）`;
  return `${rank.rank}${range}/${of}`;
}

export const NO_RANK = `分母少于${RATE_FLOOR}件，不排位次`;

/** To a ten-thousandth of a percentage point: more than a picture shows, so that what is printed is not rounded twice. */
function roundSpread({ least, q1, median, q3, most }: FiveNumbers): FiveNumbers {
  const round = (value: number): number => Math.round(value * 1_000_000) / 1_000_000;
  return {
    least: round(least),
    q1: round(q1),
    median: round(median),
    q3: round(q3),
    most: round(most),
  };
}
