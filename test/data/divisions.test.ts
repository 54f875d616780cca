import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Division {
  code: string;
  name: string;
  level: string;
  parent: string;
  validFrom: string;
  validTo: string;
  successors: string[];
  formerNames: string[];
}

const read = (path: string): string[] =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n");

const several = (cell: string): string[] => (cell === "" ? [] : cell.split("|"));

const [header, ...lines] = read("data/divisions.csv");
const rows = lines.map((line) => line.split(","));
const divisions = rows.map((cells): Division => {
  const [code = "", name = "", level = "", parent = "", validFrom = "", validTo = ""] = cells;
  const [successor = "", formerNames = ""] = cells.slice(6);
  return {
    code,
    name,
    level,
    parent,
    validFrom,
    validTo,
    successors: several(successor),
    formerNames: several(formerNames),
  };
});
const byCode = new Map(divisions.map((division) => [division.code, division]));

const realNames = read("test/fixtures/real-division-names.txt");

const NO_ZONES = ["下花园区", "绿园区", "梁园区"];

const firstYear = (division: Division): number =>
  division.validFrom === "" ? -Infinity : Number(division.validFrom);
const lastYear = (division: Division): number =>
  division.validTo === "" ? Infinity : Number(division.validTo);
const isValidIn = (year: number) => (division: Division) =>
  firstYear(division) <= year && year <= lastYear(division);

const of = (province: string, level: string): Division[] =>
  divisions.filter(
    (division) => division.code.startsWith(province) && division.level === level,
  );
const count = (province: string, level: string, year: number): number =>
  of(province, level).filter(isValidIn(year)).length;

describe("the list of divisions", () => {
  it("has the agreed columns and as many cells in every line", () => {
    expect(header).toBe(
      "code,name,level,parent,valid_from,valid_to,successor,former_names,note",
    );
    expect(rows.filter((cells) => cells.length !== 9)).toEqual([]);
  });

  it("gives every division its own six-digit code, in order", () => {
    const codes = divisions.map((division) => division.code);
    expect(codes.filter((code) => !/^[1-9]\d{5}$/.test(code))).toEqual([]);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it("puts every division under one of a higher level", () => {
    const rank = ["province", "city", "county"];
    const misplaced = divisions.filter((division) => {
      const own = rank.indexOf(division.level);
      if (own === 0) return division.parent !== "";
      const parent = byCode.get(division.parent);
      return own === -1 || parent === undefined || rank.indexOf(parent.level) >= own;
    });
    expect(misplaced).toEqual([]);
  });

  it("puts the districts of a municipality directly under it", () => {
    expect(new Set(of("31", "county").map((division) => division.parent))).toEqual(
      new Set(["310000"]),
    );
  });

  it("states years within the time the reports cover, the first not after the last", () => {
    const years = divisions.flatMap(({ validFrom, validTo }) => [validFrom, validTo]);
    expect(years.filter((year) => year !== "" && !/^20(0[89]|1\d|2[0-5])$/.test(year))).toEqual([]);
    expect(divisions.filter((division) => firstYear(division) > lastYear(division))).toEqual([]);
  });

  it("names a successor for every division that ended", () => {
    const wrong = divisions.filter(
      (division) => division.validTo !== "" && division.successors.length === 0,
    );
    expect(wrong).toEqual([]);
  });

  it("knows every successor: it exists in the year after, or began as a part of one that lives on", () => {
    const wrong = divisions.filter((division) =>
      division.successors.some((code) => {
        const successor = byCode.get(code);
        if (successor === undefined) return true;
        return division.validTo === ""
          ? !(firstYear(successor) > firstYear(division))
          : !isValidIn(lastYear(division) + 1)(successor);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("never lets two divisions of one parent bear one name in one year", () => {
    const doubled = divisions.filter((division) =>
      divisions.some(
        (other) =>
          other.code !== division.code &&
          other.parent === division.parent &&
          other.name === division.name &&
          firstYear(other) <= lastYear(division) &&
          firstYear(division) <= lastYear(other),
      ),
    );
    expect(doubled).toEqual([]);
  });

  it("lists no development zone and no placeholder", () => {
    expect(
      divisions.filter(
        ({ name }) =>
          /开发区|园区|功能区|^市辖区$|^县$|直辖县级/.test(name) &&
          !NO_ZONES.includes(name),
      ),
    ).toEqual([]);
  });
});

describe("the real provinces", () => {
  it.each([
    ["浙江省", "33", 11, 90, 90],
    ["江苏省", "32", 13, 106, 95],
    ["上海市", "31", 0, 19, 16],
    ["北京市", "11", 0, 18, 16],
    ["河北省", "13", 11, 172, 167],
    ["湖北省", "42", 13, 102, 103],
    ["广东省", "44", 21, 121, 122],
    ["海南省", "46", 4, 23, 25],
    ["四川省", "51", 21, 181, 183],
    ["新疆维吾尔自治区", "65", 14, 98, 108],
  ])("has every division of %s in 2008 and in 2023", (name, prefix, cities, in2008, in2023) => {
    expect(byCode.get(`${prefix}0000`)?.name).toBe(name);
    expect(count(prefix, "city", 2023)).toBe(cities);
    expect(count(prefix, "county", 2008)).toBe(in2008);
    expect(count(prefix, "county", 2023)).toBe(in2023);
  });

  it("bears the official name wherever the division exists in 2023", () => {
    // The list of names was made before 西沙区 was set up, without names that look like those of zones.
    const official = new Set([...realNames, ...NO_ZONES, "西沙区"]);
    const unknown = divisions.filter(
      (division) =>
        !division.code.startsWith("99") && isValidIn(2023)(division) && !official.has(division.name),
    );
    expect(unknown).toEqual([]);
  });

  it("replaces 下城区 and 江干区 from the year 2021", () => {
    expect(byCode.get("330103")).toMatchObject({ validTo: "2020", successors: ["330105"] });
    expect(byCode.get("330104")).toMatchObject({
      validTo: "2020",
      successors: ["330102", "330114"],
    });
  });

  it("keeps 余杭区 through its split and starts 临平区 in 2021", () => {
    expect(byCode.get("330110")).toMatchObject({
      name: "余杭区",
      validFrom: "",
      validTo: "",
      successors: ["330113"],
    });
    expect(byCode.get("330113")).toMatchObject({ name: "临平区", validFrom: "2021" });
  });

  it("knows 淮安区 by the name it bore under the same code", () => {
    expect(byCode.get("320803")).toMatchObject({ name: "淮安区", formerNames: ["楚州区"] });
  });
});

describe("the fictional province", () => {
  const fictional = divisions.filter((division) => division.code.startsWith("99"));
  const below = fictional.filter((division) => division.level !== "province");
  const stem = (name: string): string => name.slice(0, -1);

  it("is called 示例省", () => {
    expect(of("99", "province")).toMatchObject([{ code: "990000", name: "示例省" }]);
  });

  it.each([2019, 2020, 2021, 2022, 2023, 2024, 2025])(
    "has 11 cities and 85 to 95 districts in %i",
    (year) => {
      expect(count("99", "city", year)).toBe(11);
      expect(count("99", "county", year)).toBeGreaterThanOrEqual(85);
      expect(count("99", "county", year)).toBeLessThanOrEqual(95);
    },
  );

  it("has exactly one boundary change: a district split in two in 2022", () => {
    const ended = fictional.filter((division) => division.validTo !== "");
    const begun = fictional.filter((division) => division.validFrom !== "");
    expect(ended).toMatchObject([{ validTo: "2021" }]);
    expect(begun).toMatchObject([{ validFrom: "2022" }, { validFrom: "2022" }]);
    expect(ended[0]?.successors).toEqual(begun.map((division) => division.code));
    expect(new Set(begun.map((division) => division.parent))).toEqual(
      new Set(ended.map((division) => division.parent)),
    );
  });

  it("uses no name stem twice", () => {
    const stems = below.map((division) => stem(division.name));
    expect(new Set(stems).size).toBe(stems.length);
  });

  it("shares no name stem with a real division, here or elsewhere in the country", () => {
    const real = divisions.filter((division) => !division.code.startsWith("99"));
    const everyRealName = [
      ...realNames,
      ...real.flatMap((division) => [division.name, ...division.formerNames]),
    ];
    const shared = below.filter((division) =>
      everyRealName.some((name) => name.startsWith(stem(division.name))),
    );
    expect(realNames.length).toBeGreaterThan(3000);
    expect(shared).toEqual([]);
  });
});
