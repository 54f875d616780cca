import { describe, expect, it } from "vitest";
import type { Block } from "#etl/read/document";
import { readDocx } from "#etl/read/docx";
import { showMarks } from "#etl/read/marked-text";
import { repackParts, unpackOfficeParts } from "#etl/read/office-package";
import { asDocx } from "../../support/documents/docx";

const cell = (text: string) => ({ text, rowSpan: 1, columnSpan: 1 });
const SAMPLE = await asDocx({
  title: "年报",
  blocks: [
    { kind: "paragraph", text: "@paragraph@" },
    { kind: "table", rows: [[cell("行政许可"), cell("@cell@")]], weights: [1, 1] },
  ],
});

/** Reads the sample with the run of a text replaced by other markup. */
async function readWith(
  place: "cell" | "paragraph",
  markup: string,
  otherParts: Readonly<Record<string, string>> = {},
): Promise<readonly Block[]> {
  const parts = [...unpackOfficeParts(SAMPLE).values()].map((part) => {
    const xml = Buffer.from(part.bytes).toString("utf8");
    const run = new RegExp(`<w:r>(?:(?!</w:r>).)*@${place}@.*?</w:r>`, "s");
    const changed = xml.replace(run, () => markup);
    return { ...part, bytes: Buffer.from(otherParts[part.name] ?? changed) };
  });
  const missing = Object.entries(otherParts).filter(
    ([name]) => !parts.some((part) => part.name === name),
  );
  const added = missing.map(([name, xml]) => ({ name, bytes: Buffer.from(xml) }));
  const { blocks } = await readDocx(repackParts([...parts, ...added]), "示例.docx");
  return blocks;
}

async function readCell(
  markup: string,
  otherParts?: Readonly<Record<string, string>>,
): Promise<string> {
  const blocks = await readWith("cell", markup, otherParts);
  const table = blocks.find((block) => block.kind === "table");
  const shown = table?.kind === "table" ? table.grid.slots[0]?.[1] : undefined;
  return shown ? showMarks(shown) : "no cell";
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const run = (text: string, properties = "") =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const STYLES = `<w:styles ${W}>
  <w:style w:type="character" w:styleId="old"><w:name w:val="old"/><w:rPr><w:strike/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="older"><w:name w:val="older"/><w:basedOn w:val="old"/></w:style>
  <w:style w:type="character" w:styleId="note"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
</w:styles>`;
const FOOTNOTES = `<w:footnotes ${W}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>不含撤回的</w:t></w:r></w:p></w:footnote></w:footnotes>`;

describe("a cell of a Word document", () => {
  it.each([
    ["raised", run("20517") + run("1", '<w:vertAlign w:val="superscript"/>'), "20517¹"],
    ["lifted", run("20517") + run("1", '<w:position w:val="10"/>'), "20517¹"],
    ["lifted as a whole", run("20517", '<w:position w:val="6"/>'), "20517"],
    ["struck out", run("19876", "<w:strike/>") + run("20517"), "〔划去：19876〕20517"],
    ["struck out twice", run("19876", "<w:dstrike/>") + run("20517"), "〔划去：19876〕20517"],
    ["not struck out", run("20517", '<w:strike w:val="0"/>'), "20517"],
    ["hidden", run("19876", "<w:vanish/>") + run("20517"), "〔隐藏：19876〕20517"],
    [
      "replaced under tracking",
      `<w:del w:id="1"><w:r><w:delText>19876</w:delText></w:r></w:del><w:ins w:id="2">${run("20517")}</w:ins>`,
      "〔划去：19876〕20517",
    ],
    [
      "moved away",
      `<w:moveFrom w:id="1">${run("19876")}</w:moveFrom><w:moveTo w:id="2">${run("20517")}</w:moveTo>`,
      "〔划去：19876〕20517",
    ],
    [
      "struck out by a style",
      run("19876", '<w:rStyle w:val="older"/>') + run("20517"),
      "〔划去：19876〕20517",
    ],
    ["raised by a style", run("20517") + run("①", '<w:rStyle w:val="note"/>'), "20517〔上标：①〕"],
    [
      "with a footnote",
      `${run("20517")}<w:r><w:rPr><w:rStyle w:val="note"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`,
      "20517〔上标：[1]〕",
    ],
    [
      "with a footnote whose mark is text",
      `${run("20517")}<w:r><w:footnoteReference w:id="9" w:customMarkFollows="1"/><w:t>1</w:t></w:r>`,
      "20517¹",
    ],
    [
      "with a footnote whose mark is the next text",
      `${run("20517")}<w:r><w:footnoteReference w:id="9" w:customMarkFollows="1"/></w:r>${run("1")}`,
      "20517¹",
    ],
    [
      "of a content control",
      `<w:sdt><w:sdtPr/><w:sdtContent>${run("20517")}</w:sdtContent></w:sdt>`,
      "20517",
    ],
    [
      "of a content control that shows its prompt",
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run("单击此处输入0至9的数")}</w:sdtContent></w:sdt>`,
      "",
    ],
    [
      "of a text field",
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT 7 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("20517")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      "20517",
    ],
    [
      "of a list to choose from",
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="7"/><w:listEntry w:val="20517"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      "20517",
    ],
    [
      "of a formula",
      '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>',
      "10⁴",
    ],
    [
      "too pale to be seen",
      run("1", '<w:color w:val="FFFFFF"/>') + run("20517"),
      "〔看不清：1〕20517",
    ],
    [
      "pale on a dark ground",
      run("20517", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>'),
      "20517",
    ],
    [
      "with two versions of a drawing",
      `${run("20517")}<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:drawing><w:txbxContent><w:p>${run("甲")}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>${run("甲")}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      "20517\n甲",
    ],
  ])("%s is read as it is shown", async (_, markup, shown) => {
    const others = { "word/styles.xml": STYLES, "word/footnotes.xml": FOOTNOTES };
    expect(await readCell(markup, others)).toBe(shown);
  });

  it("keeps the text of its footnote at the end", async () => {
    const markup = `<w:r><w:t>20517</w:t><w:footnoteReference w:id="2"/></w:r>`;
    const blocks = await readWith("cell", markup, { "word/footnotes.xml": FOOTNOTES });
    expect(blocks.at(-1)).toMatchObject({ kind: "paragraph", text: "[1]不含撤回的" });
  });
});

describe("a paragraph of a Word document", () => {
  it("leaves out what is struck out and keeps apart what is raised", async () => {
    const markup =
      run("收到申请") +
      run("229", "<w:strike/>") +
      run("231") +
      run("1", '<w:vertAlign w:val="superscript"/>') +
      run("件");
    const [first] = await readWith("paragraph", markup);
    expect(first).toMatchObject({ text: "收到申请231¹件" });
  });

  it("is read under any prefix of the namespace", async () => {
    const xml = Buffer.from(
      unpackOfficeParts(SAMPLE).get("word/document.xml")?.bytes ?? [],
    ).toString("utf8");
    const other = xml
      .replaceAll(/(<\/?|\s|xmlns:)w:/g, "$1ns0:")
      .replaceAll("xmlns:w=", "xmlns:ns0=");
    const blocks = await readWith("cell", "", { "word/document.xml": other });
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "table"]);
  });
});
