import { describe, expect, it } from "vitest";
import { fetchDivisionYears, fetchMedians } from "#db/queries/ratios.server";
import { fetchDivisionReports } from "#db/queries/reports.server";
import { fetchDivisions, fetchPeers, fetchRelatedDivisions } from "#db/queries/divisions.server";
import { INDICATOR_CODES } from "#domain/indicators/indicators";
import { withRealReports } from "../../../support/real-reports";

withRealReports();

const GOVERNMENT = { scope: "jurisdiction", kind: "government" } as const;

describe("a division", () => {
  it("knows what lies round it and in it", async () => {
    const county = await fetchRelatedDivisions("320813");
    expect(county?.around.map(({ code }) => code)).toEqual(["320000", "320800", "320813"]);
    const city = await fetchRelatedDivisions("320800");
    expect(city?.below.map(({ code }) => code)).toContain("320813");
    expect(await fetchRelatedDivisions("000000")).toBeUndefined();
  });

  it("knows what it came from and became", async () => {
    const new_ = await fetchRelatedDivisions("990107");
    expect(new_?.predecessors.map(({ name }) => name)).toEqual(["槿湖区"]);
    const old = await fetchRelatedDivisions("990106");
    expect(old?.successors.map(({ code }) => code)).toEqual(["990107", "990108"]);
  });

  it("has as peers those of its level that exist in the year", async () => {
    const self = (await fetchRelatedDivisions("990101"))?.self;
    if (!self) throw new Error("The register lists no 990101");
    const codes = async (year: number, within: "province" | "city") =>
      (await fetchPeers({ self, year, within })).map(({ code }) => code);
    expect(await codes(2020, "city")).toContain("990106");
    expect(await codes(2023, "city")).not.toContain("990106");
    expect((await codes(2023, "province")).length).toBeGreaterThan(80);
  });

  it("is found in the order asked for", async () => {
    const found = await fetchDivisions(["330211", "000000", "320813"]);
    expect(found.map(({ code }) => code)).toEqual(["330211", "320813"]);
  });
});

describe("the figures of divisions", () => {
  it("state both sides of every indicator", async () => {
    const [report] = await fetchDivisionYears({ codes: ["320813"], year: 2023, ...GOVERNMENT });
    expect(Object.keys(report?.figures ?? {})).toEqual([...INDICATOR_CODES]);
    expect(report?.figures["not_held_rate"]?.denominator).toBe(21);
    expect(report?.figures["new_requests"]?.denominator).toBeNull();
    expect(report?.editions).toMatchObject({ proactive_disclosure: 2021, requests: 2019 });
  });

  it("take for 0 a blank that the totals of the report prove to be", async () => {
    const [report] = await fetchDivisionYears({
      codes: ["310000"],
      scope: "organ",
      kind: "office",
    });
    expect(report?.figures["other_handling_rate"]).toEqual({ numerator: 0, denominator: 805 });
    expect(report?.figures["unable_rate"]).toEqual({ numerator: 337, denominator: 805 });
  });

  it("have medians of bodies, and none of nobody", async () => {
    const [year] = await fetchMedians({ codes: ["320813", "320831"], ...GOVERNMENT });
    expect(year).toMatchObject({ year: 2023, reports: 2 });
    expect(await fetchMedians({ codes: [], ...GOVERNMENT })).toEqual([]);
    expect(await fetchDivisionYears({ codes: [], ...GOVERNMENT })).toEqual([]);
  });
});

it("lists a division's reports with what was found in them", async () => {
  const reports = await fetchDivisionReports("310000");
  expect(reports.map(({ year, kind }) => [year, kind])).toEqual([
    [2024, "department"],
    [2019, "office"],
  ]);
  expect(reports[1]?.warnings).toBe(1);
});
