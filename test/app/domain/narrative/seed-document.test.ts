import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SECTIONS } from "#domain/form/sections";
import { claimsIn } from "#domain/narrative/claims";
import { findContradictions } from "#domain/narrative/contradictions";
import type { Section } from "#domain/report/read-report";
import { HAS_REAL_FIGURES, realReport } from "./real-figures";

const document = new URL("../../../../../shared/reports/zhenhai-office-2023.txt", import.meta.url);
const skipped = !existsSync(document) || !HAS_REAL_FIGURES;

/** The document's text cut at its own headings, the second of which lacks its numeral. */
function sections(text: string): Section[] {
  const starts = SECTIONS.map(({ numeral, heading }) => ({
    heading,
    at:
      [`${numeral}、${heading}`, `\n${heading}`]
        .map((words) => text.indexOf(words))
        .find((index) => index >= 0) ?? -1,
  }));
  return SECTIONS.map(({ code }, index) => ({
    code,
    text: text.slice(starts[index]?.at ?? 0, starts[index + 1]?.at ?? text.length),
  }));
}

describe.skipIf(skipped)("the narrative of 镇海区府办's report for 2023", () => {
  const parts = skipped ? [] : sections(readFileSync(document, "utf8"));
  const report = skipped
    ? null
    : { ...realReport("宁波市镇海区人民政府办公室", 2023, ""), sections: parts };

  it("raises no question, since all it says of requests is right", () => {
    expect(report && findContradictions(report, null)).toEqual([]);
  });

  it("has tested what it says of 52 requests, 50 outcomes and 2 carried over", () => {
    const [overview] = parts;
    const claims = report && overview ? claimsIn(overview, report).counts : [];
    expect(claims.map(({ mention, topic }) => `${mention.value} ${topic}`)).toEqual([
      "52 received",
      "50 finished",
      "2 carried_out",
      "50 of_requests",
      "20 disclosed",
      "2 not_disclosed+not_processed",
      "26 not_held+unable_no_existing_information",
      "1 other_correction_overdue",
      "1 rest+not_processed",
    ]);
  });

  it("takes 319 published items, 1927 messages and 17 explanations for other matters", () => {
    const [overview] = parts;
    const altered = overview?.text.replace("52件", "53件").replace("17件", "18件") ?? "";
    const wrong = report && { ...report, sections: [{ code: "overview" as const, text: altered }] };
    expect(wrong && findContradictions(wrong, null).map(({ quoted }) => quoted)).toEqual(["53"]);
  });
});
