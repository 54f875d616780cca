import { describe, expect, it } from "vitest";
import { INDICATOR_CODES, type IndicatorCode } from "#domain/indicators/indicators";
import type { Verdict } from "#domain/statistics/verdict";
import { summarizeVerdicts } from "#pages/district/summary";

const rows = (verdicts: Partial<Record<IndicatorCode, Verdict>>) =>
  INDICATOR_CODES.flatMap((code) => {
    const verdict = verdicts[code];
    return verdict === undefined ? [] : [{ code, verdict }];
  });

describe("what a district's page says of its rates", () => {
  it("calls 显著 only what lies beyond the 99.8% limits", () => {
    expect(
      summarizeVerdicts("甲区", rows({ not_held_rate: "high_95", dispute_rate: "within" })),
    ).toBe("甲区有2项比率可以判断：没有显著偏高或者显著偏低的");
  });

  it("tells one thing together: what is part of another, and what falls as another rises", () => {
    const said = summarizeVerdicts(
      "甲区",
      rows({
        not_held_rate: "high_998",
        unable_rate: "high_998",
        carry_over_rate: "high_998",
        completion_rate: "low_998",
        not_processed_rate: "high_95",
      }),
    );
    expect(said).toBe(
      "甲区有5项比率可以判断：不掌握率、无法提供率显著偏高；办结率显著偏低，结转率显著偏高",
    );
  });

  it("clears nobody where nothing can be judged", () => {
    expect(summarizeVerdicts("甲区", rows({ not_held_rate: "group_too_small" }))).toContain(
      "无法比较",
    );
    expect(summarizeVerdicts("甲区", rows({ not_held_rate: "too_few" }))).toContain("不作判断");
  });
});
