import { describe, expect, it } from "vitest";
import { explainChange } from "#domain/comparison/change";
import { compareBodies } from "#domain/comparison/comparison";
import { formatComparisonTitle } from "#domain/comparison/comparison-title";
import type { DetailedRatio } from "#domain/comparison/judged-body";
import { APPLICANT_TYPES } from "#domain/form/requests";
import type { ApplicantType } from "#domain/form/requests";
import { INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import type { Quantity } from "#domain/indicators/quantity";
import { cellsOf } from "#domain/indicators/quantity-cells";
import { contributionRemark } from "#pages/change/columns";
import { comparisonColumns } from "#pages/compare/columns";
import { pastColumns, formatFlaggedYears } from "#tables/comparison";
import { judgementColumns } from "#tables/judgement";
import { sumExactly } from "#domain/statistics/decomposition";
import { valueOf } from "#etl/sample/figures";
import { DEFAULT_SEED, simulateProvince } from "#etl/sample/province";
import { STORIES } from "#etl/sample/stories";

function rate(code: IndicatorCode): Indicator {
  const indicator = INDICATORS[code];
  if (!indicator.denominator) throw new Error(code);
  return indicator;
}

const notHeld = rate("not_held_rate");

/** The districts' whole-jurisdiction reports of the demo province, as truly counted. */
const figures: DetailedRatio[] = [...simulateProvince(DEFAULT_SEED)].flatMap(
  ({ division, city, scope, year, truth, stories }) => {
    if (division.level !== "county" || scope !== "jurisdiction") return [];
    if (stories.some(({ kind }) => kind === "missing")) return [];
    const count = (quantity: Quantity, applicant: ApplicantType = "total"): number =>
      cellsOf(quantity, applicant).plus.reduce((sum, { name }) => sum + valueOf(truth, name), 0);
    return {
      report_id: `${division.code}-${year}`,
      code: division.code,
      division_code: division.code,
      division: division.name,
      city: city?.name ?? null,
      year,
      numerator: count(notHeld.numerator),
      denominator: count(notHeld.denominator ?? notHeld.numerator),
      alternatives: (notHeld.alternatives ?? []).map((other) => count(other)),
      strata: APPLICANT_TYPES.map((type) => ({
        numerator: count(notHeld.numerator, type),
        denominator: count(notHeld.denominator ?? notHeld.numerator, type),
      })),
      errors: 0,
      flag: null,
    };
  },
);

const planted = (kind: string): string[] =>
  STORIES.filter((story) => story.kind === kind)
    .flatMap(({ divisions }) => divisions)
    .sort();

describe("the comparison of the demo province's 不掌握率 in 2025", () => {
  const { bodies, funnel } = compareBodies(figures, 2025, notHeld);
  const codes = (chosen: typeof bodies): string[] =>
    chosen.map(({ division_code }) => division_code).sort();

  it("names the five districts that are really high, and no other, above the 99.8% limit", () => {
    expect(codes(bodies.filter(({ verdict }) => verdict === "high_998"))).toEqual(
      planted("high_rate"),
    );
    expect(funnel?.falseAlarms["998"]).toBeLessThan(1);
  });

  it("writes a body whole as JSON, with what is reckoned only where somebody looks", () => {
    const [body] = bodies;
    const { rank, interval, history, pooled, shrunken, standardised, robust } = body ?? {};
    expect(rank?.of).toBe(funnel?.judged);
    expect(JSON.parse(JSON.stringify(body))).toMatchObject(
      JSON.parse(
        JSON.stringify({ rank, interval, history, pooled, shrunken, standardised, robust }),
      ),
    );
  });

  it("judges neither of the two that only look high because they have few cases", () => {
    const tiny = bodies.filter((body) => planted("tiny_denominator").includes(body.division_code));
    expect(tiny.map(({ verdict }) => verdict)).toEqual(["too_few", "too_few"]);
    expect(tiny.every(({ value }) => (value ?? 0) > (funnel?.target ?? 1) * 1.5)).toBe(true);
  });

  it("shows that the five are high every year and under every denominator", () => {
    for (const body of bodies.filter(({ verdict }) => verdict === "high_998")) {
      expect(body.flaggedYears).toMatchObject({ outside: 5, judged: 5 });
      expect(body.robust?.high).toBeGreaterThanOrEqual(3);
      expect(body.rank?.rank).toBeLessThanOrEqual(5);
    }
  });

  it("says of a district that is not high under every denominator which one speaks otherwise", () => {
    const column = comparisonColumns(notHeld).find(({ id }) => id === "robust");
    const words = (code: string) => {
      const body = bodies.find((each) => each.code === code);
      return body && column?.value(body);
    };
    expect(words("990981")).toBe("4种中4种显著偏高");
    expect(words("990402")).toBe("4种中3种显著偏高（“无法提供”为偏高）");
    expect(words("990401")).toBe("4种中0种显著偏高");
  });

  it("tells by how much each changed on last year within an interval, as the table shows", () => {
    const ends = pastColumns(notHeld).filter(({ id }) => /^change_/u.test(id));
    expect(ends).toHaveLength(2);
    for (const body of bodies.filter(({ change }) => change !== null)) {
      const [lower, upper] = ends.map(({ value }) => Number(value(body)));
      expect(lower).toBeLessThan(body.change?.change ?? NaN);
      expect(upper).toBeGreaterThan(body.change?.change ?? NaN);
    }
  });

  it("hands out in its file all that a verdict can be recomputed from", () => {
    const columns = judgementColumns<(typeof bodies)[number]>({
      bodyOf: (body) => body,
      distributionIn: () => "binomial",
      yardstickIn: () => "与全省90个地区相比",
    });
    const total = bodies.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0);
    const found = bodies.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0);
    const squares = bodies.reduce((sum, { denominator }) => sum + (denominator ?? 0) ** 2, 0);
    for (const body of bodies) {
      const of = (id: string): number =>
        Number(columns.find((column) => column.id === id)?.value(body) ?? NaN);
      const [k, n] = [body.numerator ?? NaN, body.denominator ?? NaN];
      const others = total - n;
      const target = (found - k) / others;
      const variance = 1 / (4 * others) + (of("tau2") * (squares - n ** 2)) / others ** 2;
      expect(of("target")).toBeCloseTo(target, 12);
      expect(of("excess")).toBeCloseTo(k - n * target, 8);
      if (n < 30) {
        expect(of("z")).toBeNaN();
        continue;
      }
      const distance = Math.asin(Math.sqrt(k / n)) - Math.asin(Math.sqrt(target));
      expect(of("z")).toBeCloseTo(distance / Math.sqrt(1 / (4 * n) + of("tau2") + variance), 10);
      expect(k / n >= of("high998")).toBe(body.verdict === "high_998");
      expect(k / n >= of("high95")).toBe(["high_998", "high_95"].includes(body.verdict ?? ""));
      expect(of("adjusted_p")).toBeGreaterThanOrEqual(of("strict_p"));
    }
  });

  it("stays with the five when their mix of applicants is taken into account", () => {
    for (const body of bodies.filter(({ verdict }) => verdict === "high_998")) {
      const { standardised } = body;
      expect(standardised?.interval?.lower).toBeGreaterThan(1);
      expect(Math.abs(standardised?.mixPoints ?? 1)).toBeLessThan(standardised?.ownPoints ?? 0);
      const gap = (standardised?.mixPoints ?? 0) + (standardised?.ownPoints ?? 0);
      expect(gap).toBeCloseTo((body.value ?? 0) - (body.target ?? 0), 10);
    }
  });

  it("standardises no body whose figures by applicant do not sum to its own", () => {
    const broken = figures.map((figure, index) =>
      index === figures.length - 1 ? { ...figure, numerator: (figure.numerator ?? 0) + 1 } : figure,
    );
    const judged = compareBodies(broken, 2025, notHeld).bodies;
    expect(judged.filter(({ standardised }) => standardised === null)).toHaveLength(1);
  });

  it("has the districts' contributions sum to the change of the province", () => {
    const change = explainChange(notHeld, figures, 2023, 2025);
    if (change.kind === "refused") throw new Error(change.reason);
    const parts = change.bodies.flatMap(({ byRate, byShare }) => [byRate, byShare]);
    const { change: whole, residue } = change.decomposition;
    expect(Math.abs(sumExactly(parts) + residue - whole)).toBeLessThan(1e-15);
  });
});

describe("a change across the planted change of boundaries", () => {
  const register = [
    { code: "990106", name: "甲区", from: null, to: 2021, successors: ["990107", "990108"] },
    { code: "990107", name: "乙区", from: 2022, to: null, successors: [] },
    { code: "990108", name: "丙区", from: 2022, to: null, successors: [] },
  ].map(({ from, to, ...division }) => ({
    ...division,
    validFrom: from,
    validTo: to,
    formerNames: [],
  }));
  const explained = (stated: typeof figures, earlier: number, later: number) => {
    const change = explainChange(notHeld, stated, earlier, later, { register });
    if (change.kind === "refused") throw new Error(change.reason);
    return change;
  };
  const ground = ["990106", "990107", "990108"];

  it("compares the ground that the old and the new divisions share, and says so", () => {
    const { bodies, decomposition } = explained(figures, 2021, 2022);
    const [unit, ...others] = bodies.filter(({ code }) => ground.includes(code));
    expect(others).toEqual([]);
    expect(unit).toMatchObject({ presence: "stayed", division: "甲区→乙区、丙区" });
    expect(unit?.boundary).toContain("按相同范围合并衔接");
    const sum = figures
      .filter(({ division_code, year }) => ground.includes(division_code) && year === 2022)
      .reduce((total, { denominator }) => total + (denominator ?? 0), 0);
    expect(unit?.later?.denominator).toBe(sum);
    const parts = bodies.flatMap(({ byRate, byShare }) => [byRate, byShare]);
    expect(sumExactly(parts) + decomposition.residue).toBeCloseTo(decomposition.change, 14);
  });

  it("bridges nothing where a new division has no report, and says why", () => {
    const without = figures.filter(
      ({ division_code, year }) => division_code !== "990108" || year !== 2022,
    );
    const { bodies } = explained(without, 2021, 2022);
    const old = bodies.find(({ code }) => code === "990106");
    expect(old).toMatchObject({ presence: "left" });
    expect(old?.boundary).toContain("不能衔接");
  });

  it("leaves divisions alone where the boundaries did not change between the years", () => {
    const { bodies } = explained(figures, 2023, 2025);
    const codes = bodies.map(({ code }) => code).filter((code) => ground.includes(code));
    expect(codes.sort()).toEqual(["990107", "990108"]);
    expect(bodies.every(({ boundary }) => boundary === null)).toBe(true);
  });
});

describe("a comparison", () => {
  it("is refused across the year from which the law made the figure another one, with the reason", () => {
    const refused = explainChange(rate("review_rate"), figures, 2023, 2024);
    expect(refused).toMatchObject({ kind: "refused" });
    if (refused.kind === "refused") expect(refused.reason).toContain("2024年起法律规定改变");
    expect(explainChange(rate("dispute_rate"), figures, 2023, 2024).kind).toBe("explained");
  });

  it("does not call a body ordinary that it has nobody to hold against", () => {
    const alone = figures.filter(({ code }) => code === "990402");
    const comparison = compareBodies(alone, 2025, notHeld);
    const [body] = comparison.bodies;
    expect(comparison.funnel?.hasPower).toBe(false);
    expect(body).toMatchObject({ verdict: "group_too_small", excess: null, adjustedP: null });
    expect(body?.value).toBeCloseTo(0.437, 3);
    expect(body?.interval).not.toBeNull();
    expect(body && formatFlaggedYears(body)).toBeNull();
    expect(formatComparisonTitle(notHeld, comparison)).toBe(
      "可判断的地区只有1个，不足12个，不掌握率无法比较",
    );
  });

  it("shows the 0 cases of a district whose rate cannot be calculated in one of two years", () => {
    const [first, second] = figures.filter(({ year }) => year === 2024);
    if (!first || !second) throw new Error("no figures");
    const none = { ...first, year: 2025, numerator: 0, denominator: 0 };
    const change = explainChange(
      notHeld,
      [first, second, none, { ...second, year: 2025 }],
      2024,
      2025,
    );
    if (change.kind === "refused") throw new Error(change.reason);
    const body = change.bodies.find(({ code }) => code === first.code);
    expect(body).toMatchObject({ presence: "left", later: { numerator: 0, denominator: 0 } });
    expect(body && contributionRemark(body)).toBe("仅前一年有可计算的比率");
  });

  it("keeps what cannot be calculated as not known, and judges no counts", () => {
    const [first] = figures;
    if (!first) throw new Error("no figures");
    const blank = { ...first, year: 2025, numerator: null };
    expect(compareBodies([blank], 2025, notHeld).bodies[0]).toMatchObject({
      value: null,
      verdict: null,
    });
    const counts = compareBodies(
      [{ ...first, year: 2025, numerator: 7, denominator: null }],
      2025,
      INDICATORS.handled,
    );
    expect(counts).toMatchObject({ funnel: null, bodies: [{ value: 7, verdict: null }] });
  });
});
