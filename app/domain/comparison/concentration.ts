import type { Indicator } from "../indicators/indicator";
import { formatPercent } from "../indicators/number-format";
import {
  type Distribution,
  isPossible,
  poolRatios,
  rateOf,
  type Ratio,
  type StatedRatio,
} from "../statistics/ratio";

/** How much of a group's rate its largest bodies make. */
export interface Concentration {
  readonly largest: { readonly division: string; readonly cases: number };
  /** The group's ratio without the largest body. */
  readonly without: Ratio;
  /** How many of the largest bodies are taken together, and their share of all cases in 0..1. */
  readonly top: number;
  readonly topShare: number;
}

/** The bodies that together are called the largest. */
const TOP = 5;

interface NamedRatio extends StatedRatio {
  readonly division: string;
}

/** Null where fewer bodies have cases than would be named. */
export function findConcentration(
  figures: readonly NamedRatio[],
  distribution: Distribution,
): Concentration | null {
  const stated = figures.flatMap(({ division, numerator, denominator }) =>
    numerator !== null &&
    denominator !== null &&
    denominator > 0 &&
    isPossible({ numerator, denominator }, distribution)
      ? [{ division, numerator, denominator }]
      : [],
  );
  const sorted = stated.toSorted((a, b) => b.denominator - a.denominator);
  const [largest, ...others] = sorted;
  if (!largest || others.length < TOP) return null;
  const all = poolRatios(stated, distribution).denominator;
  return {
    largest: { division: largest.division, cases: largest.denominator },
    without: poolRatios(others, distribution),
    top: TOP,
    topShare: poolRatios(sorted.slice(0, TOP), distribution).denominator / all,
  };
}

/** 不含件数最多的甲区，全省合计不掌握率为20.1%；件数最多的5个地区占办理结果总计的31.2% */
export function formatConcentration(
  { name, denominator }: Indicator,
  { largest, without, top, topShare }: Concentration,
  noun: string,
): string {
  const rate = rateOf(without);
  return `不含件数最多的${largest.division}（${largest.cases}件），合计${name}为${rate === null ? "—" : formatPercent(rate)}；件数最多的${top}个${noun}占全部${denominator?.name ?? "件数"}的${formatPercent(topShare)}`;
}
