import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decompose } from "#domain/statistics/decomposition";
import { sumExactly } from "#domain/statistics/decomposition";
import reference from "../../../fixtures/statistics/reference.json";
import { expectAgreement } from "./agreement";
import { bodies } from "./arbitraries";
import { fuzz } from "../../../support/fuzz";

describe("decomposition of a change", () => {
  it("agrees with Kitagawa's formula in R", () => {
    const { earlier, later, change, contributions } = reference.decomposition;
    const result = decompose(earlier, later);
    expect(Math.abs((result?.change ?? NaN) - change)).toBeLessThan(1e-15);
    expect(result?.contributions.map(({ code }) => code)).toEqual(
      contributions.map(({ code }) => code),
    );
    contributions.forEach(({ byRate, byShare }, i) => {
      expect(Math.abs((result?.contributions[i]?.byRate ?? NaN) - byRate)).toBeLessThan(1e-15);
      expect(Math.abs((result?.contributions[i]?.byShare ?? NaN) - byShare)).toBeLessThan(1e-15);
    });
    expectAgreement([{ of: "change", actual: result?.change ?? NaN, expected: change }], 1e-12);
  });

  it("puts all on the rates when the volume stays where it was", () => {
    const result = decompose(
      [
        { code: "a", numerator: 10, denominator: 100 },
        { code: "b", numerator: 30, denominator: 100 },
      ],
      [
        { code: "a", numerator: 20, denominator: 100 },
        { code: "b", numerator: 30, denominator: 100 },
      ],
    );
    expect(result?.byRate).toBeCloseTo(0.05, 15);
    expect(result?.byShare).toBe(0);
    expect(result?.contributions.map(({ byRate }) => byRate)).toEqual([0.05, 0]);
  });

  it("puts all on the shares when no rate changed, and only on bodies off the mean", () => {
    const result = decompose(
      [
        { code: "a", numerator: 10, denominator: 100 },
        { code: "b", numerator: 50, denominator: 100 },
      ],
      [
        { code: "a", numerator: 5, denominator: 50 },
        { code: "b", numerator: 75, denominator: 150 },
      ],
    );
    expect(result?.byRate).toBe(0);
    expect(result?.byShare).toBeCloseTo(0.1, 15);
    expect(result?.contributions.every(({ byShare }) => byShare > 0)).toBe(true);
  });

  it("names bodies that came or went as such", () => {
    const result = decompose(
      [
        { code: "old", numerator: 10, denominator: 100 },
        { code: "a", numerator: 30, denominator: 100 },
      ],
      [
        { code: "a", numerator: 30, denominator: 100 },
        { code: "new", numerator: 60, denominator: 100 },
      ],
    );
    expect(result?.contributions.map(({ code, presence }) => [code, presence])).toEqual([
      ["old", "left"],
      ["a", "stayed"],
      ["new", "entered"],
    ]);
    expect(result?.byEntered).toBeGreaterThan(0);
    expect(result?.byLeft).toBeGreaterThan(0);
  });

  it("sums to the change within 1e-15, whatever the bodies", () => {
    const sized = bodies(0, 60);
    fc.assert(
      fc.property(sized, sized, fc.integer({ min: 0, max: 30 }), (earlier, later, shift) => {
        const moved = later.map((row, i) => ({ ...row, code: `d${i + shift}` }));
        const result = decompose(earlier, moved);
        if (result === null) return;
        const parts = result.contributions.flatMap(({ byRate, byShare }) => [byRate, byShare]);
        expect(Math.abs(sumExactly([...parts, -result.change]))).toBeLessThanOrEqual(1e-15);
        expect(Math.abs(result.residue)).toBeLessThanOrEqual(1e-15);
        const bars = [result.byRate, result.byShare, result.byEntered, result.byLeft];
        expect(Math.abs(sumExactly([...bars, -result.change]))).toBeLessThanOrEqual(1e-15);
      }),
      fuzz(500),
    );
  });

  it("of a year without cases does not exist", () => {
    expect(decompose([], [{ code: "a", numerator: 1, denominator: 2 }])).toBeNull();
  });
});

describe("exact sum", () => {
  it("loses nothing and is the same in any order", () => {
    expect(sumExactly([1e100, 1, -1e100])).toBe(1);
    expect(sumExactly(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(sumExactly([1, 2 ** -53, 2 ** -106])).toBe(1 + 2 ** -52);
    expect(sumExactly([2 ** -106, 2 ** -53, 1])).toBe(1 + 2 ** -52);
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true })), (values) => {
        expect(sumExactly(values.toReversed())).toBe(sumExactly(values));
      }),
      fuzz(2_000),
    );
  });
});
