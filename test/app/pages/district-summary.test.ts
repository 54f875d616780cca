import { describe, expect, it } from "vitest";
import { INDICATOR_CODES, type IndicatorCode } from "#domain/indicators/indicators";
import type { Verdict } from "#domain/statistics/verdict";
import { summarizeVerdicts } from "#pages/district/chart.server";

const rows = (verdicts: Partial<Record<IndicatorCode, Verdict>>) =>
  INDICATOR_CODES.flatMap((code) => {
    const verdict = verdicts[code];
    return verdict === undefined ? [] : [{ code, verdict }];
  });

describe("what a district's page says of its rates", () => {
  it("calls 显著 only what lies beyond the 99.8% limits", () => {
    expect(
      summarizeVerdicts("甲区", rows({ not_held_rate: "high_95", dispute_rate: "within" })),
    ).toBe("甲区2项可判断的比率中，没有显著偏高或者偏低的");
  });

  it("counts one thing once: what is part of another, and what falls as another rises", () => {
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
      "甲区5项可判断的比率中，有2种情况显著：不掌握率显著偏高、无法提供率显著偏高；办结率显著偏低、结转率显著偏高（互相包含或者此消彼长的比率只算一种情况）",
    );
  });

  it("clears nobody where nothing can be judged", () => {
    expect(summarizeVerdicts("甲区", rows({ not_held_rate: "group_too_small" }))).toContain(
      "无法比较",
    );
    expect(summarizeVerdicts("甲区", rows({ not_held_rate: "too_few" }))).toContain("不作判断");
  });
});
