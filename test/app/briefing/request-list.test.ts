import ExcelJS from "exceljs";
import { sheetFormatOf } from "#tables/column";
import { describe, expect, it } from "vitest";
import { writeRequestList } from "#briefing/request-list";
import { readReturnedList } from "#briefing/returned-list";
import { formatReturnedList } from "#briefing/verification-words";
import type { FindingRow } from "#domain/checks/finding-row";

const finding = (given: Partial<FindingRow>): FindingRow => ({
  fingerprint: "f1",
  values_hash: "v1",
  report_id: "990101-government-2025-jurisdiction",
  division_code: "990101",
  division: "甲区",
  body: "甲区人民政府",
  year: 2025,
  check_id: "T3-BAL",
  check: { name: "表三收支平衡", basis: "报告格式表三" },
  severity: "E",
  message: "",
  request: "新收与结转之和不等于办理与结转之和。请核对。",
  left_value: 200,
  right_value: 202,
  difference: -2,
  cell: "new_requests_total",
  cells: [],
  right_cell: null,
  acceptance: "open",
  accepted_reason: null,
  accepted_by: null,
  accepted_on: null,
  ...given,
});

const LIST = {
  inWords: "2025年度 · 示例省",
  dataset: "demo",
  loadedOn: "2026-04-20",
  year: 2025,
  deadline: null,
  findings: [
    finding({}),
    finding({ fingerprint: "f2", check: { name: "往年结转", basis: "上年报告" } }),
    finding({
      fingerprint: "f3",
      division_code: "990102",
      division: "乙县",
      body: "乙县人民政府",
      cell: null,
    }),
  ],
  missing: [
    {
      code: "990103",
      division_code: "990103",
      division: "丙区",
      name: "丙区",
      body: null,
      confirmed: null,
    },
  ],
} as const;

async function open(bytes: Uint8Array<ArrayBuffer>): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer);
  return workbook;
}

const headsOf = (sheet: ExcelJS.Worksheet | undefined): string[] => {
  const heads: string[] = [];
  sheet?.getRow(1).eachCell((cell, at) => {
    if (!sheet.getColumn(at).hidden) heads.push(cell.text);
  });
  return heads;
};

describe("a list of requests on paper", () => {
  it("has a head for each thing asked, and no column of figures where there are none", async () => {
    const workbook = await open(await writeRequestList(LIST));
    expect(headsOf(workbook.getWorksheet("甲区990101"))).toEqual(
      "序号 问题 报告印的数 应有或对照的数 依据 整改期限 责任单位 整改结果".split(" "),
    );
    expect(headsOf(workbook.getWorksheet("乙县990102"))).toEqual(
      "序号 问题 依据 整改期限 责任单位 整改结果".split(" "),
    );
  });

  it("prints a sum of money to the cent and a count without decimals", () => {
    expect(sheetFormatOf(7422.45, "count")).toBe("#,##0.0###");
    expect(sheetFormatOf(7422, "count")).toBe("#,##0");
  });

  it("prints the whole title over each sheet, one that begins with a year too", async () => {
    const workbook = await open(await writeRequestList(LIST));
    const printed = workbook.worksheets.map(({ headerFooter }) =>
      // As Excel reads a head: a font between quotes, a size of as many figures as follow, a letter.
      (headerFooter.oddHeader ?? "").replaceAll(/&"[^"]*"|&\d+|&[A-Z]/gu, ""),
    );
    expect(printed[1]).toMatch(/^\d{4}年度政府信息公开工作年度报告问题清单汇总$/u);
  });

  it("fits the width of A4 landscape without being made smaller, at 9 points or more, ruled and wrapped", async () => {
    const workbook = await open(await writeRequestList(LIST));
    for (const sheet of workbook.worksheets) {
      expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: "landscape" });
      expect(sheet.pageSetup).toMatchObject({ fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
      const shown = (sheet.columns ?? []).filter(({ hidden }) => !hidden);
      // Points: a unit of width is a digit of 7 pixels; 297 mm without the margins.
      const width = shown.reduce((sum, { width: units = 0 }) => sum + (units * 7 + 5) * 0.75, 0);
      expect(width).toBeLessThanOrEqual((297 / 25.4 - 0.8) * 72);
      sheet.eachRow((row) =>
        row.eachCell((cell, at) => {
          if (sheet.getColumn(at).hidden) return;
          expect(cell.font.size).toBeGreaterThanOrEqual(9);
          expect(cell.border.top?.style).toBe("thin");
          expect(cell.alignment.wrapText).toBe(true);
        }),
      );
    }
  });

  it("lists the consequences of one slip in its row, as the letter does", async () => {
    const findings = [
      finding({ cells: ["a", "b"] }),
      finding({ fingerprint: "f2", cells: ["b", "c"], difference: 2, message: "又一处不符" }),
      finding({ fingerprint: "f3", cells: ["b", "c"], difference: 5, message: "另一处差错" }),
    ];
    const workbook = await open(await writeRequestList({ ...LIST, findings, missing: [] }));
    const sheet = workbook.getWorksheet("甲区990101");
    expect(sheet?.getCell("B2").text).toContain("可能出于同一处：又一处不符。");
    expect([sheet?.rowCount, sheet?.getCell("A3").value]).toEqual([3, 2]);
    expect(workbook.getWorksheet("汇总")?.getCell("D2").value).toBe(2);
    expect(workbook.getWorksheet("说明")?.getCell("B6").text).toContain("1个地区，2项");
  });

  it("prints the deadline that is set, and room to write one where none is", async () => {
    const withDay = await open(await writeRequestList({ ...LIST, deadline: "2026年5月20日" }));
    expect(withDay.getWorksheet("丙区990103")?.getCell("D2").text).toBe("2026年5月20日");
    const without = await open(await writeRequestList(LIST));
    expect(without.getWorksheet("丙区990103")?.getCell("D2").text).toMatch(/^\s+年\s+月\s+日$/u);
  });
});

describe("a list of requests that comes back", () => {
  it("says who answered what, and what was changed that was not to be", async () => {
    const workbook = await open(await writeRequestList(LIST));
    const sheet = workbook.getWorksheet("甲区990101");
    if (!sheet) throw new Error("no sheet");
    sheet.getCell("H2").value = "已更正，重新公布于<2026年5月10日> & 附表";
    sheet.getCell("D3").value = 999;
    sheet.addRow([9, "自行添加的一项"]);
    const returned = await readReturnedList(new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(returned?.rows).toHaveLength(4);
    expect(returned?.answered).toBe(1);
    expect(returned?.rows[0]).toMatchObject({
      sheet: "甲区990101",
      row: 2,
      id: "f1 v1",
      changed: [],
      fields: { body: "甲区人民政府", result: "已更正，重新公布于<2026年5月10日> & 附表" },
    });
    expect(returned?.rows[1]).toMatchObject({ id: "f2 v1", changed: ["应有或对照的数"] });
    expect(returned?.rows.at(-1)?.id).toBe("missing-990103-2025");
    expect(returned?.unknown).toMatchObject([{ sheet: "甲区990101", row: 4, isRepeated: false }]);
    expect(returned && formatReturnedList(returned)).toBe(
      "问题清单，共4项，已填整改结果1项，未填3项；1项的内容与发出时不同；另有1行没有问题编号，或者编号与别的行相同。",
    );
  });

  it("names what was taken out, what was put in twice, and how many others did not come back", async () => {
    const workbook = await open(await writeRequestList(LIST));
    const sheet = workbook.getWorksheet("甲区990101");
    if (!sheet) throw new Error("no sheet");
    sheet.spliceRows(3, 1);
    sheet.getRow(3).values = sheet.getRow(2).values;
    sheet.getCell("B2").value = "没有问题";
    for (const other of ["乙县990102", "丙区990103"]) workbook.removeWorksheet(other);
    const returned = await readReturnedList(new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(returned?.removed).toMatchObject([{ id: "f2 v1", body: "甲区人民政府" }]);
    expect(returned?.removed?.[0]?.problem).toContain("往年结转");
    expect(returned?.rows[0]).toMatchObject({ changed: ["问题"], asked: { body: "甲区人民政府" } });
    expect(returned?.rows[0]?.asked.problem).toContain("表三收支平衡");
    expect(returned?.unknown).toMatchObject([{ row: 3, isRepeated: true }]);
    expect(returned && formatReturnedList(returned)).toContain(
      "发出时有的1项已被删去；另有1行没有问题编号，或者编号与别的行相同；发出时的另外2个地区不在这个文件里。",
    );
  });

  it("is unchanged as it was written", async () => {
    const returned = await readReturnedList(await writeRequestList(LIST));
    expect(returned?.rows.flatMap(({ changed }) => changed)).toEqual([]);
    expect(returned?.unknown).toEqual([]);
  });

  it("is not taken for one where the file is something else", async () => {
    const other = new ExcelJS.Workbook();
    other.addWorksheet("问题").addRow(["问题", "整改结果"]);
    expect(await readReturnedList(new Uint8Array(await other.xlsx.writeBuffer()))).toBeNull();
    expect(await readReturnedList(new TextEncoder().encode("no archive"))).toBeNull();
  });
});
