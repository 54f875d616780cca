import { describe, expect, it } from "vitest";
import { CELL_STATES } from "#domain/report/printed-cell";
import { SHOWN_STATES } from "#domain/report/cell-text";
import { INDICATORS } from "#domain/indicators/indicators";
import { TERMS } from "#domain/statistics/terms";
import { comparisonColumns } from "#pages/compare/columns";
import { loadMethod } from "#pages/method/data.server";

describe("the method page", () => {
  it("names every denominator that 换分母后 may judge by; the header says in two lines why it matters", () => {
    const indicator = INDICATORS.not_held_rate;
    const meanings = loadMethod().methods.flatMap(([term, meaning]) =>
      term.startsWith("换分母后") ? [meaning] : [],
    );
    const denominators = [indicator.denominator, ...(indicator.alternatives ?? [])];
    expect(denominators).toHaveLength(4);
    for (const denominator of denominators)
      expect(meanings.join("")).toContain(`“${denominator?.name ?? ""}”`);
    const hint = comparisonColumns(indicator).find(({ id }) => id === "robust")?.hint;
    expect(hint).toBe(TERMS.denominators.meaning);
  });

  it("explains every state of a cell that holds no number", () => {
    const terms = loadMethod().states.map(([term]) => term);
    for (const state of CELL_STATES)
      if (state !== "number") expect(terms).toContain(SHOWN_STATES[state].name);
  });

  it("states the constants that the statistics use", () => {
    const text = loadMethod()
      .methods.map((pair) => pair.join("："))
      .join("\n");
    for (const words of [
      "3/8的区间为13.7%至69.4%。",
      "画出95%和99.8%控制限",
      "作10%缩尾",
      "分母不足30件",
      "格式更换（2021年度）、法律修订（2024、2025、2026年，限复议诉讼）和区划调整之后，有五年以上数字",
    ])
      expect(text).toContain(words);
  });
});
