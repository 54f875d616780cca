import { describe, expect, it } from "vitest";
import { loader } from "../../../app/pages/compare/page";
import { withRealReports } from "../../support/real-reports";

withRealReports();

const shown = async (query: string) => {
  const request = new Request(`http://localhost/compare?${query}`);
  return (await loader({ params: {}, request, context: {} })).json();
};

describe("a comparison", () => {
  it("names the area as the register does, though it is one body alone", async () => {
    const { inWords, compared, absence } = await shown("year=2023&area=330211&scope=organ");
    expect(inWords).toContain("镇海区");
    expect(inWords).not.toMatch(/330211|无数据/);
    expect(absence).toBeNull();
    expect(compared).toBe(1);
  });

  it("that finds nothing leads to what is loaded of the area", async () => {
    const { rows, absence } = await shown("year=2023&area=310000");
    expect(rows).toEqual([]);
    expect(absence?.what).toBe("上海市 · 2023年度 · 县级 · 人民政府全辖区报告");
    const [first] = absence?.loaded ?? [];
    expect(first?.words).toBe("2024年度 · 省级 · 政府部门本机关报告");
    const again = await shown(first?.to.split("?")[1] ?? "");
    expect(again.rows).toHaveLength(1);
    expect(again.absence).toBeNull();
  });
});
