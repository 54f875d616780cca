import { describe, expect, it } from "vitest";
import { showMarks } from "#etl/read/marked-text";
import { readPdf } from "#etl/read/pdf";
import { hex, pdfFile } from "../../../support/documents/pdf-file";

/** A page with a table of two cells: a label, and what is drawn from 210, 705 on. */
async function readCell(drawn: string, annotations: readonly string[] = []): Promise<string> {
  const label = `BT /F1 10 Tf 1 0 0 1 80 705 Tm ${hex("行政许可")} Tj ET`;
  const prose = `BT /F1 10 Tf 1 0 0 1 80 600 Tm ${hex("本段文字用来说明这一页不是扫描件而是有文字的一页。")} Tj ET`;
  const frame = "0.5 w 70 695 120 30 re S 190 695 120 30 re S";
  const bytes = pdfFile([`${frame}\n${label}\n${prose}\n${drawn}`], [595, 842], annotations);
  const { blocks } = await readPdf(bytes, "示例.pdf");
  const table = blocks.find((block) => block.kind === "table");
  const cell = table?.kind === "table" ? table.grid.slots[0]?.[1] : undefined;
  return cell ? showMarks(cell) : "no cell";
}

const text = (shown: string, x: number, size = 10, before = "") =>
  `BT ${before} /F1 ${size} Tf 1 0 0 1 ${x} 705 Tm ${hex(shown)} Tj 0 Ts 0 Tr ET`;
const old = text("19876", 210);
const standing = text("20517", 237);

describe("a cell of a PDF", () => {
  it.each([
    ["raised by its rise", `${text("20517", 210)} ${text("1", 235, 6, "4 Ts")}`, "20517¹"],
    ["lowered by its rise", `${text("20517", 210)} ${text("1", 235, 6, "-2 Ts")}`, "20517₁"],
    ["set small on the line", `${text("20517", 210)} ${text("1", 235, 6)}`, "20517〔看不清：1〕"],
    [
      "struck out by a line",
      `${old} ${standing} 0.6 w 210 708.5 m 235 708.5 l S`,
      "〔划去：19876〕20517",
    ],
    ["struck out by a thin box", `${old} ${standing} 209 708 27 0.8 re f`, "〔划去：19876〕20517"],
    [
      "struck out in a part of one run",
      `${text("1987620517", 210)} 0.6 w 210 708.5 m 235 708.5 l S`,
      "〔划去：19876〕20517",
    ],
    ["underlined", `${standing} 0.6 w 237 703.5 m 262 703.5 l S`, "20517"],
    ["invisible", `${text("19876", 210, 10, "3 Tr")} ${standing}`, "20517〔隐藏：19876〕"],
    ["invisible and shown alike", `${text("20517", 237, 10, "3 Tr")} ${standing}`, "20517"],
    ["white", `q 1 1 1 rg ${old} Q ${standing}`, "20517〔隐藏：19876〕"],
    ["white on a dark box", `q 0 0.2 0.4 rg 191 696 118 28 re f 1 1 1 rg ${standing} Q`, "20517"],
    ["painted over", `${old} q 1 1 1 rg 205 700 31 14 re f Q ${standing}`, "20517〔隐藏：19876〕"],
    ["on a white ground", `q 1 1 1 rg 191 696 118 28 re f Q ${standing}`, "20517"],
  ])("%s is read as it is shown", async (_, drawn, shown) => {
    expect(await readCell(drawn)).toBe(shown);
  });

  it.each([
    ["a text field", "/Subtype /Widget /FT /Tx /T (a) /V (20517) /F 4", "20517"],
    [
      "a list to choose from",
      "/Subtype /Widget /FT /Ch /Ff 131072 /T (a) /Opt [[(1) (7)] [(2) (20517)]] /V (2) /F 4",
      "20517",
    ],
    ["a hidden field", "/Subtype /Widget /FT /Tx /T (a) /V (20517) /F 2", "〔隐藏：20517〕"],
    ["a box to tick", "/Subtype /Widget /FT /Btn /T (a) /V /Yes /F 4", ""],
  ])("shows the value of %s", async (_, field, shown) => {
    const annotation = `<< /Type /Annot ${field} /Rect [200 698 300 718] >>`;
    expect(await readCell("", [annotation])).toBe(shown);
  });

  it("is struck out by a mark of a reviewer", async () => {
    const annotation =
      "<< /Type /Annot /Subtype /StrikeOut /F 4 /Rect [210 702 235 714] /QuadPoints [210 714 235 714 210 702 235 702] >>";
    expect(await readCell(`${old} ${standing}`, [annotation])).toBe("〔划去：19876〕20517");
  });
});
