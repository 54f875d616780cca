import { describe, expect, it } from "vitest";
import { findContradictions } from "#domain/narrative/contradictions";
import { reportOf } from "../checks/report-of";

function asked(overview: string, other: string): string[] {
  const sections = [
    { code: "overview" as const, text: overview },
    { code: "other_matters" as const, text: other },
  ];
  return findContradictions(reportOf({ scope: "jurisdiction", sections }), null).map(
    ({ kind, message }) => `${kind} ${message}`,
  );
}

describe("a narrative against itself", () => {
  it("asks once about a quantity of no cell that two sections state differently, quoting both", () => {
    const told = "全年主动公开政府信息1163条。2023年主动公开政府信息1163条。";
    expect(asked("（一）主动公开。全年主动公开政府信息1136条。", told)).toEqual([
      "self 主动公开信息数前后不一：第一部分写“全年主动公开政府信息1136条”，第六部分写“全年主动公开政府信息1163条”",
    ]);
  });

  it.each([
    ["召开新闻发布会3场。", "2023年共召开新闻发布会5场。"],
    ["实际收取信息处理费380元。", "收取信息处理费0.083万元。"],
    ["编印政府公报12期。", "出版《政府公报》11期。"],
  ])("asks about %s and %s", (overview, other) => {
    expect(asked(overview, other)).toHaveLength(1);
  });

  it.each([
    ["全年主动公开政府信息1136条。", "通过门户网站主动公开政府信息900条。"],
    ["全区主动公开政府信息1136条。", "我办主动公开政府信息90条。"],
    ["全年主动公开政府信息1136条。", "上年主动公开政府信息900条。"],
    ["全年主动公开政府信息1136条。", "其中主动公开政府信息30条为图解。"],
    ["全年主动公开政府信息1136条。", "主动公开政府信息1130余条。"],
    ["全年主动公开政府信息1136条。", "主动公开政府信息0.11万条。"],
    ["召开新闻发布会3场。", "召开新闻发布会3次。"],
    ["实际收取信息处理费380元。", "收取信息处理费0.038万元。"],
    ["城关镇主动公开政府信息30条。", "河东镇主动公开政府信息20条。"],
  ])("does not ask about %s and %s", (overview, other) => {
    expect(asked(overview, other)).toEqual([]);
  });

  it("asks once where two sections state a figure alike that the table denies", () => {
    const text = "全年新收政府信息公开申请3件。";
    expect(asked(text, text)).toEqual([expect.stringMatching(/^count 文字写3件/)]);
  });
});
