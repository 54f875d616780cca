import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import { fetchComparison, fetchJudgements } from "#db/queries/comparison.server";
import {
  formatChosen,
  formatComparisonTitle,
  formatYardstick,
} from "#domain/comparison/comparison-title";
import { resolveFilters } from "#domain/filters/filters";
import { INDICATORS } from "#domain/indicators/indicators";
import { dataStore } from "#store/data-folder";
import { figuresCsv, loadInto, soundCells, writeReports } from "../../../support/load";

const folder = mkdtempSync(join(tmpdir(), "gongkai-comparison-"));
const rate = INDICATORS.not_held_rate;

/** Two departments of 乙县, one of them high, and twenty ordinary ones of 丙区; three townships. */
const BODIES = [
  { body: "乙县财政局", division: "990101", kind: "department", notHeld: 90 },
  { body: "乙县民政局", division: "990101", kind: "department", notHeld: 20 },
  ...Array.from({ length: 20 }, (_, i) => ({
    body: `丙区第${i + 1}局`,
    division: "990102",
    kind: "department",
    notHeld: 18 + (i % 5),
  })),
  ...Array.from({ length: 3 }, (_, i) => ({
    body: `乙县第${i + 1}镇`,
    division: "990101",
    kind: "township",
    notHeld: 20,
  })),
];

beforeAll(async () => {
  const store = dataStore(join(folder, "data"));
  vi.stubEnv("GONGKAI_DATA", store.root);
  writeReports(
    join(folder, "documents"),
    BODIES.map(({ body, division, kind, notHeld }) => ({
      file: `${body}.csv`,
      body,
      division,
      year: 2023,
      kind,
      scope: "organ",
      text: figuresCsv(2021, soundCells({ unable_not_held: notHeld, disclosed: 100 - notHeld })),
    })),
  );
  await loadInto(store, [join(folder, "documents")]);
});

afterAll(() => {
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const filtersOf = (area: string) =>
  resolveFilters(
    { year: 2023, area, level: "county", scope: "organ", kind: "department" },
    { year: 2023, area: "990000" },
  );

describe("a filter chooses rows, never the yardstick", () => {
  it("shows two bodies and judges them among all of the province", async () => {
    const [county, province] = await Promise.all(
      ["990101", "990000"].map((area) => fetchComparison(filtersOf(area), rate, {})),
    );
    expect(county?.bodies.map(({ division, verdict }) => [division, verdict])).toEqual([
      ["乙县民政局", "within"],
      ["乙县财政局", "high_998"],
    ]);
    expect(county?.groupSize).toBe(22);
    expect(county?.bodies).toEqual(
      province?.bodies.filter(({ division_code }) => division_code === "990101"),
    );
    expect(county && formatComparisonTitle(rate, county)).toBe("1个地区的不掌握率显著偏高");
  });

  it("does so for every indicator that is judged at once", async () => {
    const [judged] = await fetchJudgements(filtersOf("990101"), [rate]);
    expect(judged?.bodies.map(({ verdict }) => verdict)).toEqual(["within", "high_998"]);
  });
});

describe("another yardstick", () => {
  const withinCity = async (kind: "department" | "township") => {
    const filters = { ...filtersOf("990101"), kind, yardstick: "city" as const };
    return fetchComparison(filters, rate, {});
  };

  it("is the city's bodies where there are enough of them, and says so", async () => {
    const comparison = await withinCity("department");
    expect(comparison).toMatchObject({ yardstick: "city", groupSize: 22, refused: null });
    expect(formatYardstick(comparison, "机关")).toBe("与同市22个机关相比");
    expect(comparison.bodies).toHaveLength(2);
  });

  it("stays with the province where the city has too few, and says why", async () => {
    const comparison = await withinCity("township");
    expect(comparison).toMatchObject({ yardstick: "province", groupSize: 3 });
    expect(formatYardstick(comparison, "机关")).toBe(
      "与全省3个机关相比（同市可判断的机关只有3个，不足20个，不能作比较组）",
    );
  });
});

describe("a chosen group", () => {
  const against = (group: string, kind: "department" | "township" = "department") =>
    fetchComparison(
      { ...filtersOf("990101"), kind, yardstick: "chosen" as const, group },
      rate,
      {},
    );

  it("judges those outside it against it, and names it", async () => {
    const comparison = await against("990102");
    expect(formatYardstick(comparison, "机关")).toBe("与所选20个机关相比");
    expect(comparison.chosen).toHaveLength(20);
    expect(formatChosen(comparison)).toContain("丙区第1局");
    expect(comparison.bodies.map(({ division, verdict }) => [division, verdict])).toEqual([
      ["乙县民政局", "within"],
      ["乙县财政局", "high_998"],
    ]);
    // 400 of 2,000: the group's alone.
    for (const { target } of comparison.bodies) expect(target).toBeCloseTo(0.2, 12);
    const byProvince = await fetchComparison(filtersOf("990101"), rate, {});
    expect(byProvince.bodies[0]?.target).not.toBeCloseTo(0.2, 4);
  });

  it("judges those in it as a comparison of that group alone does", async () => {
    const members = await fetchComparison(
      { ...filtersOf("990102"), yardstick: "chosen" as const, group: "990102" },
      rate,
      {},
    );
    expect(members.bodies).toHaveLength(20);
    expect(new Set(members.bodies.map(({ verdict }) => verdict))).toEqual(new Set(["within"]));
    expect(members.bodies[0]?.rank?.of).toBe(20);
  });

  it("stays with the province where it has too few judgeable bodies, and says why", async () => {
    for (const group of ["", "990101"]) {
      const comparison = await against(group);
      expect(comparison).toMatchObject({ yardstick: "province", groupSize: 22 });
      expect(formatYardstick(comparison, "机关")).toBe(
        `与全省22个机关相比（所选可判断的机关只有${group === "" ? 0 : 2}个，不足20个，不能作比较组）`,
      );
      expect(formatChosen(comparison)).toBe("");
    }
  });
});
