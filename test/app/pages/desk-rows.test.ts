import { describe, expect, it } from "vitest";
import { type IntakeRecord, intakeRecordSchema } from "#domain/desk/intake-record";
import { IS_SHOWN, toDeskRow } from "../../../app/pages/desk/rows";

const READ: IntakeRecord = intakeRecordSchema.parse({
  id: "0123456789abcdef",
  name: "某县2023.html",
  hash: "0".repeat(64),
  bytes: 1_000,
  file: "0123456789abcdef.html",
  receivedAt: "2026-01-05T08:00:00.000Z",
  receivedBy: "张三",
  batch: "a",
  state: "read",
  settledAt: "2026-01-05T08:00:01.000Z",
  reading: {
    key: "k",
    found: {
      body: "某县人民政府",
      kind: "government",
      division: "990101",
      year: 2023,
      scope: "jurisdiction",
    },
    identity: null,
    why: { body: "document", year: "document", scope: "clues" },
    publishedOn: null,
    source: null,
    cells: 200,
    illegible: 0,
    problems: [],
    contradictions: [],
  },
  refusal: null,
  duplicateOf: null,
  otherVersion: null,
});
const OTHER = { name: "某县.docx", report: "990101-government-2023-jurisdiction", isLoaded: true };

/** The choices of the list that hold a document, but for the one that holds all. */
function choicesOf(record: IntakeRecord): string[] {
  return Object.entries(IS_SHOWN).flatMap(([code, isShown]) =>
    code !== "all" && isShown(record) ? [code] : [],
  );
}

describe("the list of documents at the desk", () => {
  it.each<[string, Partial<IntakeRecord>, string]>([
    ["one that is read without a flaw", {}, "clear"],
    ["a copy of one that is there", { duplicateOf: OTHER }, "repeated"],
    [
      "one of a report of which another counts",
      { otherVersion: { ...OTHER, order: "older" } },
      "repeated",
    ],
    [
      "one that will count in place of another",
      { otherVersion: { ...OTHER, order: "newer" } },
      "clear",
    ],
    ["one that was refused", { state: "refused", refusal: "认不出机关" }, "refused"],
  ])("asks a person to look only at what is doubtful: %s", (_, more, choice) => {
    const record = { ...READ, ...more };
    expect(choicesOf(record)).toEqual([choice]);
    expect(toDeskRow(record, false).tone).toBe(choice);
  });

  it("says on what ground one of two documents of a report counts", () => {
    const notes = (order: "newer" | "older"): string =>
      toDeskRow({ ...READ, otherVersion: { ...OTHER, order } }, false).notes.join("");
    expect(notes("newer")).toBe(
      "同一份报告已经载入过（“某县.docx”）；这份没有写明公布日期，是后公布或者后收到的，发布后以这份为准。",
    );
    expect(notes("older")).toContain("发布后以那一份为准，这份不必处理");
  });
});
