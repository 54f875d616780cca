import { decompose } from "#domain/statistics/decomposition";
import { keysOf } from "#domain/records";
import { buildFunnel, PROMISES } from "#domain/statistics/funnel";
import { limitCurvesOf } from "#domain/statistics/funnel-limits";
import { compareRates } from "#domain/statistics/rate-interval";
import { rankBodies } from "#domain/statistics/rank";
import { judgeUnderDenominators } from "#domain/statistics/robust-verdict";
import { standardise } from "#domain/statistics/standardisation";
import type { BodyRatio } from "#domain/statistics/ratio";
import { wilsonInterval } from "#domain/statistics/ratio";
import { GROUPS, SHAPES, simulate } from "../test/app/domain/statistics/promises";

export const title =
  "Statistics of a comparison: power, false alarms, and time by number of bodies";

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

/** Power and false alarms of the judgement in invented groups, beside what the pages promise. */
function simulateJudgement(): void {
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`.padStart(7);
  process.stdout.write(
    `${SIMULATED} groups each of 5 years; rates of ordinary bodies about 20%; one of 400 cases with 42% stands out\n` +
      "bodies  rates      high by chance  page says       named by chance (promise)   outlier found  named\n",
  );
  for (const bodies of GROUPS)
    for (const shape of keysOf(SHAPES)) {
      const scenario = { bodies, shape, rounds: SIMULATED, seed: 1 };
      const none = simulate({ ...scenario, outlier: false });
      const one = simulate({ ...scenario, outlier: true });
      const promise = shape === "skewed" ? PROMISES.namedIfSkewed : PROMISES.namedIfNormal;
      const chance =
        none.judgedRuns === 0
          ? "not judged: too few bodies"
          : `${none.falseHigh.toFixed(3).padStart(14)}  ${none.saidLeast.toFixed(2)} to ${none.saidMost.toFixed(2)}  ${percent(none.falselyNamed).padStart(16)} (${percent(promise)})  ${percent(one.found).padStart(20)}  ${percent(one.named)}`;
      process.stdout.write(
        `${String(bodies).padStart(6)}  ${SHAPES[shape].name.padEnd(9)}  ${chance}\n`,
      );
    }
  process.stdout.write("\n");
}

const SIMULATED = 400;

export async function run(): Promise<void> {
  simulateJudgement();
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
