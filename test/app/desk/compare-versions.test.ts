import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { closeDatabase, withOneVersion } from "#db/engine/connection.server";
import { fetchComparison } from "#db/queries/comparison.server";
import { compareVersions } from "#desk/compare-versions.server";
import { type PlanChanges, planSchema } from "#domain/desk/plan";
import { resolveFilters } from "#domain/filters/filters";
import { INDICATORS } from "#domain/indicators/indicators";
import { candidateStore } from "#store/candidate";
import { dataStore } from "#store/data-folder";
import { figuresCsv, loadInto, soundCells, writeReports } from "../../support/load";
import type { Division } from "#domain/report/division";

const NOW = new Date("2026-03-01T00:00:00Z");
const YEAR = 2023;

/** Fourteen districts: enough for a group that is judged. */
const CODES = Array.from({ length: 14 }, (_, index) => String(990101 + index));
const DIVISIONS = [
  ["990000", "示例省", "province", null],
  ["990100", "甲市", "city", "990000"],
  ...CODES.map((code) => [code, `第${code}县`, "county", "990100"]),
].map(([code, name, level, parent]): Division => ({
  code: String(code),
  name: String(name),
  level: level === "province" || level === "city" ? level : "county",
  parent: parent ?? null,
  validFrom: null,
  validTo: null,
  successors: [],
  formerNames: [],
  note: "",
}));

/** Each answers 1,000 requests, of which it does not hold `notHeld` (100 where none is given). */
function writeDistricts(folder: string, notHeld: Readonly<Record<string, number>>): void {
  rmSync(folder, { recursive: true, force: true });
  writeReports(
    folder,
    CODES.filter((code) => notHeld[code] !== -1).map((code) => {
      const held = notHeld[code] ?? 95 + CODES.indexOf(code);
      const cells = soundCells({ unable_not_held: held, disclosed: 1_000 - held });
      return {
        file: `${code}.csv`,
        text: figuresCsv(2021, cells),
        division: code,
        body: `第${code}县人民政府`,
        year: YEAR,
      };
    }),
  );
}

let changes: PlanChanges;
let root = "";
const places = () => ({ store: dataStore(join(root, "data")), folder: join(root, "reports") });
const both = () => {
  const { store } = places();
  return [
    { store, version: 1 },
    { store: candidateStore(store), version: 2 },
  ] as const;
};

beforeAll(async () => {
  root = mkdtempSync(join(inject("scratch"), "plan-"));
  const { store, folder } = places();
  const more = { now: NOW, divisions: DIVISIONS };
  writeDistricts(folder, { 990114: -1 });
  await loadInto(store, [folder], more);
  writeDistricts(folder, { 990101: 400, 990102: -1 });
  await loadInto(store, [folder], { ...more, publish: false });
  changes = await compareVersions(...both());
}, 180_000);

afterAll(closeDatabase);

describe("what publishing changes", () => {
  it("is the reports that are added, replaced and withdrawn", () => {
    const ids = (list: readonly { readonly division_code: string }[]) =>
      list.map(({ division_code: code }) => code);
    expect(ids(changes.added)).toEqual(["990114"]);
    expect(ids(changes.withdrawn)).toEqual(["990102"]);
    expect(ids(changes.replaced)).toEqual(["990101"]);
    expect(changes.replaced[0]).toMatchObject({ cells: 4, lost: 0 });
    expect(changes.reckonedAnew).toEqual([]);
  });

  it("is the province's shares that move by more than a tenth of a point, by which reports and cells", () => {
    const figure = changes.figures.find(({ indicator }) => indicator === "not_held_rate");
    expect(figure?.provinceName).toBe("示例省");
    const [mover] = figure?.movers ?? [];
    expect(mover?.report).toBe("990101-government-2023-jurisdiction");
    expect(mover?.before).toEqual({ numerator: 95, denominator: 1_000 });
    expect(mover?.after).toEqual({ numerator: 400, denominator: 1_000 });
    expect(mover?.effect).toBeCloseTo(305 / 13_000, 10);
    expect(mover?.cells).toEqual([{ cell: "unable_not_held_total", before: 95, after: 400 }]);
    expect(figure?.moversInAll).toBe(3);
    // The share of natural persons' requests is 1 whatever changes.
    expect(changes.figures.map(({ indicator }) => indicator)).not.toContain("share_natural_person");
  });

  it("is the verdicts that flip, as /compare judges", async () => {
    const filters = resolveFilters({ year: YEAR, area: "990000" }, { year: YEAR, area: "990000" });
    const indicator = INDICATORS.not_held_rate;
    const ask = () => fetchComparison(filters, indicator, { model: filters.limits });
    const [before, after] = both();
    const verdicts = [await withOneVersion(ask, before), await withOneVersion(ask, after)].map(
      ({ bodies }) => new Map(bodies.map(({ code, verdict }) => [code, verdict])),
    );
    const flip = changes.verdicts.find((each) => each.indicator === "not_held_rate");
    expect(flip).toMatchObject({ division: "第990101县", isOwn: true, after: "high_998" });
    expect(verdicts.map((each) => each.get("990101"))).toEqual([flip?.before, flip?.after]);
  });

  it("is nothing between a version and itself, and everything of the first one", async () => {
    const [version] = both();
    const same = await compareVersions(version, version);
    const lists = Object.values(same).filter((each) => Array.isArray(each));
    expect(lists.map(({ length }) => length)).toEqual(lists.map(() => 0));
    expect(same.findings).toEqual({ added: [], gone: [] });
    const first = await compareVersions(null, version);
    expect([first.added.length, first.figures.length, first.verdicts.length]).toEqual([13, 0, 0]);
  });

  it("is kept as a plan that is read back", () => {
    expect(planSchema.shape.changes.parse(JSON.parse(JSON.stringify(changes)))).toEqual(changes);
  });
});
