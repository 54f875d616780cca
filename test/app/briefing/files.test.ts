import ExcelJS from "exceljs";
import JSZip from "jszip";
import { beforeAll, describe, expect, it } from "vitest";
import { tablesOf, type Briefing } from "#briefing/briefing";
import { compareFigures, findEditedFigures } from "#briefing/file-changes";
import { composeBriefing } from "#briefing/compose";
import { writeDocx, writeEvidence } from "#briefing/docx/document";
import { readFileFingerprint } from "#briefing/file-fingerprint";
import { describeParagraphs, findChangedPlaces } from "#briefing/file-paragraphs";
import { parseFingerprint, verifyFingerprint } from "#briefing/fingerprint";
import { BRIEFING_FORMATS } from "#briefing/formats";
import { formatExaminedParts, formatVerification } from "#briefing/verification-words";
import { writeXlsx } from "#briefing/xlsx";
import { SHEET_WIDTH } from "#export/printed-sheet";
import { factsOf, finding, letterTo, ORDINARY, type World } from "./fixture";

const HOSTILE = '=HYPERLINK("http://x","y")';
const WORLD: World = {
  places: [...ORDINARY.slice(1), { name: HOSTILE, years: ORDINARY[0]?.years ?? {} }],
};
const write = (world: World = WORLD): Briefing => composeBriefing(factsOf(world));

async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const archive = await JSZip.loadAsync(bytes);
  const files = Object.values(archive.files).filter(({ dir }) => !dir);
  return new Map(
    await Promise.all(files.map(async (file) => [file.name, await file.async("string")] as const)),
  );
}

function never(): never {
  throw new Error("no fingerprint");
}

describe("the Word document", () => {
  let parts: Map<string, string>;
  let xml: string;
  const briefing = write();
  beforeAll(async () => {
    parts = await partsOf(await writeDocx(briefing));
    xml = parts.get("word/document.xml") ?? "";
  });
  const said = (): string => xml.replaceAll(/<[^>]+>/g, "");

  it("is A4 with the margins of GB/T 9704 and 28 pt lines on a grid of lines", () => {
    expect(/<w:pgSz w:w="1190[56]" w:h="1683[78]"/.test(xml)).toBe(true);
    const mm = (millimetres: number): string => String(Math.floor((millimetres / 25.4) * 1440));
    for (const [side, size] of [
      ["top", 37],
      ["bottom", 35],
      ["left", 28],
      ["right", 26],
    ] as const)
      expect(xml).toContain(`w:${side}="${mm(size)}"`);
    expect(xml).toContain('<w:docGrid w:type="lines" w:linePitch="560"/>');
    expect(parts.get("word/styles.xml")).toContain('w:line="560" w:lineRule="exact"');
    expect(parts.get("word/styles.xml")).toContain('w:firstLineChars="200"');
  });

  it("keeps small lines off the grid of the text, and the text on it", () => {
    const styles = parts.get("word/styles.xml") ?? "";
    const styleOf = (id: string): string =>
      new RegExp(`w:styleId="${id}".*?</w:style>`).exec(styles)?.[0] ?? "";
    for (const id of ["Note", "Cell", "Caption"])
      expect(styleOf(id)).toContain('<w:snapToGrid w:val="0"/><w:spacing ');
    expect(styleOf("Text")).not.toContain("snapToGrid");
  });

  it("names its fonts and what stands in for them", () => {
    expect(parts.get("word/styles.xml")).toContain('w:eastAsia="仿宋_GB2312"');
    expect(parts.get("word/fontTable.xml")).toContain('w:name="方正小标宋简体"');
  });

  it("says on every page that demo data are invented", () => {
    const headers = [...parts].filter(([name]) => /^word\/header\d+\.xml$/.test(name));
    expect(headers.length).toBeGreaterThan(0);
    for (const [, header] of headers) expect(header).toContain("演示数据（虚构）");
    const sections = xml.match(/<w:sectPr\b.*?<\/w:sectPr>/gs) ?? [];
    expect(sections).toHaveLength(2);
    for (const section of sections)
      for (const type of ["default", "even"])
        expect(section).toContain(`<w:headerReference w:type="${type}"`);
  });

  it("holds headings, the figures of the text and every annex, and no number of evidence", () => {
    for (const words of [
      "一、总体情况",
      "三、存在问题",
      "寅区不掌握率60.0%",
      "附件：1.各县（市、区）",
    ])
      expect(said()).toContain(words);
    for (const { heading, annex } of briefing.annexes)
      expect(said()).toContain(`附件${annex}${heading}`);
    expect(said()).not.toMatch(/\[\d+\]|gk1:|[0-9a-f]{64}/u);
  });

  it("has head, signature and colophon with a bracketed blank for what is not given, and what is", async () => {
    for (const blank of ["〔发文机关〕文件〔发文字号〕", "抄送：〔抄送机关〕", "〔印发日期〕印发"])
      expect(said()).toContain(blank);
    expect(said()).not.toContain("签发人");
    const given = new URLSearchParams({
      issuer: "示例省人民政府办公厅",
      number: "示政办[2026]3号",
      signer: "某某",
      date: "2026-04-21",
      printed: "2026-04-22",
      deadline: "2026-05-31",
      note: "此件公开发布",
    });
    const filled = await partsOf(await writeDocx(write({ ...WORLD, query: String(given) })));
    const document = filled.get("word/document.xml") ?? "";
    const words = document.replaceAll(/<[^>]+>/g, "");
    for (const printed of [
      "示例省人民政府办公厅文件",
      "示政办〔2026〕3号",
      "签发人：某某",
      "2026年4月21日（此件公开发布）",
      "2026年4月22日印发",
      "请有关地区于2026年5月31日前书面反馈",
    ])
      expect(words).toContain(printed);
    expect(words).not.toMatch(/〔(?:发文机关|发文字号|成文日期|反馈期限)〕/u);
    expect(document).toContain('w:color w:val="E60012"');
    expect(document).toMatch(/<w:tblpPr [^>]*w:tblpYSpec="bottom"/);
  });

  it("heads a letter with the double rule and numbers its first page with none", async () => {
    const facts = letterTo({ ...WORLD, findings: [finding(11, "寅区", {})] }, 11, "correction");
    const letter = await partsOf(await writeDocx(composeBriefing(facts)));
    const document = letter.get("word/document.xml") ?? "";
    expect(document).toContain('w:val="thickThinSmallGap"');
    expect(document).toContain("<w:titlePg/>");
    const footers = [...letter].filter(([name]) => /^word\/footer\d+\.xml$/.test(name));
    const ruled = footers.filter(([, footer]) => footer.includes("thinThickSmallGap"));
    expect(ruled).toHaveLength(1);
    expect(ruled[0]?.[1]).not.toContain("PAGE");
    expect(document.replaceAll(/<[^>]+>/g, "")).not.toMatch(/印发|[0-9a-f]{16}/u);
  });

  it("sets the lines of a letter as close as one page takes, and keeps its last paragraph with the signature", async () => {
    const letterOf = async (question: string) => {
      const findings = [finding(11, "寅区", { question })];
      const facts = letterTo({ ...WORLD, findings }, 11, "correction");
      const letter = await partsOf(await writeDocx(composeBriefing(facts)));
      const style = /w:styleId="Text".*?<\/w:style>/.exec(letter.get("word/styles.xml") ?? "")?.[0];
      return {
        line: Number(/w:line="(\d+)"/.exec(style ?? "")?.[1]) / 20,
        last: /<w:p>(?:(?!<w:p>).)*书面反馈/.exec(letter.get("word/document.xml") ?? "")?.[0],
      };
    };
    const short = await letterOf("请核对。");
    expect(short.last).toContain("<w:keepNext/>");
    const longer = await letterOf("请核对该行各项与总计，何者有误。".repeat(3));
    expect(longer.line).toBeLessThan(short.line);
    expect(longer.line).toBeGreaterThanOrEqual(19);
    const several = (await letterOf("请核对该行各项与总计，何者有误。".repeat(50))).line;
    expect(several).toBeGreaterThanOrEqual(22);
    expect(several).toBeLessThanOrEqual(26);
  });

  it("leads in the file of evidence from each figure to its row, and to no mark that is not there", async () => {
    const proof = await partsOf(await writeEvidence(briefing));
    const xml = proof.get("word/document.xml") ?? "";
    expect(xml.replaceAll(/<[^>]+>/g, "")).toContain("数字依据");
    const anchors = [...xml.matchAll(/w:anchor="(evidence_\d+)"/g)].map(([, name]) => name);
    const marks = new Set(
      [...xml.matchAll(/bookmarkStart w:name="(evidence_\d+)"/g)].map(([, n]) => n),
    );
    expect(marks.size).toBe(briefing.evidence.length);
    expect(anchors.length).toBeGreaterThanOrEqual(marks.size);
    for (const anchor of anchors) expect(marks).toContain(anchor);
  });

  it("repeats header rows, splits no row, and numbers its pages — 1 —", () => {
    expect(xml).toContain("<w:tblHeader/>");
    expect(xml.match(/<w:tr>/g)?.length).toBe(xml.match(/<w:cantSplit\/>/g)?.length);
    expect(parts.get("word/footer1.xml")).toMatch(/— .*PAGE.* —/);
  });

  it("holds charts that Word can edit, with their workbook, and a picture of the funnel", async () => {
    const parts = await partsOf(await writeDocx(write({ ...WORLD, query: "template=topic" })));
    expect(parts.has("word/charts/chart1.xml")).toBe(true);
    expect([...parts.keys()].some((name) => /embeddings\/.*\.xlsx$/.test(name))).toBe(true);
    expect([...parts.keys()].some((name) => /media\/.*\.png$/.test(name))).toBe(true);
  });

  it("numbers its figures where that is wanted", async () => {
    const marked = await partsOf(await writeDocx(write({ ...WORLD, query: "marks=on" })));
    expect(marked.get("word/document.xml")?.replaceAll(/<[^>]+>/g, "")).toMatch(/60\.0%\[\d+\]/u);
  });
});

describe("the workbook", () => {
  const briefing = write();
  const book = new ExcelJS.Workbook();
  beforeAll(async () => {
    await book.xlsx.load((await writeXlsx(briefing)).buffer);
  });

  it("has a sheet a table, among them definitions and sources, and says what it is", () => {
    const shown = book.worksheets.filter(({ state }) => state === "visible");
    const names = shown.map(({ name }) => name);
    // What every cell was, for verification, stands on a sheet that nobody sees or prints.
    expect(book.worksheets.at(-1)?.state).toBe("hidden");
    expect(names).toEqual(["说明", ...tablesOf(briefing).map(({ name }) => name)]);
    expect(names).toEqual(expect.arrayContaining(["指标口径", "报告来源", "数字依据"]));
    expect(book.getWorksheet("说明")?.getCell("B3").value).toContain("演示数据（虚构）");
  });

  it("keeps shares as numbers in the format of the declaration, headers frozen, rows filtered", () => {
    const sheet = book.getWorksheet("各县（市、区）2025年度主要数据");
    const cell = sheet?.getCell("B2");
    expect(cell?.value).toBeTypeOf("number");
    expect(cell?.numFmt).toBe("0.0%");
    expect(sheet?.views[0]).toMatchObject({ state: "frozen", xSplit: 1, ySplit: 1 });
    expect(sheet?.autoFilter).toBeTruthy();
  });

  it("prints on A4 landscape as wide as the page, at 9 points or more, ruled, wrapped, each row as high as its text", () => {
    for (const sheet of book.worksheets.filter(({ state }) => state === "visible")) {
      expect(sheet.pageSetup).toMatchObject({ orientation: "landscape", fitToWidth: 1 });
      expect(sheet.pageSetup.printTitlesRow).toBe("1:1");
      const width = sheet.columns.reduce((sum, { width: units = 0 }) => sum + units, 0);
      expect(width).toBeLessThanOrEqual(SHEET_WIDTH + 0.001);
      // Excel takes no head or foot of more than 255 characters.
      expect((sheet.headerFooter.oddFooter ?? "").length).toBeLessThan(255);
      sheet.eachRow((row) => {
        row.eachCell((cell) => {
          expect(cell.font.size).toBeGreaterThanOrEqual(9);
          expect(cell.alignment.wrapText).toBe(true);
        });
        expect(row.height).toBeGreaterThan(14);
      });
      expect(sheet.getRow(2).getCell(1).border.top?.style).toBe("thin");
    }
    const sources = book.getWorksheet("报告来源");
    expect(sources?.getRow(sources.rowCount).getCell(1).text).toMatch(/^注：/u);
  });

  it("prints of the hashes their note alone, and of the fingerprint a short code", () => {
    const sources = book.getWorksheet("报告来源");
    const last = String(sources?.rowCount);
    expect(sources?.pageSetup.printArea).toBe(`A${last}:E${last}`);
    expect(book.getWorksheet("说明")?.getCell("B6").text).toMatch(/^核验码 [0-9A-F-]{14}（/u);
    expect(book.keywords).toBe(briefing.fingerprint);
  });

  it("leaves unknown figures empty", () => {
    const places = [...ORDINARY, { name: "卯区", years: {} }];
    const table = tablesOf(write({ places })).find(({ name }) => name.endsWith("主要数据"));
    expect(table?.rows.at(-1)?.values.slice(1)).toEqual(expect.arrayContaining([null]));
  });

  it("holds no formula, whatever a name begins with", () => {
    let seen = false;
    for (const sheet of book.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.formula).toBeUndefined();
          if (cell.value === HOSTILE) seen = true;
        }),
      );
    expect(seen).toBe(true);
  });
});

describe("the archive of all", () => {
  it("holds document, workbook, tables and charts, named for what they are, formulas disarmed", async () => {
    const parts = await partsOf(
      await BRIEFING_FORMATS.zip.write(write({ ...WORLD, query: "template=topic" })),
    );
    const names = [...parts.keys()];
    for (const ending of [".docx", ".xlsx", ".csv", ".png", ".svg"])
      expect(names.filter((name) => name.endsWith(ending)).length).toBeGreaterThan(0);
    for (const name of names.filter((each) => !each.endsWith(".txt")))
      expect(name).toContain("演示数据（虚构）");
    const table = parts.get("表格/报告来源_演示数据（虚构）.csv") ?? "";
    expect(table).toContain("'=HYPERLINK");
    const chart = parts.get(names.find((name) => name.endsWith(".svg")) ?? "") ?? "";
    expect(chart).toContain("来源：");
    expect(chart).toContain("不掌握率 = ");
    expect(chart).toContain("演示数据（虚构）");
    expect(chart).toContain("范围：专题分析");
  });
});

describe("the same inputs", () => {
  it.each(["docx", "evidence", "xlsx", "zip"] as const)(
    "give the same bytes as %s",
    async (format) => {
      const [one, other] = [
        await BRIEFING_FORMATS[format].write(write()),
        await BRIEFING_FORMATS[format].write(write()),
      ];
      expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    },
  );

  it("give another document to each district under its own name", () => {
    const nameOf = (index: number) => composeBriefing(letterTo(WORLD, index, "correction")).name;
    expect(nameOf(1)).not.toBe(nameOf(2));
    expect(nameOf(1)).toMatch(/^核实更正函_/);
  });

  it("over real data carry no demo notice", async () => {
    const real = write({ places: ORDINARY, area: "330200" });
    expect(real.name).not.toContain("演示");
    const parts = await partsOf(await writeDocx(real));
    expect(parts.get("word/document.xml")).not.toContain("演示数据");
  });
});

describe("a fingerprint", () => {
  it.each(["docx", "evidence", "xlsx", "zip"] as const)(
    "is read back from the %s file",
    async (format) => {
      const briefing = write();
      const stated = await readFileFingerprint(await BRIEFING_FORMATS[format].write(briefing));
      expect(stated?.fingerprint).toBe(briefing.fingerprint);
      expect(stated?.figures).toHaveLength(briefing.evidence.length);
    },
  );

  it("agrees with the same data, and tells which figures changed with others", async () => {
    const stated = await readFileFingerprint(await writeXlsx(write()));
    const parsed = parseFingerprint(stated?.fingerprint ?? "");
    if (!stated || !parsed) throw new Error("no fingerprint");
    expect(verifyFingerprint(parsed, write()).same).toBe(true);
    const places = WORLD.places.map((place, index) =>
      index === 0 ? { ...place, years: { ...place.years, 2025: [21, 230] as const } } : place,
    );
    const later = write({ places });
    const verification = verifyFingerprint(parsed, later);
    expect(verification.same).toBe(false);
    expect(formatVerification(verification, stated)).toContain("不一致");
    const now = later.evidence.map(({ figure }) => ({ name: figure.name, text: figure.text }));
    const changed = compareFigures(stated.figures, now).map(({ name }) => name);
    expect(changed).toContain("2025年办结");
  });

  it.each([
    ["the document", writeDocx],
    ["the file of evidence", writeEvidence],
  ] as const)("tells which figures of %s were changed by hand", async (_name, writeFile) => {
    const briefing = write();
    const bytes = await writeFile(briefing);
    expect((await readFileFingerprint(bytes))?.edited).toEqual([]);
    const archive = await JSZip.loadAsync(bytes);
    const xml = (await archive.file("word/document.xml")?.async("string")) ?? "";
    const figure = briefing.evidence.find(({ figure: { name } }) => name === "2025年不掌握率");
    const printed = figure?.figure.text ?? "none";
    const forged = xml.replace(`>${printed}<`, ">9.9%<");
    expect(forged).not.toBe(xml);
    archive.file("word/document.xml", forged);
    const stated = await readFileFingerprint(await archive.generateAsync({ type: "uint8array" }));
    expect(stated?.edited).toEqual([{ name: "2025年不掌握率", stated: printed, found: "9.9%" }]);
    const same = verifyFingerprint(parseFingerprint(briefing.fingerprint) ?? never(), briefing);
    expect(formatVerification(same, stated)).toMatch(/^文件已被改动/);
    const longer = findEditedFigures(["应报191[1]个"], [{ name: "应报数", text: "91" }]);
    expect(longer).toEqual([{ name: "应报数", stated: "91", found: "191" }]);
    const row = findEditedFigures(["[1]", "应报数", "92"], [{ name: "应报数", text: "91" }]);
    expect(row).toHaveLength(1);
  });

  it("notices any word changed in a document, and not how Word saves the same words", async () => {
    const briefing = write();
    const same = verifyFingerprint(parseFingerprint(briefing.fingerprint) ?? never(), briefing);
    const resaved = async (change: (xml: string) => string) => {
      const archive = await JSZip.loadAsync(await writeDocx(briefing));
      const xml = (await archive.file("word/document.xml")?.async("string")) ?? "";
      expect(change(xml)).not.toBe(xml);
      archive.file("word/document.xml", change(xml));
      return readFileFingerprint(await archive.generateAsync({ type: "uint8array" }));
    };
    const split = await resaved((xml) =>
      xml.replaceAll("全部公布", '全部</w:t></w:r><w:r><w:t xml:space="preserve">公布 '),
    );
    expect(split).toMatchObject({ edited: [], rewritten: false });
    expect(formatVerification(same, split)).toMatch(/^一致/);
    const reworded = await resaved((xml) => xml.replaceAll("全部公布", "多数公布"));
    expect(reworded).toMatchObject({ edited: [], rewritten: true });
    expect(formatVerification(same, reworded)).toMatch(/^文件文字已被改动/);
    expect(reworded?.places?.[0]).toMatchObject({ kind: "words", found: "文字已改" });
    expect(reworded?.places?.[0]?.name).toMatch(/^“13个县（市、区）的2025/u);
    expect(formatExaminedParts(reworded)).toContain("逐段作了检查");
    // What is no text of a run is read all the same; how the same characters are written does not count.
    const math = "http://schemas.openxmlformats.org/officeDocument/2006/math";
    for (const added of [
      "<w:r><w:t\n>1</w:t></w:r>",
      '<w:r><w:sym w:font="Arial" w:char="F031"/></w:r>',
      `<m:oMath xmlns:m="${math}"><m:r><m:t>1</m:t></m:r></m:oMath>`,
      "<w:r><w:noBreakHyphen/></w:r>",
      '<w:r><w:footnoteReference w:id="2"/></w:r>',
    ])
      expect(
        await resaved((xml) => xml.replace("<w:bookmarkStart", `${added}<w:bookmarkStart`)),
        added,
      ).toMatchObject({ rewritten: true });
    expect(await resaved((xml) => xml.replaceAll("%<", " &#37;<"))).toMatchObject({
      ...{ edited: [], rewritten: false, places: [] },
    });
  });

  it("reads the text that programs show, in whichever part it is, and no document within it", async () => {
    const written = await writeDocx(write());
    const changed = async (change: (archive: JSZip, xml: string) => void) => {
      const archive = await JSZip.loadAsync(written);
      change(archive, (await archive.file("word/document.xml")?.async("string")) ?? "");
      return readFileFingerprint(await archive.generateAsync({ type: "uint8array" }));
    };
    const relations = await (await JSZip.loadAsync(written)).file("_rels/.rels")?.async("string");
    const elsewhere = (archive: JSZip, xml: string): void => {
      archive.file("word/document2.xml", xml);
      archive.file("_rels/.rels", relations?.replace("/document.xml", "/document2.xml") ?? "");
    };
    expect(await changed(elsewhere)).toMatchObject({ rewritten: false });
    const other = await changed((archive, xml) =>
      elsewhere(archive, xml.replaceAll("全部公布", "多数公布")),
    );
    expect(other).toMatchObject({ rewritten: true });
    const around = await changed((archive, xml) => {
      archive.file("word/embeddings/a.docx", written);
      archive.file("word/document.xml", xml.replaceAll("全部公布", "多数公布"));
    });
    expect(around).toMatchObject({ rewritten: true });
  });

  it("names every number changed in a document, whether or not it is one of the figures of the text", () => {
    const written = describeParagraphs(["某区1101件／3580件", "", "抽查不少于278件", "结尾"]);
    const find = (...now: string[]) => findChangedPlaces(written, now);
    expect(find("某区1101件／3580件", "抽查不少于278 件", "结尾")).toEqual([]);
    expect(find("某区1011件／3580件", "抽查不少于287件", "结尾")).toEqual([
      { name: "“某区1011件／3580件”", kind: "number", stated: "1101", found: "1011" },
      { name: "“抽查不少于287件”", kind: "number", stated: "278", found: "287" },
    ]);
    expect(find("加一段", "某区1101件／3580件", "结尾")).toEqual([
      { name: "“加一段”", kind: "words", stated: "无", found: "新增" },
      { name: "原第2段", kind: "words", stated: "有", found: "已删去" },
    ]);
  });

  it("says of a pasted fingerprint that the file itself was not looked at", () => {
    const briefing = write();
    const same = verifyFingerprint(parseFingerprint(briefing.fingerprint) ?? never(), briefing);
    expect(formatVerification(same, null)).toMatch(/^校验指纹一致/);
    expect(formatExaminedParts(null)).toContain("没有检查");
  });

  it("names every cell changed in a workbook, from what to what, and not its rows sorted or its columns moved", async () => {
    const written = await writeXlsx(write());
    const change = async (edit: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void) => {
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(written.buffer);
      edit(book.worksheets[1] ?? never(), book);
      return readFileFingerprint(new Uint8Array(await book.xlsx.writeBuffer()));
    };
    expect(await readFileFingerprint(written)).toMatchObject({ rewritten: false, places: [] });
    const sorted = await change((sheet) => {
      const [one, other] = [sheet.getRow(2).values, sheet.getRow(4).values];
      sheet.getRow(2).values = other;
      sheet.getRow(4).values = one;
      sheet.eachRow((row) => {
        const [second, third] = [row.getCell(2).value, row.getCell(3).value];
        row.getCell(2).value = third;
        row.getCell(3).value = second;
      });
    });
    expect(sorted?.places).toEqual([]);
    const edited = await change((sheet, book) => {
      sheet.getCell("B3").value = 0.5;
      sheet.spliceRows(6, 1);
      book.addWorksheet("另一页").addRow(["甲"]);
    });
    expect(edited?.rewritten).toBe(true);
    expect(edited?.places?.map(({ name, found }) => `${name} ${found}`)).toEqual([
      expect.stringMatching(/^“各县（市、区）2025年度主要数据”B3（丙区，不掌握率） 50\.0%$/u),
      expect.stringMatching(/的一行（己区） 已删去$/u),
      "工作表“另一页” 新增",
    ]);
    expect(formatExaminedParts(edited)).toContain("逐格");
    const beside = await change((sheet) => {
      const { value } = sheet.getCell("B3");
      sheet.getCell("B3").value = { formula: "1+1", result: Number(value) };
      sheet.getCell("Z4").value = "更正为99";
    });
    expect(beside?.places?.map(({ name, found }) => `${name} ${found}`)).toEqual([
      expect.stringMatching(/B3（丙区，不掌握率） 公式：0\.\d+$/u),
      "“各县（市、区）2025年度主要数据”Z4 更正为99",
    ]);
  });

  it("is not looked for in a file that would unpack to more than any of ours", async () => {
    const bomb = new JSZip().file("docProps/custom.xml", "0".repeat(70 * 2 ** 20));
    const bytes = await bomb.generateAsync({ type: "uint8array", compression: "DEFLATE" });
    expect(bytes.length).toBeLessThan(2 ** 20);
    expect(await readFileFingerprint(bytes)).toBeNull();
    const damaged = (await writeDocx(write())).slice();
    damaged.fill(0x5a, damaged.length / 2, damaged.length / 2 + 2000);
    expect(await readFileFingerprint(damaged)).toBeNull();
  });

  it("survives damage to the list of figures", async () => {
    const archive = await JSZip.loadAsync(await writeDocx(write()));
    const part = (await archive.file("docProps/custom.xml")?.async("string")) ?? "";
    archive.file("docProps/custom.xml", part.replace(/gkf1:[A-Za-z0-9+/]{8}/, "gkf1:AAAAAAAA"));
    const stated = await readFileFingerprint(await archive.generateAsync({ type: "uint8array" }));
    expect(stated?.figures).toEqual([]);
  });

  it("is not found in files that are not ours", async () => {
    expect(await readFileFingerprint(new TextEncoder().encode("no archive"))).toBeNull();
    const other = await new JSZip().file("a.txt", "b").generateAsync({ type: "uint8array" });
    expect(await readFileFingerprint(other)).toBeNull();
    expect(parseFingerprint("gk1:zz")).toBeNull();
  });
});

describe("a name with characters that no XML can hold", () => {
  const broken = `鲊${String.fromCharCode(1, 11, 0xfffe, 0xffff, 0xd800)}区`;
  const briefing = write({
    places: [...ORDINARY.slice(1), { name: broken, years: ORDINARY[0]?.years ?? {} }],
  });

  it.each(["docx", "xlsx"] as const)("leaves a %s that can be opened", async (format) => {
    const bytes = await BRIEFING_FORMATS[format].write(briefing);
    const xml = [...(await partsOf(bytes))].filter(([name]) => /\.(xml|rels)$/.test(name));
    const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
    expect(xml.filter(([, text]) => forbidden.test(text)).map(([name]) => name)).toEqual([]);
    expect(xml.some(([, text]) => text.includes("鲊"))).toBe(true);
    if (format === "xlsx") await new ExcelJS.Workbook().xlsx.load(bytes.buffer);
  });
});
