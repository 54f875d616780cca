import { describe, expect, it } from "vitest";
import { inferScope } from "#etl/recognise/scope";

const MANY_DECISIONS = { licensing: 12, penalty: 3, coercion: 1 };

function scopeOf(kind: "government" | "zone" | "office", preface: string) {
  return inferScope(kind, { preface, overview: "", powers: MANY_DECISIONS });
}

describe("the scope of a report", () => {
  it.each([
    "本报告所列数据仅为管委会本机关数据，不含所属部门和街道，编制本报告。",
    "本报告数据仅为区政府本级，不包括各部门、各镇。",
    "根据条例要求，汇总本机关政府信息公开工作情况，编制本报告。",
    "根据条例要求，综合本单位2023年度政府信息公开工作情况编制。",
  ])("is the organ where the preface says so, whatever table 二 holds: %s", (preface) => {
    expect(scopeOf("zone", preface)).toEqual({ scope: "organ" });
    expect(scopeOf("government", preface)).toEqual({ scope: "organ" });
  });

  it.each([
    "根据条例要求，汇总本机关和各部门、各镇政府信息公开工作情况，编制本报告。",
    "根据条例要求，综合各镇、各部门政府信息公开年度报告编制。",
    "本报告数据包括所属部门和街道。",
    "本报告数据包含各镇。",
  ])("is the whole jurisdiction where the preface gathers others too: %s", (preface) => {
    expect(scopeOf("zone", preface)).toEqual({ scope: "jurisdiction" });
  });

  it("is taken from table 二, which is said, where the preface only names what it leaves out", () => {
    expect(scopeOf("zone", "本报告数据不包含所属部门和街道。")).toEqual({
      scope: "jurisdiction",
      because: "figures",
    });
  });
});
