import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fetchRatios, fetchStatedRatios, selectByFilters } from "#db/queries/ratios.server";
import { BODY, CODE } from "#db/sql/bodies";
import { fetchComparison } from "#db/queries/comparison.server";
import { closeDatabase } from "#db/engine/connection.server";
import { fetchBodyDisputes } from "#db/queries/disputes.server";
import { explainChange } from "#domain/comparison/change";
import { resolveFilters } from "#domain/filters/filters";
import { INDICATOR_CODES, INDICATORS } from "#domain/indicators/indicators";
import type { Indicator } from "#domain/indicators/indicator";
import { dataStore } from "#store/data-folder";
import { figuresCsv, loadInto, soundCells, writeReports } from "../../../support/load";

const folder = mkdtempSync(join(tmpdir(), "gongkai-bodies-"));

/** Two departments of one county over two years; answers that another holds, of all answers. */
const DEPARTMENTS: readonly (readonly [string, number, number, number])[] = [
  ["乙县财政局", 2022, 10, 100],
  ["乙县财政局", 2023, 90, 100],
  ["乙县民政局", 2022, 20, 100],
  ["乙县民政局", 2023, 5, 100],
];

beforeAll(async () => {
  const store = dataStore(join(folder, "data"));
  vi.stubEnv("GONGKAI_DATA", store.root);
  writeReports(
    join(folder, "documents"),
    DEPARTMENTS.map(([body, year, notHeld, handled]) => ({
      file: `${body}${year}.csv`,
      body,
      year,
      kind: "department",
      scope: "organ",
      text: figuresCsv(
        2021,
        soundCells({ unable_not_held: notHeld, disclosed: handled - notHeld }),
      ),
    })),
  );
  await loadInto(store, [join(folder, "documents")]);
});

afterAll(() => {
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const filters = resolveFilters(
  { year: 2023, area: "990101", level: "county", scope: "organ", kind: "department" },
  { year: 2023, area: "990101" },
);

function notHeldRate(): Indicator {
  const indicator = INDICATORS.not_held_rate;
  if (!indicator) throw new Error("There is no 不掌握率");
  return indicator;
}

describe("several bodies of one division", () => {
  it("are compared each for itself and with its own year before", async () => {
    const { bodies } = await fetchComparison(filters, notHeldRate(), {});
    expect(bodies.map(({ division, value, change }) => [division, value, change?.change])).toEqual([
      ["乙县民政局", 0.05, expect.closeTo(-0.15)],
      ["乙县财政局", 0.9, expect.closeTo(0.8)],
    ]);
    expect(new Set(bodies.map(({ division_code }) => division_code))).toEqual(new Set(["990101"]));
  });

  it("contribute to a change each for itself", async () => {
    const figures = await fetchStatedRatios(filters, notHeldRate(), 2);
    const change = explainChange(notHeldRate(), figures, 2022, 2023);
    expect(change.kind === "explained" && change.bodies.map(({ division }) => division)).toEqual([
      "乙县财政局",
      "乙县民政局",
    ]);
  });

  it("have each one row of reviews, with its own year before", async () => {
    const disputes = await fetchBodyDisputes(filters);
    expect(disputes.map(({ division, before }) => [division, before.not_held])).toEqual([
      ["乙县民政局", 20],
      ["乙县财政局", 10],
    ]);
  });
});

describe("the ratios of single reports", () => {
  it("are the same fetched alone or with every other indicator, whatever tells the reports apart", async () => {
    const selection = selectByFilters(filters, 2);
    const alone = await fetchRatios(selection, [notHeldRate()], CODE);
    const codes = INDICATOR_CODES.indexOf("not_held_rate");
    const all = await fetchRatios(selection, Object.values(INDICATORS), BODY);
    const shown = [
      [2022, 20, 100],
      [2022, 10, 100],
      [2023, 5, 100],
      [2023, 90, 100],
    ];
    const ratiosOf = ({ rows, yearOf, ratioOf }: typeof alone | typeof all, measure: number) =>
      rows.map((row) => {
        const { numerator, denominator } = ratioOf(measure, row);
        return [yearOf(row), numerator, denominator];
      });
    expect(ratiosOf(alone, 0)).toEqual(shown);
    expect(ratiosOf(all, codes)).toEqual(shown);
    expect(all.rows.map((row) => all.identityOf(row).code)).toEqual(
      alone.rows.map((row) => alone.identityOf(row)),
    );
  });

  it("have no denominator for a count", async () => {
    const { ratioOf } = await fetchRatios(
      selectByFilters(filters),
      [INDICATORS.handled, INDICATORS.review_rate],
      CODE,
    );
    expect(ratioOf(0, 0)).toEqual({ numerator: 100, denominator: null });
    expect(ratioOf(1, 0)).toEqual({ numerator: 0, denominator: 100 });
  });

  it("are made into SQL in one module", () => {
    const ofBothSides = readdirSync("app", { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("domain"))
      .filter((file) => {
        const text = readFileSync(join("app", file), "utf8");
        return /\bquantityColumn\(/.test(text) && /\bdenominator\b/.test(text);
      });
    expect(ofBothSides).toEqual([join("db", "sql", "indicators.ts")]);
  });
});
