import { describe, expect, it } from "vitest";
import type { GridCell } from "#etl/read/document";
import { UnreadableDocument } from "#etl/read/document";
import { readDocument } from "#etl/read/formats";
import { compoundFile } from "../../support/documents/compound-file";
import { xlsFile, type XlsSheet, type XlsValue } from "../../support/documents/xls";

const sheetOf = (
  rows: readonly (readonly XlsValue[])[],
  more: Partial<XlsSheet> = {},
): XlsSheet => ({
  name: "表",
  cells: rows.flatMap((values, row) => values.map((value, column) => ({ row, column, value }))),
  ...more,
});

async function cellsOf(...sheets: readonly XlsSheet[]): Promise<(GridCell | undefined)[][]> {
  const { blocks } = await readDocument(xlsFile(sheets), "a.xls");
  return blocks.flatMap((block) =>
    block.kind === "table" ? block.grid.slots.map((row) => [...row]) : [],
  );
}

describe("an old workbook", () => {
  it("shows numbers and texts, however long the texts are together", async () => {
    const long = Array.from({ length: 60 }, (_, at) => [
      `第${at}行${"文".repeat(500)}`,
      at,
      at + 0.25,
    ]);
    const rows = await cellsOf(sheetOf(long));
    expect(rows.map((row) => row.map((cell) => cell?.text))).toEqual(
      long.map((row) => row.map(String)),
    );
  });

  it("tells raised and struck-out figures from the others", async () => {
    const rows = await cellsOf(
      sheetOf([
        ["行政许可", [{ text: "20517" }, { text: "1", font: 5 }]],
        ["行政处罚", [{ text: "19876", font: 6 }, { text: "3184" }]],
        ["行政强制", [{ text: "9", font: 7 }, { text: "296" }]],
      ]),
    );
    expect(rows.slice(0, 2).map((row) => row[1]?.text)).toEqual(["20517", "3184"]);
    expect(rows[2]?.[1]?.runs).toEqual([{ text: "9", mark: "faint" }, { text: "296" }]);
    expect(rows[0]?.[1]?.runs).toEqual([{ text: "20517" }, { text: "1", mark: "raised" }]);
    expect(rows[1]?.[1]?.runs).toEqual([{ text: "19876", mark: "struck" }, { text: "3184" }]);
  });

  it("is not read from hidden sheets and rows, which are named", async () => {
    const sheets = [
      sheetOf([["规章", 9]], { name: "旧", state: "hidden" }),
      sheetOf(
        [
          ["规章", 1],
          ["规范性文件", 2],
          ["合计", 3],
        ],
        { hiddenRows: [1] },
      ),
    ];
    const rows = await cellsOf(...sheets);
    expect(rows.map((row) => row.map((cell) => cell?.text))).toEqual([
      ["规章", "1"],
      ["合计", "3"],
    ]);
    expect(await readDocument(xlsFile(sheets), "a.xls")).toMatchObject({
      hidden: ["工作表“旧”", "工作表“表”第2行"],
    });
  });

  it.each([
    ["of Excel 95", compoundFile([["Book", Buffer.alloc(10)]]), "Excel 95"],
    [
      "that wants a password",
      compoundFile([
        ["Workbook", Buffer.from("09081000000605000000000000000000000000002f000200ffff", "hex")],
      ]),
      "加密",
    ],
    [
      "without an end",
      compoundFile([["Workbook", Buffer.from("0908100000060500", "hex")]]),
      "损坏",
    ],
    [
      "that is a mail of Outlook",
      compoundFile([["__substg1.0_0037001F", Buffer.alloc(10)]]),
      "Outlook",
    ],
  ])("%s is refused with what to do", async (_, bytes, words) => {
    const reading = readDocument(
      bytes,
      "a.xls".replace("xls", words === "Outlook" ? "msg" : "xls"),
    );
    await expect(reading).rejects.toThrow(UnreadableDocument);
    await expect(reading).rejects.toThrow(words);
  });
});
