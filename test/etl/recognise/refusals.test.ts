import { describe, expect, it } from "vitest";
import { asText } from "../../support/documents/text";
import {
  byName,
  errors,
  readText,
  VariantReport,
  warnings,
  wrong,
} from "../../support/variant-report";

/** Cells that were read, and otherwise than they are. */
function misread(
  read: Awaited<ReturnType<VariantReport["read"]>>,
  report: VariantReport,
): string[] {
  const found = byName(read);
  return wrong(read, report.truth).filter((name) => found.has(name));
}

describe("a damaged label", () => {
  it.each([
    ["1.属于国家秘密", "1.属于国家秘蜜"],
    ["8.属于行政查询事项", "8.属于行政査询事项"],
    ["3.补正后申请内容仍不明确", "3.补正后申请内容仍不明"],
    ["四、结转下年度继续办理", "四、结转下年度继办理"],
    ["行政规范性文件", "行政规范性又件"],
  ])("is accepted with a warning where one line is left for it: %s as %s", async (from, to) => {
    const report = new VariantReport().label(from, to);
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(warnings(read).join()).toContain(to);
    expect(errors(read)).toEqual([]);
  });

  it("is accepted where several stand together and each is like its own line", async () => {
    const report = new VariantReport()
      .label("2.重复申请", "2.重复串请")
      .label("3.要求提供公开出版物", "3.要求提供公开出版");
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(warnings(read)).toHaveLength(2);
  });

  it.each([
    ["1.属于国家秘密", "1.某"],
    ["1.属于国家秘密", "2.属于国家秘蜜"],
    ["5.属于三类内部事务信息", "5.属于类信息"],
    ["2.重复申请", "信访举报投诉类申情"],
    ["规章", "规"],
  ])("is refused where it is like none or its number says another: %s as %s", async (from, to) => {
    const report = new VariantReport().label(from, to);
    const read = await report.read();
    expect(misread(read, report)).toEqual([]);
    expect(errors(read).join()).toContain(to);
    const { proactive_disclosure, requests } = read.forms;
    expect([proactive_disclosure, requests]).toContain(null);
  });

  it("is refused where its row stands out of order", async () => {
    const report = new VariantReport()
      .label("2.重复申请", "占位")
      .label("3.要求提供公开出版物", "2.重复串请")
      .label("占位", "3.要求提供公开出版物");
    const read = await report.read();
    expect(errors(read).join()).toContain("重复串请");
    expect(read.forms.requests).toBeNull();
  });
});

describe("a label in other words", () => {
  it.each([
    ["5.要求行政机关确认或重新出具已获取信息", "5.要求确认或重新出具已获取信息"],
    ["2.其他法律行政法规禁止公开", "2.法律、行政法规禁止公开的"],
    ["2.没有现成信息需要另行制作", "2.没有现成信息"],
    ["1.信访举报投诉类申请", "1.信访、举报、投诉类"],
    ["4.无正当理由大量反复申请", "4.大量、反复申请"],
    [
      "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
      "2.申请人逾期未缴费",
    ],
    ["二、上年结转政府信息公开申请数量", "二、上年度结转申请数量"],
    ["行政事业性收费", "行政事业收费情况"],
    ["社会公益组织", "公益组织"],
  ])(
    "is read with a warning where nothing else of the form comes near: %s as %s",
    async (from, to) => {
      const report = new VariantReport().label(from, to);
      const read = await report.read();
      expect(wrong(read, report.truth)).toEqual([]);
      expect(warnings(read).join()).toContain(to);
    },
  );

  it.each([
    ["5.属于三类内部事务信息", "5.属于信息"],
    ["1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.申请人逾期"],
    ["4.无正当理由大量反复申请", "4.申请人无正当理由"],
    ["1.本机关不掌握相关政府信息", "1.政府信息公开申请"],
    ["结果维持", "结果"],
    ["（一）予以公开", "（一）不予以公开"],
  ])("is refused where two lines or columns come near: %s as %s", async (from, to) => {
    const report = new VariantReport().label(from, to);
    const read = await report.read();
    expect(misread(read, report)).toEqual([]);
    expect(Object.values(read.forms)).toContain(null);
  });
});

describe("a damaged byte", () => {
  it("in a sentence costs a warning that shows the place", async () => {
    const report = new VariantReport().text((text) =>
      text.replace("按照要求开展了总体", "按\uFFFD要求开展了总体"),
    );
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(warnings(read)).toEqual([expect.stringMatching(/第\d+行文字.*按\uFFFD要求/)]);
  });

  it.each([
    ["1.属于国家秘密", "1.属于国\uFFFD秘密"],
    ["行政处罚", "行政\uFFFD处罚"],
  ])("in a label has its row refused: %s", async (from, to) => {
    const report = new VariantReport().label(from, to);
    const read = await report.read();
    expect(misread(read, report)).toEqual([]);
    expect(errors(read).join()).toContain(to);
  });

  it("in a heading of the page leaves the name to the other statements", async () => {
    const report = new VariantReport();
    const read = await report.read((html) => html.replace(/<h1>(.{4})./, "<h1>$1\uFFFD"));
    expect(read).toMatchObject({ body: report.truth.body, year: 2023 });
  });

  it("in the unit of a header has the amounts under it refused", async () => {
    const report = new VariantReport().label(
      "本年收费金额（单位：万元）",
      "本年收费金额（单位：\uFFFD元）",
    );
    const read = await report.read();
    expect(byName(read).get("fees_amount_wan")).toMatchObject({ value: null, state: "illegible" });
  });

  it("in a figure has the cell refused", async () => {
    const report = new VariantReport().figure("licensing_decisions", "20\uFFFD17");
    const read = await report.read();
    expect(byName(read).get("licensing_decisions")).toMatchObject({ state: "illegible" });
    expect(errors(read).join()).toContain("20\uFFFD17");
  });

  it.each([
    ["\u0008", "20[U+0008]517"],
    ["\u0081", "20[U+0081]517"],
  ])("that no screen shows is named where it has a figure refused", async (character, shown) => {
    const read = await new VariantReport()
      .figure("licensing_decisions", `20${character}517`)
      .read();
    expect(byName(read).get("licensing_decisions")).toMatchObject({ state: "illegible" });
    expect(errors(read).join()).toContain(`“${shown}”（[U+…]为看不见的控制字符）`);
  });
});

describe("thousands parted by a space", () => {
  it("are read with a warning that shows the space", async () => {
    const read = await new VariantReport().figure("licensing_decisions", "20 517").read();
    expect(byName(read).get("licensing_decisions")?.value).toBe(20_517);
    expect(warnings(read).join()).toContain("“20␣517”（␣为空格）");
  });

  it("are refused beside a blank cell, from which one of them may have strayed", async () => {
    const read = await new VariantReport()
      .figure("regulations_issued", "")
      .figure("regulations_repealed", "20 517")
      .read();
    expect(byName(read).get("regulations_repealed")?.state).toBe("illegible");
  });
});

describe("a number that nothing in the form has a place for", () => {
  const blank = (name: string) =>
    new VariantReport().cells((cell) => (cell.prints === name ? { ...cell, text: "" } : cell));

  it("takes the place of a lost blank only with a warning on its row, where no sum would notice", async () => {
    const report = blank("coercion_decisions").figure("coercion_decisions", "5");
    const { problems } = await readText(report.stream, "示例.txt");
    const lines = problems.flatMap(({ table, line }) =>
      table === "proactive_disclosure" && line !== undefined ? [line] : [],
    );
    expect(lines).toEqual([
      "regulations",
      "normative_documents",
      "licensing",
      "penalty",
      "coercion",
      "fees",
    ]);
    expect(problems.map(({ message }) => message).join()).toContain("“行政强制”一行");
    const inATable = await report.read();
    expect(inATable.problems).toEqual([]);
  });

  it("does not fill the blank cell before it in a text with tabs, but has its row refused", async () => {
    const report = blank("coercion_decisions");
    const text = asText(report.document);
    const read = await readText(text.replace("行政强制\n\t\n", "行政强制\n\t\n5\n"), "示例.txt");
    expect(byName(read).has("coercion_decisions")).toBe(false);
    expect(errors(read).join()).toContain("“行政强制”一行");
    expect(misread(read, report)).toEqual([]);
  });

  it("does not push a blank cell under a merged one of the next column", async () => {
    const report = new VariantReport({ year: 2019 }).figure("fees_items_prior_year", "");
    const shifted = report.html.replace(
      /行政事业性收费[^]*?<\/td>/,
      (label) => `${label}<td>5</td>`,
    );
    expect(shifted).not.toBe(report.html);
    const read = await readText(shifted, "示例.html");
    expect(byName(read).has("fees_items_prior_year")).toBe(false);
    expect(errors(read).join()).toContain("“行政事业性收费”一行");
  });
});

describe("a label that two lines share", () => {
  it("is told by its group: 其他 without its number", async () => {
    const report = new VariantReport().label("3.其他", "其他");
    expect(wrong(await report.read(), report.truth)).toEqual([]);
  });

  it("is told by its group: 总计 is a line and a column", async () => {
    const report = new VariantReport().label("（七）总计", "总计");
    expect(wrong(await report.read(), report.truth)).toEqual([]);
  });
});

describe("columns", () => {
  it("that changed places with their figures are read by their labels, and it is said", async () => {
    const report = new VariantReport();
    const read = await report.read((html) =>
      html
        .replace("本年制发件数", "占位")
        .replace("本年废止件数", "本年制发件数")
        .replace("占位", "本年废止件数"),
    );
    const cells = byName(read);
    expect(cells.get("regulations_issued")?.raw).toBe(
      report.truth.cells.get("regulations_repealed")?.text,
    );
    expect(warnings(read).join()).toMatch(/“本年制发件数”一列不在格式规定的位置/);
  });

  it("of which one is named twice are refused", async () => {
    const report = new VariantReport().label("科研机构", "商业企业");
    const read = await report.read();
    expect([...byName(read).values()].filter((cell) => cell.table === "requests")).toEqual([]);
    expect(read.forms).toMatchObject({ requests: null, review_litigation: 2021 });
    expect(errors(read).join()).toMatch(/表头/);
  });

  it("that carry figures and no label are refused", async () => {
    const report = new VariantReport().label("社会公益组织", "");
    const read = await report.read();
    expect(misread(read, report)).toEqual([]);
    expect(read.forms.requests).toBeNull();
  });

  it("that are fewer than the cells of a row are refused where the last one may be a blank", async () => {
    const report = new VariantReport({ zero: "" }).cells((cell) =>
      cell.prints?.startsWith("post_review_suit") ? { ...cell, text: "" } : cell,
    );
    const figures = /<tr>(?=(?:<td>(?:(?!<td>).)*<\/td>){15}<\/tr>)/;
    const read = await report.read((html) => html.replace(figures, "<tr><td>3</td>"));
    const cells = [...byName(read).values()];
    expect(cells.filter((cell) => cell.table === "review_litigation")).toEqual([]);
    expect(errors(read).join()).toMatch(/表四.*单元格与表头对不上/);
  });

  it("that are fewer than the cells of a row are questioned where the last one is a blank", async () => {
    const report = new VariantReport();
    const read = await report.read((html) =>
      html.replace(/(<td>(?:(?!<td>).)*1\.属于国家秘密.*?)<\/tr>/, "$1<td>&nbsp;</td></tr>"),
    );
    expect(wrong(read, report.truth)).toEqual([]);
    expect(read.problems).toEqual([
      expect.objectContaining({
        severity: "warning",
        line: "not_disclosed_state_secret",
        message: expect.stringContaining("国家秘密”一行的末尾比表头多出一个空白格"),
      }),
    ]);
  });
});
