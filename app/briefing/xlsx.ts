import ExcelJS from "exceljs";
import { DATASETS } from "#domain/report/division";
import { statedFiguresOf, tablesOf, type Briefing } from "./briefing";
import { sealCells } from "./file-cells";
import { encodeFigures } from "./file-fingerprint";
import { formatCode } from "./fingerprint";
import { normalizeDocument } from "#export/archive";
import { addAboutSheet, addSheet } from "#export/workbook";

/** The briefing as a workbook: what it is, then a sheet a table. Equal briefings give equal bytes. */
export async function writeXlsx(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "公开";
  workbook.title = briefing.title.join("");
  workbook.keywords = briefing.fingerprint;
  workbook.description = encodeFigures(statedFiguresOf(briefing));
  const { notice } = DATASETS[briefing.dataset];
  addAboutSheet(
    workbook,
    workbook.title,
    [
      ["标题", workbook.title],
      ["数据性质", notice],
      ["范围", briefing.inWords],
      ["数据截止日期", briefing.loadedOn],
      [
        "核验",
        `${formatCode(briefing.fingerprint)}（校验指纹写在文件属性里，核验时选择本文件即可）`,
      ],
    ],
    notice,
  );
  for (const table of tablesOf(briefing)) addSheet(workbook, table, notice);
  sealCells(workbook);
  return normalizeDocument(await workbook.xlsx.writeBuffer(), briefing.loadedOn);
}
