import { describe, expect, it } from "vitest";
import type { DescribedRatio } from "#domain/comparison/judged-body";
import { judgeBodies, showBodies } from "#domain/comparison/comparison";
import { formatComparisonTitle, formatYardstick } from "#domain/comparison/comparison-title";
import { namePart } from "#domain/comparison/group-area";
import { INDICATORS } from "#domain/indicators/indicators";

const notHeld = INDICATORS.not_held_rate;

const body = (code: string, numerator: number, denominator = 200): DescribedRatio => ({
  report_id: code,
  code,
  division_code: code,
  division: code,
  city: null,
  year: 2025,
  numerator,
  denominator,
  errors: 0,
  flag: null,
  alternatives: [],
});

/** Alike bodies of 200 cases, and one more with so many cases of the kind. */
const group = (highest: number, alike = 40) =>
  judgeBodies(
    [
      ...Array.from({ length: alike }, (_, i) => body(`d${i}`, 40 + (i % 3) - 1)),
      body("h", highest),
    ],
    2025,
    notHeld,
  );

describe("the title of a comparison states the finding", () => {
  it("counts the bodies above the upper limit, the more serious first", () => {
    expect(formatComparisonTitle(notHeld, group(120))).toBe("1个地区的不掌握率显著偏高");
    expect(formatComparisonTitle(notHeld, group(40))).toBe("没有地区的不掌握率偏高");
  });

  it("counts those significantly low beside the all-clear, and those that may be named where fewer", () => {
    expect(formatComparisonTitle(notHeld, group(2))).toBe("没有地区的不掌握率偏高，1个显著偏低");
    const found = group(120);
    const bodies = found.bodies.map((each) => ({ ...each, adjustedP: 0.2 }));
    expect(formatComparisonTitle(notHeld, { ...found, bodies })).toBe(
      "没有可以点名的地区：1个的不掌握率标为显著偏高，但可能出于偶然",
    );
    const twins = [...found.bodies, ...found.bodies.filter(({ code }) => code === "h")];
    const bothFar = twins.map((each, place) =>
      place === twins.length - 1 ? { ...each, adjustedP: 0.2 } : each,
    );
    expect(formatComparisonTitle(notHeld, { ...found, bodies: bothFar })).toBe(
      "2个地区的不掌握率显著偏高，其中可以点名的1个",
    );
  });

  it("counts those shown, whoever else is in the group", () => {
    const others = showBodies(group(120), new Set(["d0", "d1"]));
    expect(formatComparisonTitle(notHeld, others)).toBe("没有地区的不掌握率偏高");
    const highest = showBodies(group(120), new Set(["h"]));
    expect(formatComparisonTitle(notHeld, highest)).toBe("1个地区的不掌握率显著偏高");
    expect(formatYardstick(highest)).toBe("与全省41个地区相比");
  });

  it("clears nobody where there are too few cases, too few bodies, or nobody", () => {
    const few = judgeBodies([body("a", 1, 3)], 2025, notHeld);
    expect(formatComparisonTitle(notHeld, few)).toBe("1个地区件数均过少，不掌握率不作判断");
    expect(formatComparisonTitle(notHeld, group(120, 8))).toBe(
      "可判断的地区只有9个，不足12个，不掌握率无法比较",
    );
    expect(formatComparisonTitle(notHeld, showBodies(few, new Set()))).toBe(
      "没有可以比较的不掌握率",
    );
  });

  it("says how many of those shown could not be judged beside the all-clear", () => {
    const alike = Array.from({ length: 20 }, (_, i) => body(`d${i}`, 40));
    const found = judgeBodies([...alike, body("small", 5, 10)], 2025, notHeld);
    expect(formatComparisonTitle(notHeld, found)).toBe(
      "可以判断的20个地区中，没有不掌握率偏高的；1个件数过少，不作判断",
    );
  });
});

describe("the group of a province", () => {
  const government = { existing: 91, level: "county", isSingle: true } as const;
  const called = (extent: Parameters<typeof namePart>[0]) =>
    formatYardstick({ ...group(40), loadedPart: namePart(extent) }, "机关");

  it("is the province's where half of it has reported, and what is loaded where less has", () => {
    expect(called({ ...government, reporting: 46 })).toBe("与全省41个机关相比");
    expect(called({ ...government, reporting: 45 })).toBe("与已载入的41个机关相比");
    expect(called({ existing: 11, reporting: 2, level: "city", isSingle: false })).toBe(
      "与已载入的2个市的41个机关相比",
    );
  });
});
