import { describe, expect, it } from "vitest";
import { poolYears } from "#domain/statistics/pooled-years";
import { shrinkRates } from "#domain/statistics/shrunken-rate";
import type { BodyRatio } from "#domain/statistics/ratio";
import { Random } from "./random";

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025];

/** Forty bodies of twelve cases a year, too few in any; the first has three times the others' rate. */
function smallBodies(random: Random, rateIn: (year: number) => number) {
  return new Map(
    YEARS.map((year) => [
      year,
      Array.from({ length: 40 }, (_, index): BodyRatio => {
        const rate = rateIn(year) * (index === 0 ? 3 : 1);
        return { code: `d${index}`, denominator: 12, numerator: random.binomial(12, rate) };
      }),
    ]),
  );
}

describe("all years of small bodies together", () => {
  it("find one that no single year can judge", () => {
    const pooled = poolYears(smallBodies(new Random(3), () => 0.2));
    expect(pooled[0]).toMatchObject({ code: "d0", denominator: 84, verdict: "high_998" });
    expect(pooled.slice(1).filter(({ verdict }) => verdict === "high_998")).toEqual([]);
  });

  it("compare each year with the others of that year, so that a new law makes nobody high", () => {
    const years = smallBodies(new Random(4), (year) => (year < 2024 ? 0.1 : 0.3));
    const late = new Map(
      [...years].map(([year, rows]) => [
        year,
        rows.filter(({ code }) => code !== "d1" || year >= 2023),
      ]),
    );
    const body = poolYears(late).find(({ code }) => code === "d1");
    expect(body?.years).toEqual([2023, 2024, 2025]);
    expect(body?.verdict).toBe("within");
    expect((body?.expected ?? 0) / (body?.denominator ?? 1)).toBeGreaterThan(0.2);
  });

  it("leave out years before the boundaries changed, and say so by the years they count", () => {
    const pooled = poolYears(
      smallBodies(new Random(5), () => 0.2),
      {
        counts: (code, year) => code !== "d7" || year >= 2024,
      },
    );
    const body = pooled.find(({ code }) => code === "d7");
    expect(body).toMatchObject({ years: [2024, 2025], denominator: 24, verdict: "too_few" });
  });
});

describe("a shrunken rate", () => {
  const group = Array.from({ length: 30 }, (_, i) => ({
    code: `d${i}`,
    numerator: 10 + 4 * (i % 10),
    denominator: 100,
  }));

  it("lies between the body's own and the group's, the nearer the fewer cases", () => {
    const rows = [
      ...group,
      { code: "few", numerator: 4, denominator: 4 },
      { code: "many", numerator: 180, denominator: 200 },
    ];
    const of = (code: string) => shrinkRates(rows).find((each) => each.code === code);
    expect(of("few")?.rate).toBeLessThan(0.6);
    expect(of("many")?.rate).toBeGreaterThan(0.8);
    expect(of("few")?.lower).toBeLessThan(of("few")?.rate ?? 0);
    expect(of("few")?.upper).toBeGreaterThan(of("few")?.rate ?? 1);
  });

  it("is none where bodies do not differ: the group's rate is all that is known", () => {
    expect(shrinkRates(group.map((row) => ({ ...row, numerator: 20 })))).toEqual([]);
  });

  it("of events per case may exceed 1", () => {
    const events = group.map((row, i) => ({ ...row, numerator: 40 * (1 + (i % 5)) }));
    expect(
      Math.max(...shrinkRates(events, { distribution: "poisson" }).map((r) => r.rate)),
    ).toBeGreaterThan(1.5);
  });
});
