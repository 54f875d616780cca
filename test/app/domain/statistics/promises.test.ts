import { describe, expect, it } from "vitest";
import { LEAST_JUDGED } from "#domain/statistics/verdict";
import { PROMISES } from "#domain/statistics/funnel";
import { GROUPS, type Outcome, type Shape, simulate, SHAPES } from "./promises";

const SHAPE_CODES: readonly Shape[] = ["alike", "normal", "skewed"];
const ROUNDS = 80;
const cases = GROUPS.flatMap((bodies) => SHAPE_CODES.map((shape) => ({ bodies, shape })));

describe.each(cases)("groups of $bodies whose ordinary bodies differ: $shape", (group) => {
  const run = (outlier: boolean): Outcome =>
    simulate({ ...group, outlier, rounds: ROUNDS, seed: 7 });
  const [none, one] = [run(false), run(true)];

  it("are judged and cleared only where there are bodies enough", () => {
    const enough = group.bodies >= LEAST_JUDGED ? 1 : 0;
    expect([none.judgedRuns, one.judgedRuns]).toEqual([enough, enough]);
  });

  it("have no more bodies above the limit by chance than the page says, give or take", () => {
    const scatter = 3.3 * Math.sqrt(Math.max(none.saidMost, 0.02) / ROUNDS);
    expect(none.falseHigh).toBeLessThanOrEqual(none.saidMost + scatter);
    expect(one.falseHigh).toBeLessThanOrEqual(one.saidMost + scatter);
  });

  it("have a body named by chance no more often than the method page says", () => {
    const promised = group.shape === "skewed" ? PROMISES.namedIfSkewed : PROMISES.namedIfNormal;
    const scatter = 3.3 * Math.sqrt((promised * (1 - promised)) / ROUNDS);
    expect(none.falselyNamed).toBeLessThanOrEqual(promised + scatter);
  });

  it("show a body of twice the others' rate", () => {
    if (one.judgedRuns === 0) expect([one.found, one.named]).toEqual([0, 0]);
    else {
      expect(one.found).toBeGreaterThan(0.7);
      expect(one.named).toBeGreaterThan(group.bodies >= 25 ? 0.6 : 0.3);
    }
  });
});

it("every shape of the simulation has a name", () => {
  expect(Object.keys(SHAPES)).toEqual(SHAPE_CODES);
});
