import { describe, expect, it } from "vitest";
import { type PlanChanges, warningsUnread } from "#domain/desk/plan";
import { listErrors, listWarnings, type LoadNotes } from "#domain/desk/plan-notes";

const GROUP = {
  province: "990000",
  year: 2024,
  level: "county",
  scope: "jurisdiction",
  kind: "government",
} as const;

const REPORT = {
  ...GROUP,
  id: "990101-government-2024-jurisdiction",
  body: "乙县人民政府",
  division: "乙县",
  division_code: "990101",
  document: "a".repeat(64),
  file: "乙县.docx",
};

const NOTHING: PlanChanges = {
  added: [],
  replaced: [],
  withdrawn: [],
  reckonedAnew: [],
  unused: [],
  figures: [],
  verdicts: [],
  findings: { added: [], gone: [] },
  correctionsRefused: [],
};
const QUIET: LoadNotes = { warnings: [], overruled: [], unopened: [], absencesRefused: [] };

const sentences = (changes: Partial<PlanChanges>, load: Partial<LoadNotes> = {}): string[] =>
  listWarnings({ ...NOTHING, ...changes }, { ...QUIET, ...load }).map(({ sentence }) => sentence);

describe("what must be read before publishing", () => {
  it("is nothing where reports are only added", () => {
    expect(sentences({ added: [REPORT] })).toEqual([]);
  });

  it("names the reports that are withdrawn, the years one by one", () => {
    const warnings = listWarnings(
      {
        ...NOTHING,
        withdrawn: [
          REPORT,
          { ...REPORT, id: "other", body: "丙区人民政府" },
          { ...REPORT, year: 2023 },
        ],
      },
      QUIET,
    );
    expect(warnings.map(({ details }) => details)).toEqual([
      [
        { words: "乙县人民政府2024年度报告", report: REPORT.id },
        { words: "丙区人民政府2024年度报告", report: "other" },
      ],
      [{ words: "乙县人民政府2023年度报告", report: REPORT.id }],
    ]);
  });

  it("is every body whose verdict begins or ends to stand out, and whether its own report did it", () => {
    const flip = {
      group: GROUP,
      report: REPORT.id,
      division: "乙县",
      indicator: "not_held_rate",
    } as const;
    expect(
      sentences({
        verdicts: [
          { ...flip, before: "within", after: "high_998", isOwn: false },
          { ...flip, report: "other", before: "within", after: "high_95", isOwn: true },
        ],
      }),
    ).toEqual(["乙县2024年度有1项指标改判（它自己的报告没有变，是别的报告改变了控制限）"]);
  });

  it("is a figure before and after, and numbers that a new document no longer states", () => {
    const figure = { group: GROUP, provinceName: "示例省", indicator: "not_held_rate" } as const;
    const warnings = listWarnings(
      {
        ...NOTHING,
        figures: [{ ...figure, before: 0.142, after: 0.15, movers: [], moversInAll: 1 }],
        replaced: [{ ...REPORT, fileBefore: "旧.docx", cells: 9, lost: 3 }],
      },
      QUIET,
    );
    const words = "不掌握率：14.20% → 15.00%（+0.80个百分点）";
    expect(warnings[0]?.details).toEqual([{ words, report: null }]);
    expect(warnings[1]?.sentence).toContain("有3格原来计入合计的数字");
  });

  it("is what was not used, not opened, or followed against the document", () => {
    expect(
      sentences(
        {
          unused: [
            { file: "a.txt", state: "refused", reason: "不是报告" },
            { file: "b", state: "duplicate", reason: "相同" },
          ],
        },
        { unopened: [{ file: "c.zip", reason: "加密" }], overruled: ["d：年度"], warnings: ["e"] },
      ),
    ).toEqual([
      "1份文件未采用，它们的数字不在这一版里",
      "1个文件打不开，或没有载入",
      "1处人工指定与文件所写不同，以人工指定为准",
      "文件清单有1处请核对",
    ]);
  });

  it("must be ticked again where it says another thing", () => {
    const warning = (id: string) => ({ id, sentence: "", details: [], link: null });
    expect(warningsUnread({ warnings: [warning("a"), warning("b")] }, ["a", "c"])).toEqual([
      warning("b"),
    ]);
  });
});

describe("what keeps a version from being published", () => {
  const errors = (changes: Partial<PlanChanges>, load: Partial<LoadNotes> = {}, reports = 9) =>
    listErrors({ ...NOTHING, ...changes }, { ...QUIET, ...load }, reports).length;

  it("is a correction that no longer applies, a manifest that cannot be read, or no report at all", () => {
    expect(errors({})).toBe(0);
    const refused = { report: REPORT.id, cell: "disclosed_total", refusal: "报告没有印出这一格" };
    expect(errors({ correctionsRefused: [refused] })).toBe(1);
    expect(errors({}, { unopened: [{ file: "documents/manifest.csv", reason: "缺列" }] })).toBe(1);
    expect(errors({}, {}, 0)).toBe(1);
  });

  it("is a confirmed absence only where this version brings the report; else it is a warning", () => {
    const absencesRefused = [{ sentence: "第2行未采用：已经载入。", contradicts: REPORT.id }];
    expect(errors({ added: [REPORT] }, { absencesRefused })).toBe(1);
    expect(sentences({ added: [REPORT] }, { absencesRefused })).toEqual([]);
    expect(errors({}, { absencesRefused })).toBe(0);
    expect(sentences({}, { absencesRefused })).toEqual(["1条“未公布”的确认没有采用"]);
  });
});
