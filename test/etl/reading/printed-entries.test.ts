import { describe, expect, it } from "vitest";
import { cellsIn } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import type { ReadReport } from "#domain/report/read-report";
import { CORRECTION_TABLE, type PrintedEntry } from "#domain/reviewed/corrections";
import { readRow } from "#domain/reviewed/reviewed-table";
import { readFigures } from "#etl/reading/figures-format";
import { completeReading } from "#etl/reading/printed-entries";
import { figuresCsv } from "../../support/load";

const REPORT = "990101-government-2023-jurisdiction";

function entry(cell: string, expected: string, corrected: string): PrintedEntry {
  const values = { report: REPORT, cell, expected, corrected, kind: "printed" };
  const facts = { reason: "看不清", source: "网站原件", by: "张三", date: "2026-01-05" };
  const read = readRow(CORRECTION_TABLE, { ...values, ...facts });
  if ("flaws" in read || read.row.kind !== "printed") throw new Error(JSON.stringify(read));
  return read.row;
}

const printing = (printed: Record<string, string | null>): ReadReport =>
  readFigures(figuresCsv(2021, printed), "a.csv", null);

/** What stands in a cell after completing, and why an entry was refused. */
function complete(read: ReadReport, ...entries: PrintedEntry[]) {
  const { read: completed, refusals } = completeReading(read, entries);
  const cell = (name: string) =>
    completed.cells.find(({ line, column }) => cellName(line, column) === name);
  return { completed, cell, refusals: [...refusals.values()] };
}

describe("what a person copies from the original", () => {
  it("takes the place of what the reader found illegible, as a figure, a slash or a blank, each its own", () => {
    const read = printing({ review_upheld: "l2", review_corrected: "?", review_other: "#" });
    const { cell, refusals, completed } = complete(
      read,
      entry("review_upheld", "l2", "12"),
      entry("review_corrected", "?", "/"),
      entry("review_other", "#", ""),
    );
    expect(refusals).toEqual([null, null, null]);
    expect(cell("review_upheld")).toMatchObject({ raw: "12", value: 12, state: "number" });
    expect(cell("review_corrected")).toMatchObject({ raw: "/", value: null, state: "slash" });
    expect(cell("review_other")).toMatchObject({ raw: "", value: null, state: "blank" });
    expect(completed.problems.map(({ code }) => code)).toEqual(["cells_entered"]);
    expect(completed.problems[0]?.message).toContain("3格由人工照原件录入");
  });

  it("makes a table count once its cells are those of one edition, and not before", () => {
    const row = cellsIn("requests", 2021).filter(({ line }) => line === "unable_not_held");
    expect(row).toHaveLength(7);
    const read = printing(Object.fromEntries(row.map(({ name }) => [name, null])));
    expect(read.forms.requests).toBeNull();
    const entries = row.map(({ name }) => entry(name, "", "0"));
    expect(complete(read, ...entries.slice(1)).completed.forms.requests).toBeNull();
    const { completed } = complete(read, ...entries);
    expect(completed.forms.requests).toBe(2021);
    expect(completed.problems.map(({ code }) => code)).toEqual(["cells_entered"]);
  });

  it("can only confirm what the reader read without doubt", () => {
    const read = printing({ review_upheld: "12" });
    const confirmed = complete(read, entry("review_upheld", "12", "12"));
    expect(confirmed.refusals).toEqual([null]);
    expect(confirmed.cell("review_upheld")).toMatchObject({ raw: "12", value: 12 });
    const other = complete(read, entry("review_upheld", "12", "13"));
    expect(other.refusals[0]).toContain("已读到“12”，没有存疑");
    expect(other.cell("review_upheld")?.value).toBe(12);
    expect(complete(read, entry("review_upheld", "12", "")).cell("review_upheld")?.value).toBe(12);
  });

  it("confirms a figure that the reader read in spite of a flaw, in the very words that it found", () => {
    const read = printing({ review_upheld: "1 234" });
    const { cell, refusals } = complete(read, entry("review_upheld", "1 234", "1 234"));
    expect(refusals).toEqual([null]);
    expect(cell("review_upheld")).toMatchObject({ raw: "1 234", value: 1234 });
    const illegible = printing({ review_upheld: "l2" });
    expect(complete(illegible, entry("review_upheld", "l2", "l2")).refusals[0]).toContain(
      "不像这一格",
    );
  });

  it("is refused once the reader finds another text, or in a cell that the edition does not have", () => {
    const read = printing({ review_upheld: "l2" });
    expect(complete(read, entry("review_upheld", "12?", "12")).refusals[0]).toContain("“l2”");
    const [only2019] = cellsIn("proactive_disclosure", 2019).filter(
      ({ editions }) => !editions.includes(2021),
    );
    expect(complete(read, entry(only2019?.name ?? "", "", "1")).refusals[0]).toContain(
      "已按2021年格式读全",
    );
  });

  it("does not make a table count that the reader doubts as a whole before each of its cells is confirmed", () => {
    const whole = printing({});
    const read: ReadReport = { ...whole, forms: { ...whole.forms, review_litigation: null } };
    const cells = cellsIn("review_litigation", 2021).map(({ name }) => entry(name, "0", "0"));
    expect(complete(read, ...cells.slice(1)).completed.forms.review_litigation).toBeNull();
    expect(complete(read, ...cells).completed.forms.review_litigation).toBe(2021);
  });

  it("is a figure, a sign or blank: words are refused with the row", () => {
    expect(() => entry("review_upheld", "", "十二")).toThrow("照原件录入的应为数字");
    expect(() => entry("review_upheld", "", "1.5.2")).toThrow("照原件录入的应为数字");
    const read = printing({ review_upheld: "l2" });
    expect(complete(read, entry("review_upheld", "l2", "1.5")).refusals[0]).toContain("不像这一格");
  });
});
