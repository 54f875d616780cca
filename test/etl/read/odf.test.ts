import { describe, expect, it } from "vitest";
import type { Document } from "#etl/read/document";
import { readDocument } from "#etl/read/formats";
import { repackParts } from "#etl/read/office-package";
import { odfFile } from "../../support/documents/odf";

const readText = (body: string): Promise<Document> =>
  readDocument(odfFile("text", "", `<office:text>${body}</office:text>`), "a.odt");
const readSheets = (tables: string): Promise<Document> =>
  readDocument(
    odfFile("spreadsheet", "", `<office:spreadsheet>${tables}</office:spreadsheet>`),
    "a.ods",
  );
const shownIn = ({ blocks }: Document): unknown[] =>
  blocks.map((block) =>
    block.kind === "paragraph"
      ? block.text
      : block.grid.slots.map((row) => row.map((cell) => cell?.text)),
  );

const row = (...cells: string[]): string =>
  `<table:table-row>${cells.map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join("")}</table:table-row>`;

describe("an OpenDocument text", () => {
  it("leaves out what was deleted and commented on, and keeps its spaces and lines", async () => {
    const deletion =
      "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧文</text:p></text:deletion></text:changed-region></text:tracked-changes>";
    const line =
      '<text:p>收到<text:s text:c="2"/>32<text:change/>件<office:annotation><text:p>批注</text:p></office:annotation>，<text:a>其中</text:a>。</text:p>';
    expect(shownIn(await readText(deletion + line))).toEqual(["收到 32件，其中。"]);
  });

  it("tells raised, struck-out and hidden figures from the others", async () => {
    const figure = (mark: string, text: string): string =>
      `<text:span text:style-name="${mark}">${text}</text:span>`;
    const { blocks } = await readText(
      `<table:table>${row("行政许可", `20517${figure("raised", "1")}`)}${row("行政处罚", `${figure("struck", "19876")}3184`)}${row("行政强制", `${figure("hidden", "2")}296`)}</table:table>`,
    );
    const cells = blocks.flatMap((block) =>
      block.kind === "table" ? block.grid.slots.map((line) => line[1]) : [],
    );
    expect(cells.map((cell) => cell?.text)).toEqual(["20517", "3184", "296"]);
    expect(cells[0]?.runs).toContainEqual({ text: "1", mark: "raised" });
  });

  it("takes a reference to a note after a figure for its mark", async () => {
    const { blocks } = await readText(
      `<table:table>${row("行政许可", "20517<text:note-ref>1</text:note-ref>")}</table:table>`,
    );
    const [table] = blocks;
    const cell = table?.kind === "table" ? table.grid.slots[0]?.[1] : undefined;
    expect(cell?.text).toBe("20517");
    expect(cell?.runs).toContainEqual({ text: "1", mark: "raised" });
  });

  it("that repeats its cells without end is refused", async () => {
    const bomb = `<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000"><text:p>1</text:p></table:table-cell></table:table-row></table:table>`;
    await expect(readText(bomb)).rejects.toThrow("个单元格");
    await expect(readSheets(bomb)).rejects.toThrow("个单元格");
  });

  it.each([
    ["manifest.xml", "<manifest><encryption-data/></manifest>", "加密"],
    ["content.xml", "<office:document-content", "损坏"],
    ["content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "实体"],
    ["content.xml", "<a/>", "不是OpenDocument文字"],
  ])("whose %s is %s is refused with what to do", async (name, text, words) => {
    const part = (own: string, content: string) => ({
      name: own,
      bytes: Buffer.from(content),
    });
    const bytes = repackParts([
      part("mimetype", "application/vnd.oasis.opendocument.text"),
      ...(name === "content.xml" ? [] : [part("content.xml", "x")]),
      part(name === "content.xml" ? name : `META-INF/${name}`, text),
    ]);
    await expect(readDocument(bytes, "a.odt")).rejects.toThrow(words);
  });
});

describe("an OpenDocument workbook", () => {
  it("is not read from hidden sheets, rows and columns, which are named", async () => {
    const hidden = `<table:table table:name="旧" table:style-name="off">${row("规章", "9")}</table:table>`;
    const columns =
      '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>';
    const rows = [
      row("规章", "旧", "1"),
      row("合计", "旧", "2").replace("row>", 'row table:visibility="filter">'),
      row("总计", "旧", "3"),
    ];
    const read = await readSheets(
      `${hidden}<table:table table:name="表">${columns}${rows.join("")}</table:table>`,
    );
    expect(shownIn(read)).toEqual([
      [
        ["规章", "1"],
        ["总计", "3"],
      ],
    ]);
    expect(read.hidden).toEqual(["工作表“旧”", "工作表“表”第2行", "工作表“表”B列"]);
  });

  it("shows the value of a cell for which no text is written", async () => {
    const cell = '<table:table-cell office:value-type="float" office:value="12"/>';
    const read = await readSheets(
      `<table:table>${row("规章").replace("</table:table-row>", `${cell}</table:table-row>`)}</table:table>`,
    );
    expect(shownIn(read)).toEqual([[["规章", "12"]]]);
  });
});
