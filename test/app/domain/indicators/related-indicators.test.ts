import { describe, expect, it } from "vitest";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { areRelated, groupRelated } from "#domain/indicators/related-indicators";

const groupsOf = (...codes: IndicatorCode[]) =>
  groupRelated(codes.map((code) => ({ code }))).map((group) => group.map(({ code }) => code));

describe("rates that tell of one thing", () => {
  it("are those of which one counts part of the other, by their cells alone", () => {
    expect(areRelated("not_held_rate", "unable_rate")).toBe(true);
    expect(areRelated("review_rate", "dispute_rate")).toBe(true);
    expect(areRelated("not_held_rate", "not_processed_rate")).toBe(false);
  });

  it("are those of which one falls as the other rises, as their entries declare", () => {
    expect(areRelated("carry_over_rate", "completion_rate")).toBe(true);
    expect(areRelated("share_natural_person", "share_commercial_enterprise")).toBe(true);
    const named = INDICATOR_CODES.flatMap((code) => INDICATORS[code].opposite ?? []);
    expect(INDICATOR_CODES).toEqual(expect.arrayContaining(named));
  });

  it("are counted once, by way of others too", () => {
    expect(
      groupsOf("not_held_rate", "disclosure_rate", "unable_other_rate", "non_disclosure_rate"),
    ).toEqual([
      ["not_held_rate", "unable_other_rate"],
      ["disclosure_rate", "non_disclosure_rate"],
    ]);
    expect(groupsOf("review_rate", "lawsuit_corrected_rate")).toHaveLength(2);
  });
});
