import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrastOf } from "#charts/palette";
import * as palette from "#charts/palette";
import { OUTCOME_MIX } from "#domain/indicators/indicators";

const {
  ACCENT,
  DISPUTE_COLOURS,
  EFFECT_COLOURS,
  INK,
  INK_2,
  OUTCOME_COLOURS,
  PAPER,
  VERDICT_MARKS,
} = palette;
const marks = {
  ...Object.fromEntries(Object.entries(VERDICT_MARKS).map(([code, mark]) => [code, mark.colour])),
  ...OUTCOME_COLOURS,
  ...DISPUTE_COLOURS,
  ...EFFECT_COLOURS,
};

/** Simulation of full colour blindness, linear RGB (Machado, Oliveira and Fernandes 2009). */
const SIGHT = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
};

function times(matrix: readonly number[], vector: readonly number[]): number[] {
  return [0, 3, 6].map((row) => vector.reduce((sum, v, i) => sum + v * (matrix[row + i] ?? 0), 0));
}

/** A colour as someone sees it, in OKLab. */
function seen(colour: string, sight: readonly number[]): number[] {
  const linear = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const cones = times(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
      0.0883024619, 0.2817188376, 0.6299787005,
    ],
    times(sight, linear).map((part) => Math.max(0, part)),
  ).map(Math.cbrt);
  return times(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099,
      0.0259040371, 0.7827717662, -0.808675766,
    ],
    cones,
  );
}

function distance(a: string, b: string, sight: readonly number[]): number {
  const [one, other] = [seen(a, sight), seen(b, sight)];
  return Math.hypot(...one.map((part, index) => part - (other[index] ?? 0)));
}

describe("the palette", () => {
  it.each(Object.entries(marks))("draws %s at 3:1 or more on white", (_, colour) => {
    expect(contrastOf(colour, PAPER)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries({ INK, INK_2, ACCENT }))("writes in %s at 4.5:1 or more", (_, colour) => {
    expect(contrastOf(colour, PAPER)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries({ ...OUTCOME_COLOURS, ...DISPUTE_COLOURS }))(
    "finds a text colour at 4.5:1 or more inside %s",
    (_, colour) => {
      expect(contrastOf(palette.inkOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it("makes 本机关不掌握 the strongest outcome", () => {
    const strongest = OUTCOME_MIX.toSorted(
      (a, b) => contrastOf(OUTCOME_COLOURS[b], PAPER) - contrastOf(OUTCOME_COLOURS[a], PAPER),
    )[0];
    expect(strongest).toBe("not_held");
  });

  it.each(Object.entries(SIGHT))("tells outcomes apart with %s sight", (_, sight) => {
    const colours = OUTCOME_MIX.map((outcome) => OUTCOME_COLOURS[outcome]);
    const pairs = colours.flatMap((a, i) => colours.slice(i + 1).map((b) => distance(a, b, sight)));
    expect(Math.min(...pairs)).toBeGreaterThan(0.05);
  });

  it.each(Object.entries(SIGHT))("tells high from low with %s sight", (_, sight) => {
    const { high_998, high_95, within, low_95, low_998 } = VERDICT_MARKS;
    for (const high of [high_998, high_95])
      for (const other of [within, low_95, low_998])
        expect(distance(high.colour, other.colour, sight)).toBeGreaterThan(0.1);
  });

  it("gives every verdict a shape of its own", () => {
    const shapes = Object.values(VERDICT_MARKS).map((mark) => mark.symbol);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it("agrees with the tokens of the pages", () => {
    const css = readFileSync("app/styles/tokens.css", "utf8");
    const token = (name: string) => new RegExp(`--${name}: (#\\w+);`).exec(css)?.[1];
    expect({
      paper: token("paper"),
      "paper-2": token("paper-2"),
      ink: token("ink"),
      "ink-2": token("ink-2"),
      rule: token("rule"),
      "rule-strong": token("rule-strong"),
      accent: token("accent"),
    }).toEqual({
      paper: palette.PAPER,
      "paper-2": palette.PAPER_2,
      ink: palette.INK,
      "ink-2": palette.INK_2,
      rule: palette.RULE,
      "rule-strong": palette.RULE_STRONG,
      accent: palette.ACCENT,
    });
  });
});
