import { decompose } from "#domain/statistics/decomposition";
import { buildFunnel } from "#domain/statistics/funnel";
import { limitCurvesOf } from "#domain/statistics/funnel-limits";
import { compareRates } from "#domain/statistics/rate-interval";
import { rankBodies } from "#domain/statistics/rank";
import { judgeUnderDenominators } from "#domain/statistics/robust-verdict";
import { standardise } from "#domain/statistics/standardisation";
import type { BodyRatio } from "#domain/statistics/ratio";
import { wilsonInterval } from "#domain/statistics/ratio";

export const title = "Statistics of a comparison, by number of bodies";

const TIMES = 30;

/** Bodies of 20 to 1,100 cases with rates of 10% to 30%; the same every time. */
function bodies(count: number, phase: number): BodyRatio[] {
  return Array.from({ length: count }, (_, i) => {
    const denominator = Math.round(20 * Math.exp(4 * ((i * 0.618034 + phase) % 1)));
    const rate = 0.2 + 0.1 * Math.sin(12.9898 * (i + 1) + phase);
    return { code: `d${i}`, denominator, numerator: Math.round(denominator * rate) };
  });
}

/** Least milliseconds of a call, after as many to warm up: what it costs when nothing else runs. */
function least(work: () => unknown): number {
  const times: number[] = [];
  for (let i = 0; i < 2 * TIMES; i++) {
    const start = performance.now();
    work();
    if (i >= TIMES) times.push(performance.now() - start);
  }
  return Math.min(...times);
}

export async function run(): Promise<void> {
  for (const [count, budget] of [
    [100, 5],
    [3000, 100],
  ] as const) {
    const [earlier, rows] = [bodies(count, 0.3), bodies(count, 0)];
    const strata = ["natural_person", "commercial", "legal_service"].flatMap((stratum, i) =>
      bodies(count, i / 7).map((row) => ({ ...row, stratum })),
    );
    const denominators = {
      handled: rows,
      accepted: bodies(count, 0.1),
      unable: bodies(count, 0.2),
      processed: earlier,
    };
    const parts = {
      "funnel and its curves": () => limitCurvesOf(buildFunnel(rows), 1100),
      "Wilson intervals": () => rows.map((row) => wilsonInterval(row)),
      "changes on last year": () => rows.map((row, i) => compareRates(earlier[i] ?? row, row)),
      "ranks with intervals": () => rankBodies(rows),
    };
    const more = {
      "verdicts under four denominators": () => judgeUnderDenominators(denominators),
      "standardisation by applicant": () => standardise(strata),
      "decomposition of a change": () => decompose(earlier, rows),
    };
    const all = least(() => Object.values(parts).forEach((part) => part()));
    const line = (name: string, value: number, note = ""): void => {
      process.stdout.write(
        `${count} bodies  ${name.padEnd(36)}${value.toFixed(2).padStart(8)} ms${note}\n`,
      );
    };
    for (const [name, part] of Object.entries({ ...parts, ...more })) line(name, least(part));
    line(
      "the first four together",
      all,
      all <= budget ? ` (budget ${budget})` : ` OVER BUDGET ${budget}`,
    );
  }
}
