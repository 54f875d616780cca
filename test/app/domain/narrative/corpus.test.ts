import { describe, expect, it } from "vitest";
import { inWords, scoreOf } from "./corpus";

describe.each(["development", "held-out"])("the narrative verifier on the %s sentences", (name) => {
  const score = scoreOf(name);

  it("raises no false question", () => {
    process.stdout.write(`${inWords(name, score)}\n`);
    expect(score.false).toEqual([]);
  });

  it("finds at least 95% of the planted mismatches", () => {
    expect(score.missed.length / score.planted, score.missed.join("\n")).toBeLessThanOrEqual(0.05);
  });
});
