import { describe, expect, it } from "vitest";
import { type IntakeRecord, intakeRecordSchema } from "#domain/desk/intake-record";
import { DESK_STATES, type DeskState, deskStateOf } from "#domain/desk/desk-state";
import { relateDocuments } from "#domain/desk/related-documents";
import type { Identity } from "#domain/report/identity";
import { toDeskRow } from "../../../app/pages/desk/rows";

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
const IDENTITY: Identity = {
  ...{ reportId: "990101-government-2023-jurisdiction", bodyId: "990101-government" },
  ...{ body: "某县人民政府", kind: "government", division: "990101" },
  ...{ year: 2023, scope: "jurisdiction" },
};
const OTHER = { name: "某县.docx", report: "990101-government-2023-jurisdiction", isLoaded: true };

function rowOf(more: Partial<IntakeRecord>, withdrawal: string | null = null) {
  const record = { ...READ, ...more };
  return toDeskRow({ record, state: deskStateOf(record, withdrawal !== null), withdrawal }, false);
}

describe("the list of documents at the desk", () => {
  it.each<[string, Partial<IntakeRecord>, DeskState]>([
    ["one that is read without a flaw", {}, "clear"],
    ["a copy of one that is there", { duplicateOf: OTHER }, "duplicate"],
    [
      "one of a report of which another counts",
      { otherVersion: { ...OTHER, order: "older" } },
      "superseded",
    ],
    [
      "one that will count in place of another",
      { otherVersion: { ...OTHER, order: "newer" } },
      "clear",
    ],
    ["one that was refused", { state: "refused", refusal: "认不出机关" }, "refused"],
  ])("asks a person to look only at what is doubtful: %s", (_, more, state) => {
    const row = rowOf(more);
    expect([row.tone, row.state]).toEqual([state, DESK_STATES[state]]);
  });

  it("says of a report that its body took down that readers will not see it", () => {
    const row = rowOf({}, "该机关已撤下这份报告（2024-05-02撤下）。");
    expect(row.state).toBe("已撤下");
    expect(row.notes).toEqual([
      "该机关已撤下这份报告（2024-05-02撤下）。发布后读者看不到它，也不计入合计。",
    ]);
  });

  it("says on what ground one of two documents of a report counts", () => {
    const notes = (order: "newer" | "older"): string =>
      rowOf({ otherVersion: { ...OTHER, order } }).notes.join("");
    expect(notes("newer")).toBe(
      "同一份报告已经载入过（“某县.docx”）；这份没有写明公布日期，是后公布或者后收到的，发布后以这份为准。",
    );
    expect(notes("older")).toContain("发布后以那一份为准，这份不用核对");
  });

  /** Documents of one report, by their days of publication and contents, in the order in which they came. */
  const relate = (documents: readonly (readonly [string | null, string])[]) =>
    relateDocuments(
      documents.map(([publishedOn, content], at) => ({
        ...READ,
        ...{ id: `${at}`.padStart(16, "0"), name: `${at}`, file: `${at}.html` },
        hash: content.repeat(64),
        reading: READ.reading && { ...READ.reading, publishedOn, identity: IDENTITY },
      })),
    ).map(({ duplicateOf, otherVersion }) =>
      duplicateOf ? `copy of ${duplicateOf.name}` : `${otherVersion?.order} ${otherVersion?.name}`,
    );

  it("lets exactly one of several documents of a report say that it counts, whatever was read when", () => {
    expect(
      relate([
        ["2024-01-05", "a"],
        ["2024-03-01", "b"],
        ["2024-02-01", "c"],
        ["2024-03-01", "b"],
      ]),
    ).toEqual(["older 1", "newer 2", "older 1", "copy of 1"]);
    expect(relate([[null, "a"]])).toEqual(["undefined undefined"]);
    const [first] = relateDocuments([
      { ...READ, otherVersion: { ...OTHER, isLoaded: false, order: "older" } },
    ]);
    expect(first?.otherVersion, "of one that was removed since").toBeNull();
  });
});
