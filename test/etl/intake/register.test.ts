import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DivisionNames } from "#etl/intake/division-names";
import { loadDivisions } from "#etl/intake/register";
import { temporaryFolder } from "../../support/load";

/** Rows laid over the register in a data folder of one's own. */
function layOver(rows: readonly string[], file = "divisions-added.csv"): void {
  const folder = temporaryFolder();
  vi.stubEnv("GONGKAI_DATA", folder);
  const header = "code,name,level,parent,valid_from,valid_to,successor,former_names,note";
  writeFileSync(join(folder, file), `${[header, ...rows].join("\n")}\n`);
}

afterEach(() => vi.unstubAllEnvs());

describe("the register of divisions", () => {
  it.each(["divisions-added.csv", "divisions.csv"])(
    "takes the rows of %s in the data folder as well as its own",
    (file) => {
      const shipped = loadDivisions();
      layOver(
        [
          "330130,江滨新区县,county,330100,2025,,,,2025年设立",
          "330127,淳安县,county,330100,,2024,330130,,",
        ],
        file,
      );
      const all = loadDivisions();
      expect(all).toHaveLength(shipped.length + 1);
      expect(all.map(({ code }) => code)).toEqual(all.map(({ code }) => code).toSorted());
      expect(all.find(({ code }) => code === "330127")).toMatchObject({
        validTo: 2024,
        successors: ["330130"],
      });
      const names = new DivisionNames(all);
      expect(names.resolve("江滨新区县人民政府", 2025)).toMatchObject({ kind: "found" });
      expect(names.resolve("江滨新区县人民政府", 2022).kind).toBe("out_of_time");
    },
  );

  it("needs no more than code, name, level and parent", () => {
    const folder = temporaryFolder();
    vi.stubEnv("GONGKAI_DATA", folder);
    writeFileSync(
      join(folder, "divisions-added.csv"),
      "code,name,level,parent\n440199,示范新县,county,440100\n",
    );
    expect(loadDivisions().find(({ code }) => code === "440199")).toEqual({
      code: "440199",
      name: "示范新县",
      level: "county",
      parent: "440100",
      validFrom: null,
      validTo: null,
      successors: [],
      formerNames: [],
      note: "",
    });
  });

  it.each([
    ["33013,江滨县,county,330100,,,,,", /第2行.*code 列“33013”：区划代码应为6位数字/],
    ["330130,江滨县,district,330100,,,,,", /level 列“district”：应为 province、city、county 之一/],
    ["330130,江滨县,county,330199,,,,,", /parent 列“330199”不是区划表中的代码/],
    ["330130,江滨县,county,,,,,,", /parent 列“”不是区划表中的代码/],
    ["330130,江滨县,county,330102,,,,,", /“上城区”的级别不高于本级/],
    ["330130,江滨县,county,320100,,,,,", /前两位不同/],
    ["330130,江滨县,county,330100,2025,2024,,,", /2025晚于 valid_to 列2024/],
    ["330130,江滨县,county,330100,二〇二五,,,,", /valid_from 列“二〇二五”：年份应为4位数字/],
    ["330130,江滨县,county,330100,,,330131,,", /successor 列“330131”不是区划表中/],
    ["330130,县,county,330100,,,,,", /name 列“县”：应写全称/],
  ])("says what is wrong with the row %s", (row, message) => {
    layOver([row]);
    expect(() => loadDivisions()).toThrow(message);
  });

  it("says which rows repeat a code, and where columns are unknown", () => {
    layOver(["330130,江滨县,county,330100,,,,,", "330130,江滨区,county,330100,,,,,"]);
    expect(() => loadDivisions()).toThrow(/第3行与第2行都写了代码 330130/);
    const folder = temporaryFolder();
    vi.stubEnv("GONGKAI_DATA", folder);
    writeFileSync(join(folder, "divisions-added.csv"), "代码,名称\n330130,江滨县\n");
    expect(() => loadDivisions()).toThrow(/不认得“代码”、“名称”列/);
  });

  it("is bounded", () => {
    layOver(Array.from({ length: 5001 }, (_, at) => `${330_000 + at},县${at},county,330100,,,,,`));
    expect(() => loadDivisions()).toThrow(/超过5000行/);
  });
});
