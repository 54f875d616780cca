import { describe, expect, it } from "vitest";
import { loadDivisions } from "#etl/intake/register";
import { DivisionNames } from "#etl/intake/division-names";

const names = new DivisionNames(loadDivisions());

function codeOf(body: string, year: number | null): string {
  const found = names.resolve(body, year);
  return found.kind === "found" ? found.division.code : found.kind;
}

describe("the division that a body's name begins with", () => {
  it.each([
    ["宁波市镇海区人民政府办公室", 2023, "330211"],
    ["镇海区人民政府", 2023, "330211"],
    ["淮安市洪泽区人民政府", 2023, "320813"],
    ["江苏省淮安市洪泽区高良涧街道办事处", 2023, "320813"],
    ["金湖县人民政府", 2023, "320831"],
    ["上海市科学技术委员会", 2024, "310000"],
    ["上海市人民政府办公厅", 2019, "310000"],
    ["宿迁市人民政府", 2023, "321300"],
  ])("%s in %i is %s", (body, year, code) => {
    expect(codeOf(body, year)).toBe(code);
  });

  it("is refused where two divisions bear the name, unless the city stands before it", () => {
    expect(codeOf("鼓楼区人民政府", 2023)).toBe("ambiguous");
    expect(codeOf("南京市鼓楼区人民政府", 2023)).toBe("320106");
    expect(codeOf("徐州市鼓楼区人民政府", 2023)).toBe("320302");
  });

  it("is the one that existed in the year, with a year's tolerance at a change", () => {
    expect(codeOf("南通市崇川区人民政府", 2019)).toBe("320602");
    expect(codeOf("南通市崇川区人民政府", 2021)).toBe("320613");
    expect(codeOf("杭州市下城区人民政府", 2020)).toBe("330103");
    expect(codeOf("杭州市下城区人民政府", 2021)).toBe("330103");
    expect(codeOf("杭州市下城区人民政府", 2023)).toBe("out_of_time");
  });

  it("is known by a former name", () => {
    expect(codeOf("淮安市楚州区人民政府", 2011)).toBe("320803");
  });

  it("is unknown where the register has no such name", () => {
    expect(codeOf("某某县人民政府", 2023)).toBe("unknown");
    expect(codeOf("", 2023)).toBe("unknown");
  });

  it("tells what kind of body it is by what follows", () => {
    expect(names.resolve("宁波市镇海区人民政府办公室", 2023)).toMatchObject({
      rest: "人民政府办公室",
    });
  });
});
