import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionOf } from "#db/sql/filters";
import { BadFilter, parseFilters, formatSearch } from "#domain/filters/address";
import { FILTERS, resolveFilters } from "#domain/filters/filters";
import { fuzz } from "../../../support/fuzz";

const main = { year: 2025, area: "990000" };
const chosen = (search: string) => parseFilters(new URLSearchParams(search));

describe("filters in the address", () => {
  it("are what the user chose and nothing else", () => {
    expect(chosen("year=2023&level=&other=1")).toEqual({ year: 2023 });
    expect(formatSearch(chosen("level=city&year=2023"))).toBe("?year=2023&level=city");
    expect(formatSearch({})).toBe("");
  });

  it("come back from the address they were written to", () => {
    const filters = fc.record(
      {
        year: fc.integer({ min: 2000, max: 2099 }),
        area: fc.integer({ min: 100000, max: 999999 }).map(String),
        level: fc.constantFrom("province", "city", "county"),
        scope: fc.constantFrom("jurisdiction", "organ"),
      } as const,
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (values) => {
        expect(chosen(formatSearch(values))).toEqual({ ...values });
      }),
      fuzz(100),
    );
  });

  it("name several divisions one by one or together, each once", () => {
    const group = "990101,990102";
    expect(chosen("group=990102&group=990101&group=990102")).toEqual({ group });
    expect(chosen("group=990102,990101")).toEqual({ group });
    expect(formatSearch({ group })).toBe(`?group=${group}`);
    expect(() => chosen("group=990102;990101")).toThrow("以逗号分隔的6位区划代码");
  });

  it("are refused by name, in Chinese, when they have a value that they do not accept", () => {
    expect(() => chosen("year=abcd")).toThrow(BadFilter);
    expect(() => chosen("year=abcd")).toThrow("筛选条件“年度”的值“abcd”无效");
    expect(() => chosen("indicator=constructor")).toThrow(BadFilter);
    expect(() => chosen("area=1' or 1=1")).toThrow(BadFilter);
  });

  it("compare whole jurisdictions unless one body alone is asked for, and then the offices", () => {
    expect(resolveFilters({}, main)).toMatchObject({ scope: "jurisdiction", kind: "government" });
    expect(resolveFilters({ scope: "organ" }, main)).toMatchObject({ kind: "office" });
    expect(resolveFilters({ scope: "organ", kind: "department" }, main).kind).toBe("department");
    expect(resolveFilters({ kind: "department" }, main).kind).toBe("government");
    expect(resolveFilters({ kind: "zone" }, main)).toMatchObject({
      scope: "jurisdiction",
      kind: "zone",
    });
  });
});

describe("filters in SQL", () => {
  it("bind every value and spell none", () => {
    const { sql, values } = conditionOf(resolveFilters({}, main));
    expect(sql.match(/\?/g)).toHaveLength(values.length);
    expect(sql).not.toMatch(/99|2025|county/);
    expect(values).toEqual([2025, "990000", "county", "jurisdiction", "government"]);
    const city = conditionOf(resolveFilters({ area: "990100" }, main));
    expect(city.sql.match(/\?/g)).toHaveLength(city.values.length);
    expect(city.values.slice(0, 4)).toEqual([2025, "990000", "990100", "990100"]);
  });

  it("leave out the filters that a question asks across", () => {
    expect(conditionOf(resolveFilters({}, main), ["year"]).values).not.toContain(2025);
  });

  it("have a Chinese name for every key", () => {
    expect(Object.values(FILTERS).every(({ label }) => /^\p{Script=Han}+$/u.test(label))).toBe(
      true,
    );
  });
});
