import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import type { Grid } from "#etl/read/document";
import { showMarks } from "#etl/read/marked-text";
import { repackParts, unpackOfficeParts } from "#etl/read/office-package";
import { readXlsx } from "#etl/read/xlsx";
import { formatNumber } from "#etl/read/xlsx-cell-text";

async function gridOf(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Grid | undefined> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet("表"));
  const { blocks } = await readXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()), "a.xlsx");
  return blocks.flatMap((block) => (block.kind === "table" ? [block.grid] : []))[0];
}

const textsOf = (grid: Grid | undefined, row: number): (string | undefined)[] | undefined =>
  grid?.slots[row]?.map((cell) => cell?.text);

describe("a cell of a workbook", () => {
  it.each([
    [12.5, "0.00", "12.50"],
    [1234, "#,##0", "1,234"],
    [1234567.891, "#,##0.00", "1,234,567.89"],
    [0.125, "0.0%", "12.5%"],
    [-3, "0_);[Red]\\(0\\)", "-3"],
    [7, "General", "7"],
    [1e21, "General", "1000000000000000000000"],
    [5, "@", "5"],
  ])("shows %d in the format %s as %s", (value, format, shown) => {
    expect(formatNumber(value, format)).toBe(shown);
  });

  it("shows the stored result of a formula, and its raw text where there is none or an error", async () => {
    const grid = await gridOf((sheet) => {
      sheet.addRow(["总计", { formula: "1+1", result: 2 }, { formula: "A9+1" }]);
      sheet.addRow(["其他", { formula: "1/0", result: { error: "#DIV/0!" } }, { error: "#REF!" }]);
    });
    expect(textsOf(grid, 0)).toEqual(["总计", "2", "（公式无结果）"]);
    expect(textsOf(grid, 1)).toEqual(["其他", "#DIV/0!", "#REF!"]);
  });

  it("that is left out of a filled table is a hole, and blank where a table leaves out all its blanks", async () => {
    const filled = await gridOf((sheet) => {
      for (let row = 0; row < 6; row += 1) sheet.addRow(["行", 1, 2, 3]);
      sheet.addRow(["行", 1, undefined, 3]);
    });
    expect(filled?.slots[6]?.[2]).toBeUndefined();
    const sparse = await gridOf((sheet) => {
      for (let row = 0; row < 6; row += 1) sheet.addRow(["行", undefined, undefined, 3]);
    });
    expect(textsOf(sparse, 3)).toEqual(["行", "", "", "3"]);
  });

  it("is not read from a hidden sheet", async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("表").addRow(["规章", 1]);
    const hidden = workbook.addWorksheet("旧");
    hidden.addRow(["规章", 9]);
    hidden.state = "hidden";
    const read = await readXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()), "a.xlsx");
    expect(read.blocks).toHaveLength(1);
    expect(read.hidden).toEqual(["工作表“旧”"]);
  });

  it("is not read from a hidden row or column, which are named; merged cells shrink", async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet("表");
    for (const line of ["规章", "规范性文件", "合计"]) sheet.addRow(["制发", line, "旧", 1]);
    sheet.mergeCells("A1:A3");
    sheet.getRow(2).hidden = true;
    sheet.getColumn(3).hidden = true;
    const read = await readXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()), "a.xlsx");
    const [table] = read.blocks;
    const grid = table?.kind === "table" ? table.grid : undefined;
    expect(textsOf(grid, 1)).toEqual(["制发", "合计", "1"]);
    expect(grid?.slots[0]?.[0]).toMatchObject({ rowSpan: 2, columnSpan: 1 });
    expect(grid?.slots[1]?.[1]).toMatchObject({ row: 1, column: 1 });
    expect(read.hidden).toEqual(["工作表“表”第2行", "工作表“表”C列"]);
  });
});

describe("what lies in a workbook beside its cells", () => {
  it("does no harm: comments, links, tables, pictures, validations", async () => {
    const grid = await gridOf((sheet) => {
      sheet.addRow(["信息内容", "本年处理决定数量"]);
      sheet.addRow(["行政许可", 12]);
      sheet.getCell("B2").note = "已与年初数核对";
      sheet.getCell("A2").value = { text: "行政许可", hyperlink: "https://www.example.cn/" };
      sheet.getCell("B2").dataValidation = {
        type: "whole",
        operator: "greaterThan",
        formulae: [0],
      };
      sheet.addTable({ name: "附表", ref: "D1", columns: [{ name: "说明" }], rows: [["无"]] });
      const picture = sheet.workbook.addImage({ extension: "png", base64: "iVBORw0KGgo=" });
      sheet.addImage(picture, "F1:G4");
    });
    expect(textsOf(grid, 1)?.slice(0, 2)).toEqual(["行政许可", "12"]);
  });

  it.each([
    [
      "that says of itself that it is not struck out",
      (xml: string) => xml.replaceAll("<strike/>", '<strike val="0"/>'),
      "12",
    ],
    [
      "that is a date",
      (xml: string) =>
        xml.replaceAll(/(<c r="B1"[^>]*?)(?: t="\w+")?><v>12</g, '$1 t="d"><v>2024-01-01<'),
      "〔划去：2024-01-01〕",
    ],
  ])("with a cell %s shows it as Excel does", async (_, change, shown) => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet("表");
    sheet.addRow(["行政许可", 12]);
    sheet.addRow(["行政处罚", 7]);
    sheet.getCell("B1").font = { strike: true };
    const parts = unpackOfficeParts(new Uint8Array(await workbook.xlsx.writeBuffer()));
    const changed = [...parts.values()].map(({ name, bytes }) => ({
      name,
      bytes: Buffer.from(change(Buffer.from(bytes).toString("utf8"))),
    }));
    const { blocks } = await readXlsx(new Uint8Array(repackParts(changed)), "a.xlsx");
    const [table] = blocks;
    const cell = table?.kind === "table" ? table.grid.slots[0]?.[1] : undefined;
    expect(cell && showMarks(cell)).toBe(shown);
  });

  it("does no harm where its names are not those of Excel", async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("表").addRow(["行政许可", 12]);
    const parts = unpackOfficeParts(new Uint8Array(await workbook.xlsx.writeBuffer()));
    const renamed = [...parts.values()].map(({ name, bytes }) => ({
      name: name.replace("worksheets/sheet1", "worksheets\\表 一"),
      bytes: Buffer.from(
        Buffer.from(bytes)
          .toString("utf8")
          .replace("worksheets/sheet1.xml", "/xl/worksheets/%E8%A1%A8%20一.xml")
          .replace(/^([\s\S]*<worksheet)([\s\S]*)$/, (whole: string) =>
            whole.replaceAll(/<(\/?)(?=[a-zA-Z])/g, "<$1x:").replace('xmlns="', 'xmlns:x="'),
          ),
      ),
    }));
    const { blocks } = await readXlsx(new Uint8Array(repackParts(renamed)), "a.xlsx");
    expect(blocks.map((block) => block.kind)).toEqual(["table"]);
  });
});
