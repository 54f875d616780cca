import type { BodyRate } from "#charts/body-rate";
import { buildFunnel, type Funnel } from "#domain/statistics/funnel";
import { type BodyRatio, rateOf, wilsonInterval } from "#domain/statistics/ratio";

const FIRST = ["青", "云", "临", "望", "长", "安", "和", "宁", "东", "丰"];
const SECOND = ["溪", "岭", "川", "泽", "湾", "桥", "田", "原", "浦", "阳"];

/** Fractions that look random and are alike on every run. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Fictional districts with heavy-tailed volumes; every seventeenth is really high. */
export function tallies(count: number, seed = 7): BodyRatio[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, i) => {
    const denominator = Math.round(4 * Math.exp(random() * 6.2));
    const rate = i % 17 === 3 ? 0.34 : 0.1 + random() * 0.08;
    const numerator = Math.min(
      denominator,
      Math.round(denominator * rate + (random() - 0.5) * Math.sqrt(denominator)),
    );
    return { code: `99${String(1000 + i)}`, numerator: Math.max(0, numerator), denominator };
  });
}

/** Bodies as charts take them, judged by the funnel. */
export function bodiesOf(rows: readonly BodyRatio[]): { bodies: BodyRate[]; funnel: Funnel } {
  const judged = buildFunnel(rows);
  const bodies = judged.points.map((point, i): BodyRate => ({
    code: point.code,
    name: `${FIRST[i % 10]}${SECOND[Math.floor(i / 10) % 10]}${i % 3 === 0 ? "县" : "区"}`,
    href: `/districts/${point.code}`,
    numerator: point.numerator,
    denominator: point.denominator,
    rate: rateOf(point),
    interval: wilsonInterval(point),
    verdict: point.verdict,
    failing: i % 13 === 5,
    ...(point.denominator === 0 ? { note: "办结件数为0" } : {}),
  }));
  return { bodies, funnel: judged };
}
