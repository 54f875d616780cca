import { describe, expect, it } from "vitest";
import { ACCEPTED_TABLE } from "#domain/reviewed/accepted";
import { CORRECTION_TABLE } from "#domain/reviewed/corrections";
import { DEADLINE_TABLE } from "#domain/reviewed/deadlines";
import { editTable, listRows } from "#domain/reviewed/edit-table";
import { MANIFEST_TABLE } from "#domain/reviewed/manifest";
import { parseReviewedText } from "#domain/reviewed/table-text";

const accepted = (fingerprint: string, reason: string) => ({
  fingerprint: fingerprint.repeat(14),
  values: "0".repeat(14),
  reason,
  by: "张三",
  date: "2026-01-05",
});
const edit = (text: string, ...change: Parameters<typeof editTable>[3][]): string =>
  change.reduce((before, each) => editTable(before, "t.csv", ACCEPTED_TABLE, each), text);

describe("one row of a table that people write", () => {
  it("is added to a file that does not exist yet, with the header and a mark by which Excel knows UTF-8", () => {
    const text = edit("", { before: null, after: accepted("a", '他说“好”, 又说"行"\n第二行') });
    expect(text.startsWith("\uFEFFfingerprint,values,reason,by,date\r\n")).toBe(true);
    expect(parseReviewedText(text, "t.csv", ACCEPTED_TABLE)[0]?.row.reason).toBe(
      '他说“好”, 又说"行"\n第二行',
    );
  });

  it.each([
    ["\n", "with a blank line and quotes that nobody needs"],
    ["\r\n", "as Excel ends its lines"],
  ])("leaves the others as they are, character for character (%j)", (newline) => {
    const [a, b] = [
      `"${"a".repeat(14)}",${"0".repeat(14)},"一,\n二",张三,2026-01-05`,
      `${"b".repeat(14)},${"0".repeat(14)}, 空格在前,李四,2026-01-06`,
    ];
    const text = ["fingerprint,values,reason,by,date", a, "", b].join(newline);
    const added = edit(text, { before: null, after: accepted("c", "理由") });
    expect(added).toBe(
      `${text}${newline}${"c".repeat(14)},${"0".repeat(14)},理由,张三,2026-01-05${newline}`,
    );
    const [, , row = null] = listRows(added, "t.csv", ACCEPTED_TABLE);
    const replaced = edit(added, { before: row, after: accepted("c", "另一理由") });
    expect(replaced).toBe(added.replace("理由,张三", "另一理由,张三"));
    const removed = edit(added, { before: row, after: null });
    expect(removed).toBe(`${text}${newline}`);
  });

  it("is refused where another has changed it meanwhile, is faulty, or says what only one row may say", () => {
    const one = accepted("a", "甲");
    const text = edit("", { before: null, after: one });
    const late = { ...one, reason: "旧" };
    expect(() => edit(text, { before: late, after: null })).toThrow("已经不是打开页面时的样子");
    expect(() => edit("", { before: one, after: null })).toThrow("已经不是打开页面时的样子");
    expect(() => edit(text, { before: null, after: { ...one, reason: "" } })).toThrow(
      "须写明接受理由",
    );
    expect(() => edit(text, { before: null, after: { ...one, reason: "乙" } })).toThrow(
      `发现 ${"a".repeat(14)}已经有一行`,
    );
  });

  it("brings a column that the file does not have, with one more comma in each row", () => {
    const text = 'file,body,,\n甲.html,"甲,县"\n\n乙.html,乙县,,\n';
    const after = { file: "丙.html", body: "丙县", year: "2024" };
    const edited = editTable(text, "m.csv", MANIFEST_TABLE, { before: null, after });
    expect(edited).toBe('file,body,year\n甲.html,"甲,县",\n\n乙.html,乙县,\n丙.html,丙县,2024\n');
    expect(parseReviewedText(edited, "m.csv", MANIFEST_TABLE).map(({ row }) => row.file)).toEqual([
      "甲.html",
      "乙.html",
      "丙.html",
    ]);
  });

  it("may repeat another in a table without a key, of which one is taken away", () => {
    const after = { division: "", kind: "township", years: "", due: "02-20", basis: "通知" };
    const once = editTable("", "d.csv", DEADLINE_TABLE, { before: null, after });
    const twice = editTable(once, "d.csv", DEADLINE_TABLE, { before: null, after });
    expect(listRows(twice, "d.csv", DEADLINE_TABLE)).toHaveLength(2);
    expect(editTable(twice, "d.csv", DEADLINE_TABLE, { before: after, after: null })).toBe(once);
  });
});

describe("what a person copies from an original", () => {
  const row = (cell: string, corrected: string, expected = "") => ({
    ...{ report: "r", cell, expected, corrected, reason: "录入", source: "原件" },
    ...{ by: "张三", date: "2026-01-05", kind: "printed" },
  });
  const write = (...given: Parameters<typeof row>): string =>
    editTable("", "t.csv", CORRECTION_TABLE, { before: null, after: row(...given) });

  it("is taken as any keyboard types it, where a load makes something of it", () => {
    for (const text of ["０", "１，０２４", "0", "", "/", "／", "—", "无", "1 024", "12件"])
      expect(write("new_requests_total", text), text).toContain("new_requests_total");
    expect(write("fees_amount_wan", "251000元")).toContain("251000元");
    expect(write("new_requests_total", "l2", "l2")).toContain("l2");
  });

  it("is refused at once where it is none that the cell can print, and read from a file that has it", () => {
    for (const text of ["1.5", "1,2", "007", "12元", "1e9", "十二", "99999999999"])
      expect(() => write("new_requests_total", text), text).toThrow(/应为数字/u);
    const file = write("new_requests_total", "15").replace(",15,", ",1.5,");
    expect(parseReviewedText(file, "t.csv", CORRECTION_TABLE)).toHaveLength(1);
  });
});
