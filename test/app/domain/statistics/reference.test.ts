import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import stored from "../../../fixtures/statistics/reference.json";
import { figure, relativeError } from "./agreement";

const SCRIPT = "test/fixtures/statistics/reference.R";
const hasR = spawnSync("Rscript", ["--version"]).status === 0;

/** Numbers of a nested value with the path to each. */
function numbersIn(value: unknown, path = ""): [string, number][] {
  if (typeof value === "number") return [[path, value]];
  if (typeof value === "string" && value.endsWith("Infinity")) return [[path, figure(value)]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${path}/${key}`));
}

describe("reference figures", () => {
  it("are stored with the command that made them", () => {
    expect(stored.command).toBe(`Rscript ${SCRIPT} > ${SCRIPT.replace(/R$/, "json")}`);
  });

  it.skipIf(!hasR)(
    "are what R computes here and now (skipped where R is not installed)",
    { timeout: 120_000 },
    () => {
      const now: unknown = JSON.parse(
        execFileSync("Rscript", [SCRIPT], { encoding: "utf8", maxBuffer: 1 << 26 }),
      );
      const [fresh, kept] = [numbersIn(now), numbersIn(stored)];
      expect(fresh.map(([path]) => path)).toEqual(kept.map(([path]) => path));
      const worst = fresh.reduce(
        (most, [, value], i) => Math.max(most, relativeError(value, kept[i]?.[1] ?? NaN)),
        0,
      );
      expect(worst).toBeLessThan(1e-6);
    },
  );
});
