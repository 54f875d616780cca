import { decompose } from "../app/domain/statistics/decomposition";
import { funnel } from "../app/domain/statistics/funnel";
import { limitCurves } from "../app/domain/statistics/funnel-limits";
import { proportionDifference } from "../app/domain/statistics/proportion-difference";
import { ranks } from "../app/domain/statistics/rank";
import { robustVerdicts } from "../app/domain/statistics/robust-verdict";
import { standardise } from "../app/domain/statistics/standardisation";
import type { Tally } from "../app/domain/statistics/tally";
import { wilson } from "../app/domain/statistics/wilson";

export const title = "Statistics of a comparison, by number of bodies";

const TIMES = 30;

/** Bodies of 20 to 1,100 cases with rates of 10% to 30%; the same every time. */
function bodies(count: number, phase: number): Tally[] {
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
      "funnel and its curves": () => limitCurves(funnel(rows), 1100),
      "Wilson intervals": () => rows.map((row) => wilson(row)),
      "changes on last year": () =>
        rows.map((row, i) => proportionDifference(earlier[i] ?? row, row)),
      "ranks with intervals": () => ranks(rows),
    };
    const more = {
      "verdicts under four denominators": () => robustVerdicts(denominators),
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
