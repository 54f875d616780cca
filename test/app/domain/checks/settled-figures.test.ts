import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SettledFigures, settleFigures } from "#domain/checks/settled-figures";
import { cellPositionOf, printedCellsIn } from "#domain/form/cell-positions";
import { CELLS, cellByName } from "#domain/form/cells";
import { judgeBodies } from "#domain/comparison/comparison";
import { INDICATORS } from "#domain/indicators/indicators";
import type { Quantity } from "#domain/indicators/quantity";
import { cellsOf } from "#domain/indicators/quantity-cells";
import type { CheckedReport } from "#domain/report/checked-report";
import { cellOf, type Given, type Print, reportOf, SOUND } from "./report-of";
import { fuzz } from "../../../support/fuzz";

/** 3 reviews upheld, 1 corrected, 2 pending; 4 suits lost and won. */
const DISPUTES: NonNullable<Given["review_litigation"]> = {
  review: [3, 1, 0, 2, 6],
  direct_suit: [2, 2, 0, 0, 4],
};
const TRUTH = reportOf({ requests: SOUND, review_litigation: DISPUTES });
const TRUE_VALUES = new Map([...TRUTH.cells].map(([name, { value }]) => [name, value]));
const COUNTED = [
  ...printedCellsIn("requests", 2021).names,
  ...printedCellsIn("review_litigation", 2021).names,
];

function printing(set: Readonly<Record<string, Print>>): CheckedReport {
  const cells = new Map(TRUTH.cells);
  for (const [name, print] of Object.entries(set))
    if (print !== null) cells.set(name, cellOf(print));
  return { ...TRUTH, cells };
}

const at = (settled: SettledFigures | null, name: string): number | null | undefined =>
  settled ? settled.used[cellPositionOf(name)] : TRUE_VALUES.get(name);

const cellNames = fc.constantFrom(...COUNTED);

describe("the figures that enter sums", () => {
  it("are those printed where every table adds up", () => {
    expect(settleFigures(TRUTH)).toBeNull();
  });

  it("are right whichever cell of table 三 is misprinted, as the only repair is taken", () => {
    const misprint = fc.integer({ min: 1, max: 1_000_000 });
    const names = fc.constantFrom(...printedCellsIn("requests", 2021).names);
    fc.assert(
      fc.property(names, misprint, (name, by) => {
        const settled = settleFigures(printing({ [name]: (TRUE_VALUES.get(name) ?? 0) + by }));
        for (const each of COUNTED) expect(at(settled, each)).toBe(TRUE_VALUES.get(each));
        expect(settled?.adjustments).toEqual([
          expect.objectContaining({ cell: name, kind: "repaired", used: TRUE_VALUES.get(name) }),
        ]);
      }),
      fuzz(80),
    );
  });

  it("are right or none, however many cells are misprinted, negative ones included", () => {
    const misprints = fc.dictionary(cellNames, fc.integer({ min: -9, max: 99 }), {
      minKeys: 1,
      maxKeys: 2,
    });
    fc.assert(
      fc.property(misprints, (set) => {
        const settled = settleFigures(printing(set));
        for (const each of COUNTED) {
          const used = at(settled, each);
          if (used !== null) expect([each, used]).toEqual([each, TRUE_VALUES.get(each)]);
        }
      }),
      fuzz(150),
    );
  });

  it("never hold more of a part than of its whole, whatever is printed", () => {
    const anything = fc.dictionary(
      cellNames,
      fc.oneof(fc.integer({ min: -5, max: 50 }), fc.constantFrom<Print>("", "/", "-")),
      { minKeys: 1, maxKeys: 12 },
    );
    const bounded = Object.values(INDICATORS).filter(
      ({ name, denominator }) => denominator && !/复议率|诉讼率/u.test(name),
    );
    fc.assert(
      fc.property(anything, (set) => {
        const settled = settleFigures(printing(set));
        for (const { name, numerator, denominator } of bounded) {
          const [above, below] = [sumOf(settled, numerator), sumOf(settled, denominator)];
          if (above === null || below === null) continue;
          expect([name, above >= 0 && above <= below]).toEqual([name, true]);
        }
      }),
      fuzz(200),
    );
  });

  it("leave out a table's total that fails in several ways, and what the failing sums touch alone", () => {
    const settled = settleFigures(printing({ review_total: 1_000_000 }));
    expect(at(settled, "review_total")).toBeNull();
    expect(at(settled, "review_corrected")).toBeNull();
    expect(at(settled, "direct_suit_total")).toBe(4);
    expect(at(settled, "handled_total_total")).toBe(TRUE_VALUES.get("handled_total_total"));
    expect(settled?.adjustments).toContainEqual({
      table: "review_litigation",
      cell: "review_total",
      kind: "set_aside",
      printed: 1_000_000,
      used: null,
    });
  });

  it("follow a correction, and take no repair where it makes the table add up", () => {
    const wrong = printing({ handled_total_total: 1_000_000 });
    const truth = TRUE_VALUES.get("handled_total_total") ?? 0;
    const settled = settleFigures(wrong, [{ cell: "handled_total_total", corrected: truth }]);
    expect(settled?.adjustments).toEqual([
      {
        table: "requests",
        cell: "handled_total_total",
        kind: "corrected",
        printed: 1_000_000,
        used: truth,
      },
    ]);
  });
});

describe("a blank", () => {
  const zeros = COUNTED.filter((name) => TRUE_VALUES.get(name) === 0);

  it("that stands for 0 beside figures, or is proven to, changes nothing", () => {
    const blanks = fc.dictionary(fc.constantFrom(...zeros), fc.constantFrom<Print>("", "/"), {
      minKeys: 1,
      maxKeys: zeros.length,
    });
    fc.assert(
      fc.property(blanks, (set) => {
        const settled = settleFigures(printing(set));
        for (const each of COUNTED)
          expect([each, at(settled, each)]).toEqual([each, TRUE_VALUES.get(each)]);
        expect(settled?.adjustments ?? []).toEqual([]);
      }),
      fuzz(60),
    );
    const all = settleFigures(printing(Object.fromEntries(zeros.map((name) => [name, ""]))));
    for (const each of COUNTED)
      expect([each, at(all, each)]).toEqual([each, TRUE_VALUES.get(each)]);
  });

  it("in a row that is blank throughout is no 0 where nothing proves it", () => {
    const columns = CELLS.filter(({ line }) => line === "carried_over_out").map(({ name }) => name);
    const wrongTotal = Object.fromEntries(columns.map((name) => [name, ""] as const));
    const blank = { ...wrongTotal, new_requests_total: 900, new_requests_natural_person: 900 };
    const settled = settleFigures(printing(blank));
    expect(at(settled, "carried_over_out_natural_person")).toBeNull();
    expect(at(settled, "carried_over_out_total")).toBeNull();
  });

  it("in both lines of what is carried over is no 0: the balance proves only that they are alike", () => {
    const lines = ["carried_over_in", "carried_over_out"];
    const blank = CELLS.filter(({ line }) => lines.includes(line)).map(
      ({ name }) => [name, ""] as const,
    );
    // As many new as handled, so that the balance holds whatever both lines are.
    const balanced = { new_requests_natural_person: 7, new_requests_total: 9 };
    const settled = settleFigures(printing({ ...Object.fromEntries(blank), ...balanced }));
    for (const [name] of blank) expect([name, at(settled, name)]).toEqual([name, null]);
    expect(at(settled, "handled_total_total")).toBe(9);
    // One of the lines printed proves the other.
    const zeros = blank.map(
      ([name]) => [name, name.startsWith("carried_over_in") ? "" : 0] as const,
    );
    const proven = settleFigures(printing({ ...Object.fromEntries(zeros), ...balanced }));
    for (const [name] of blank) expect([name, at(proven, name)]).toEqual([name, 0]);
  });

  it("is no 0 where it is every part of a total that is not 0", () => {
    const parts = ["upheld", "corrected", "other", "pending"].map((column) => `review_${column}`);
    const settled = settleFigures(printing(Object.fromEntries(parts.map((name) => [name, ""]))));
    for (const part of parts) expect(at(settled, part)).toBeNull();
    expect(at(settled, "review_total")).toBe(6);
    expect(settled?.adjustments).toEqual([]);
  });

  it("of a whole group of table 四 beside another that is filled is 0, as they are one row", () => {
    const group = CELLS.filter(({ line }) => line === "post_review_suit");
    const settled = settleFigures(
      printing(Object.fromEntries(group.map(({ name }) => [name, ""] as const))),
    );
    for (const { name } of group) expect(at(settled, name)).toBe(0);
  });

  it("that is a dash is 0 only where that is proven", () => {
    const proven = settleFigures(printing({ disclosed_commercial_enterprise: "-" }));
    expect(at(proven, "disclosed_commercial_enterprise")).toBe(
      TRUE_VALUES.get("disclosed_commercial_enterprise") === 0 ? 0 : null,
    );
    const unproven = settleFigures(printing({ review_other: "-", review_total: "" }));
    expect(at(unproven, "review_other")).toBeNull();
  });
});

function sumOf(settled: SettledFigures | null, quantity: Quantity | undefined): number | null {
  if (!quantity) return null;
  const { plus, minus } = cellsOf(quantity);
  let sum = 0;
  for (const [cells, sign] of [
    [plus, 1],
    [minus, -1],
  ] as const)
    for (const { name } of cells) {
      if (!cellByName(name)?.editions.includes(2021)) continue;
      const value = at(settled, name) ?? null;
      if (value === null) return null;
      sum += sign * value;
    }
  return sum;
}

describe("a group of 2 to 12 bodies with a misprint in each", () => {
  /** A total, an answer, all carried over, a negative count and a blank total. */
  const MISPRINTS: readonly Readonly<Record<string, Print>>[] = [
    { handled_total_total: 1_000_000 },
    { unable_not_held_total: 900, disclosed_total: 900 },
    { carried_over_out_total: 77 },
    { new_requests_natural_person: -5 },
    { handled_total_total: "" },
  ];
  const ratioOf = (settled: SettledFigures | null) => {
    const { numerator, denominator } = INDICATORS.not_held_rate;
    const total = (quantity: Quantity | undefined) =>
      cellsOf(quantity ?? numerator).plus.reduce<number | null>((sum, { name }) => {
        const figure = at(settled, name) ?? null;
        return sum === null || figure === null ? null : sum + figure;
      }, 0);
    return { numerator: total(numerator), denominator: total(denominator) };
  };

  it.each([2, 3, 5, 8, 11, 12])(
    "of %i has the rate of the truth, and judges and clears nobody",
    (size) => {
      const truth = ratioOf(null);
      const bodies = Array.from({ length: size }, (_, index) => {
        const settled = settleFigures(printing(MISPRINTS[index % MISPRINTS.length] ?? {}));
        const code = String(990_101 + index);
        const ratio = ratioOf(settled);
        if (ratio.numerator !== null && ratio.denominator !== null) expect(ratio).toEqual(truth);
        return {
          ...{ report_id: code, code, division_code: code, division: code, city: null, year: 2023 },
          ...ratio,
          ...{ errors: 1, flag: null, alternatives: [] },
        };
      });
      const stated = bodies.filter(
        ({ numerator, denominator }) => numerator !== null && denominator !== null,
      );
      expect(stated.length).toBeGreaterThan(0);
      const { bodies: judged, funnel } = judgeBodies(bodies, 2023, INDICATORS.not_held_rate);
      for (const { value, verdict, excess } of judged) {
        expect([null, (truth.numerator ?? 0) / (truth.denominator ?? 1)]).toContain(value);
        expect([null, "too_few", "impossible", "group_too_small"]).toContain(verdict);
        if (value === null) expect(excess).toBeNull();
      }
      expect(funnel?.target ?? null).not.toBeNaN();
    },
  );
});
