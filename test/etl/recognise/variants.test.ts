import { describe, expect, it } from "vitest";
import { SECTIONS } from "#domain/form/sections";
import { readReport } from "#etl/recognise/recognise-report";
import { asPdf, PLAIN_MANNER } from "../../support/documents/pdf";
import {
  byName,
  errors,
  readText,
  REGISTER,
  VariantReport,
  warnings,
  wrong,
} from "../../support/variant-report";

/** The numbers are the rows of the list of deviations seen in published reports. */
describe("a reader that takes what real reports print", () => {
  it("1 reads / as a slash and not as a figure", async () => {
    const report = new VariantReport({ zero: "/" });
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(read.cells.some((cell) => cell.state === "slash" && cell.value === null)).toBe(true);
  });

  it("2 reads - as a dash", async () => {
    const report = new VariantReport({ zero: "-" });
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(read.cells.some((cell) => cell.state === "dash")).toBe(true);
  });

  it.each(["&nbsp;", "<o:p>&nbsp;</o:p>", "", "　"])("3 reads %j as blank", async (blank) => {
    const report = new VariantReport({ zero: "" });
    const read = await report.read((html) =>
      html.replaceAll('<span lang="EN-US">&nbsp;</span>', `<span lang="EN-US">${blank}</span>`),
    );
    expect(wrong(read, report.truth)).toEqual([]);
    expect(read.cells.some((cell) => cell.state === "blank")).toBe(true);
  });

  it("4 reads a figure with spaces glued to it and keeps them in the raw text", async () => {
    const report = new VariantReport()
      .figure("licensing_decisions", "12\u00a0")
      .figure("penalty_decisions", "\u300034\u3000");
    const cells = byName(await report.read());
    expect(cells.get("licensing_decisions")).toMatchObject({ value: 12, raw: "12\u00a0" });
    expect(cells.get("penalty_decisions")).toMatchObject({ value: 34, raw: "\u300034\u3000" });
  });

  it.each([
    ["251000元", 251_000, undefined],
    ["447.18万元", 4_471_800, "万元"],
    ["1276.5534 万元", 12_765_534, "万元"],
    ["1.2亿元", 120_000_000, "亿元"],
  ])("5 reads the unit inside the cell: %s", async (text, value, unit) => {
    const report = new VariantReport({ year: 2020 }).figure("procurement_amount", text);
    const cell = byName(await report.read()).get("procurement_amount");
    expect(cell).toMatchObject({ value, state: "number", raw: text });
    expect(cell?.unit).toBe(unit);
  });

  it("5 reads the unit inside the header", async () => {
    const report = new VariantReport({ year: 2020 })
      .label("采购总金额", "采购总金额(万元)")
      .figure("procurement_amount", "477.35");
    const read = await report.read();
    expect(byName(read).get("procurement_amount")).toMatchObject({
      value: 4_773_500,
      unit: "万元",
    });
    expect(warnings(read).filter((message) => message.includes("单位"))).toEqual([]);
  });

  it("5 warns where the form prints no unit and the report neither", async () => {
    const report = new VariantReport({ year: 2020 }).figure("procurement_amount", "153103.83");
    const read = await report.read();
    expect(byName(read).get("procurement_amount")?.value).toBe(153_103.83);
    expect(warnings(read).join()).toMatch(/采购总金额.*没有印单位.*“元”/);
  });

  it.each([
    ["+19", 19],
    ["增10", 10],
    ["减3", -3],
    ["增加2", 2],
    ["减少 4", -4],
    ["-5", -5],
    ["－6", -6],
    ["+(0) -(0)", 0],
  ])("6 reads the change %s", async (text, value) => {
    const report = new VariantReport({ year: 2020 }).figure("licensing_items_change", text);
    expect(byName(await report.read()).get("licensing_items_change")).toMatchObject({
      value,
      state: "number",
      raw: text,
    });
  });

  it("6 takes no sign where the form has none", async () => {
    const read = await new VariantReport().figure("licensing_decisions", "增10").read();
    expect(byName(read).get("licensing_decisions")).toMatchObject({
      value: null,
      state: "illegible",
    });
    expect(errors(read).join()).toMatch(/行政许可.*增10/);
  });

  it.each([
    ["22（其中修订16件）", 22, "其中修订16件"],
    ["55(含自然失效29件)", 55, "含自然失效29件"],
  ])("7 keeps the note of %s beside its figure", async (text, value, note) => {
    const report = new VariantReport().figure("normative_documents_issued", text);
    expect(byName(await report.read()).get("normative_documents_issued")).toMatchObject({
      value,
      note,
      raw: text,
    });
  });

  it.each([
    ["11,398,889", 11_398_889],
    ["１２３４", 1234],
  ])("8 reads %s", async (text, value) => {
    const report = new VariantReport().figure("licensing_decisions", text);
    expect(byName(await report.read()).get("licensing_decisions")?.value).toBe(value);
  });

  it("9 leaves blank totals blank", async () => {
    const report = new VariantReport().cells((cell) =>
      cell.prints?.endsWith("_total") ? { ...cell, text: "" } : cell,
    );
    const read = await report.read();
    expect(byName(read).get("disclosed_total")).toMatchObject({ value: null, state: "blank" });
    expect(read.forms.requests).toBe(2021);
  });

  it("10 reads a wrong total as it is printed", async () => {
    const read = await new VariantReport()
      .figure("review_total", "0")
      .figure("review_upheld", "10")
      .read();
    expect(byName(read).get("review_total")?.value).toBe(0);
    expect(read.forms.review_litigation).toBe(2021);
  });

  it("11 judges the edition by the tables and not by the notice that is cited", async () => {
    const report = new VariantReport().text((text) =>
      text.replace("本报告由", "根据国办公开办函〔2019〕60号，本报告由"),
    );
    expect((await report.read()).forms).toEqual(report.truth.editions);
  });

  it("12 tells the office's own report from that of the jurisdiction", async () => {
    const office = new VariantReport().text((text) =>
      text
        .replaceAll("人民政府", "人民政府办公室")
        .replace("汇总本级及所属部门、乡镇的数据", "所列为我办的数据"),
    );
    expect(await office.read()).toMatchObject({ kind: "office", scope: "organ" });
    expect(await new VariantReport().read()).toMatchObject({
      kind: "government",
      scope: "jurisdiction",
    });
  });

  const silent = (powers: readonly string[] = []): VariantReport =>
    ["licensing", "penalty", "coercion"].reduce(
      (report, line, at) => {
        const text = powers[at];
        return text === undefined ? report : report.figure(`${line}_decisions`, text);
      },
      new VariantReport().text((text) => text.replace("汇总本级及所属部门、乡镇的数据，", "")),
    );

  it.each([
    [["20517", "3184", "296"], "jurisdiction"],
    [["3", "2", "0"], "jurisdiction"],
    [["5300", "0", "0"], "jurisdiction"],
    [["0", "0", "0"], "organ"],
  ] as const)(
    "12 takes from the decisions %j of a silent government that its scope is %s, and says so",
    async (powers, scope) => {
      const read = await silent(powers).read();
      expect(read.scope).toBe(scope);
      expect(warnings(read)).toEqual([
        expect.stringContaining(`表二中行政许可${powers[0]}件、行政处罚${powers[1]}件`),
      ]);
    },
  );

  it.each([[["3", "0", "0"]], [["", "", ""]], [["/", "0", "0"]]])(
    "12 asks for the scope where neither the text nor the decisions %j tell it",
    async (powers) => {
      const read = await silent(powers).read();
      expect(read.scope).toBe("unknown");
      expect(warnings(read).join()).toMatch(/scope/);
    },
  );

  it.each([
    "所列数据包括区政府各部门、各镇街的数据，",
    "本报告由区政府办公室汇总各镇、街道和部门情况后形成，",
    "数据涵盖全区各行政机关，",
  ])("12 knows the whole jurisdiction by the words %s", async (words) => {
    const report = new VariantReport().text((text) =>
      text.replace("汇总本级及所属部门、乡镇的数据，", words),
    );
    const read = await report.read();
    expect(read).toMatchObject({ scope: "jurisdiction", problems: [] });
  });

  it("13 judges each table by itself", async () => {
    const report = new VariantReport({ hybrid: true });
    const read = await report.read();
    expect(read.forms).toEqual({
      proactive_disclosure: 2021,
      requests: 2019,
      review_litigation: 2021,
    });
    expect(wrong(read, report.truth)).toEqual([]);
  });

  it("13 reads the lines of a table that mixes the editions and counts on none of them", async () => {
    const old = new VariantReport({ year: 2020 });
    const read = await new VariantReport().read((html) =>
      html.replace(
        /<tr>(?:(?!<\/tr>)[^])*第二十条第（一）项[^]*?(?=<tr>(?:(?!<\/tr>)[^])*第二十条第（五）项)/,
        () => {
          const part =
            /<tr>(?:(?!<\/tr>)[^])*第二十条第（一）项[^]*?(?=<tr>(?:(?!<\/tr>)[^])*第二十条第（五）项)/.exec(
              old.html,
            );
          return part?.[0] ?? "";
        },
      ),
    );
    expect(byName(read).get("regulations_made")?.value).toBe(
      old.truth.cells.get("regulations_made")?.value,
    );
    expect(byName(read).has("fees_amount_wan")).toBe(true);
    expect(read.forms.proactive_disclosure).toBeNull();
    expect(errors(read).join()).toMatch(/表二.*不属于同一格式/);
  });

  it.each([
    ["行政规范性文件", "规范性文件"],
    ["本年制发件数", "本年（2023）制发件数"],
    ["规章", "规章（指依照立法法制定的规范性文件）"],
    ["本年收费金额（单位：万元）", "本年收费金额（万元）"],
    ["本年收费金额（单位：万元）", "本年收费金额单位：万元"],
  ])("14 knows %s printed as %s", async (from, to) => {
    const report = new VariantReport().label(from, to);
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(read.problems).toEqual([]);
  });

  it.each([
    ["本年增/减", "本年数量"],
    ["本年增/减", "本年增/"],
    ["上一年项目数量", "上一年项目数量 2019年"],
    ["上一年项目数量", "上一年项目数 量"],
  ])("14 knows %s of the older edition printed as %s", async (from, to) => {
    const report = new VariantReport({ year: 2020 }).label(from, to);
    expect(wrong(await report.read(), report.truth)).toEqual([]);
  });

  it("14 takes two headers that lost their second line for what their neighbour leaves, and says so", async () => {
    const report = new VariantReport({ year: 2020 })
      .label("本年新制作数量", "本年新")
      .label("本年新公开数量", "本年新");
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(warnings(read).join()).toMatch(/“本年新”与格式的文字不同/);
  });

  it("15 knows the short labels of the sixth group", async () => {
    const report = new VariantReport().cells((cell) => ({
      ...cell,
      text: cell.text
        .replace(/1\.申请人无正当理由逾期不补正.*/, "1.逾期不补正")
        .replace(/2\.申请人逾期未按收费通知.*/, "2.逾期不缴费")
        .replace(/（区分处理的.*）/, ""),
    }));
    expect(wrong(await report.read(), report.truth)).toEqual([]);
  });

  it("15 knows （六）其他 as the one line of the older edition", async () => {
    const report = new VariantReport({ year: 2020 }).label("（六）其他处理", "（六）其他");
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(read.forms.requests).toBe(2019);
  });

  it("15 accepts a label that lost characters where its neighbours leave one line, with a warning", async () => {
    const report = new VariantReport().label("2.其他法律行政法规禁止公开", "2.其他法律行政止公开");
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(warnings(read).join()).toMatch(/其他法律行政止公开.*其他法律行政法规禁止公开/);
  });

  it("15 knows labels with spaces in them", async () => {
    const report = new VariantReport()
      .label("自然人", "自 然 人")
      .label("总计", "总 计")
      .label("4.无正当理由大量反复申请", "4.无正当理由大量反复 申请");
    expect(wrong(await report.read(), report.truth)).toEqual([]);
  });

  it("16 finds the sections without their numbers or under other words", async () => {
    const report = new VariantReport().text((text) =>
      text
        .replace("二、主动公开政府信息情况", "主动公开政府信息情况")
        .replace("五、存在的主要问题及改进情况", "五、存在的主要问题及整改措施"),
    );
    const read = await report.read();
    expect(read.sections.map((section) => section.code)).toEqual(SECTIONS.map(({ code }) => code));
    expect(wrong(read, report.truth)).toEqual([]);
  });

  it("16 finds tables in an annex that counts anew after a narrative of six parts", async () => {
    const report = new VariantReport();
    const narrative = SECTIONS.map(
      ({ numeral, heading }) => `<p>${numeral}、${heading}</p><p>本段文字为虚构内容。</p>`,
    );
    const read = await report.read((html) =>
      html
        .replace("<p><strong>一、总体情况</strong></p>", `${narrative.join("")}<p>附件</p>`)
        .replace("二、主动公开", "一、主动公开")
        .replace("三、收到和处理", "二、收到和处理")
        .replace("四、政府信息公开行政复议", "三、政府信息公开行政复议"),
    );
    expect(wrong(read, report.truth)).toEqual([]);
    expect(read.sections).toHaveLength(6);
  });

  it("17 reads a header whose merged cells became empty ones", async () => {
    const report = new VariantReport();
    const read = await report.read((html) => {
      const cell = (label: string): RegExp =>
        new RegExp(`<td rowspan="2">(<p class="MsoNormal"><span lang="EN-US">${label})`);
      return html
        .replace(cell("自然人"), "<td>$1")
        .replace(cell("总计"), "<td>$1")
        .replace(
          /<tr>(?=(?:(?!<tr>)[^])*商业企业)(?=(?:(?!自然人)[^])*$)([^]*?)<\/tr>/,
          "<tr><td></td>$1<td></td></tr>",
        );
    });
    expect(wrong(read, report.truth)).toEqual([]);
  });

  it("17 reads a label set one character a line", async () => {
    const report = new VariantReport().label(
      "三、本年度办理结果",
      [..."三、本年度办理结果"].join("\n"),
    );
    expect(wrong(await report.read(), report.truth)).toEqual([]);
  });

  it.each([2020, 2023])("18 reads the form of %i as one cell a line", async (year) => {
    const report = new VariantReport({ year });
    const read = await readText(report.stream, "示例.txt");
    expect(wrong(read, report.truth)).toEqual([]);
    expect(read.sections).toHaveLength(6);
  });

  it("18 joins labels that were broken over lines with blank lines between", async () => {
    const report = new VariantReport();
    const read = await readText(
      report.stream
        .replaceAll("商业企业", "商业\n\n企业")
        .replace("三、本年度办理结果", [..."三、本年度办理结果"].join("\n"))
        .replace("1.申请人无正当理由", "1.申请人\n无正当理由"),
      "示例.txt",
    );
    expect(wrong(read, report.truth)).toEqual([]);
  });

  it("18 refuses the line of a stream that lost a blank cell, and no other", async () => {
    const report = new VariantReport().cells((cell) =>
      cell.prints === "disclosed_research_institution" ? { ...cell, text: "" } : cell,
    );
    const read = await readText(report.stream, "示例.txt");
    expect(wrong(read, report.truth).every((name) => name.startsWith("disclosed_"))).toBe(true);
    expect(byName(read).has("disclosed_total")).toBe(false);
    expect(errors(read).join()).toMatch(/予以公开/);
    expect(read.forms.requests).toBeNull();
  });

  it("19 refuses a line that lacks a cell and names it", async () => {
    const report = new VariantReport({ year: 2020 }).cells((cell) =>
      cell.prints === "fees_items_prior_year" ? undefined : cell,
    );
    const read = await report.read();
    expect([...byName(read).keys()].filter((name) => name.startsWith("fees_"))).toEqual([]);
    expect(errors(read).join()).toMatch(/行政事业性收费.*单元格与表头对不上/);
    expect(read.forms).toMatchObject({ proactive_disclosure: null, requests: 2019 });
  });

  it("20 reads a PDF that draws figures before their labels and breaks a group over pages", async () => {
    const report = new VariantReport();
    const bytes = asPdf(report.document, { ...PLAIN_MANNER, drawnBackwards: true });
    const read = await readReport(bytes, "示例.pdf", { register: REGISTER });
    expect(wrong(read, report.truth)).toEqual([]);
    const pages = read.cells.map((cell) => cell.where.page);
    expect(new Set(pages).size).toBeGreaterThan(1);
  });

  it("21 refuses the rows under a foreign header that a page break put over them", async () => {
    const report = new VariantReport();
    const header = [
      "",
      "",
      "",
      "本年新收件数",
      "上年结转",
      "办结",
      "未办结",
      "其中",
      "其他",
      "总计",
    ];
    const read = await report.read((html) =>
      html.replace(
        /<tr>(?=(?:(?!<\/tr>)[^])*2\.重复申请)/,
        `</tbody></table><table><tr>${header.map((text) => `<td>${text}</td>`).join("")}</tr><tr>`,
      ),
    );
    const cells = byName(read);
    expect(wrong(read, report.truth).filter((name) => cells.has(name))).toEqual([]);
    expect(cells.has("not_processed_duplicate_total")).toBe(false);
    expect(read.forms.requests).toBeNull();
    expect(errors(read).join()).toMatch(/表三.*表头.*无法辨认，其下\d+行均未读取/);
  });

  it.each(["— 5 —", "- 3 -", "5", "第5页"])(
    "22 passes over the page number %s inside a table",
    async (mark) => {
      const report = new VariantReport();
      const read = await report.read((html) =>
        html.replace(
          /<tr>(?=(?:(?!<\/tr>)[^])*四、结转下年度)/,
          `<tr><td colspan="10">${mark}</td></tr><tr>`,
        ),
      );
      expect(wrong(read, report.truth)).toEqual([]);
    },
  );

  it("22 reads by their own labels the lines that a page number pushed out of their merged cells", async () => {
    const report = new VariantReport();
    const read = await report.read((html) =>
      html.replace(/<tr>(?=(?:(?!<\/tr>)[^])*2\.没有现成信息)/, "<tr><td>5</td></tr><tr>"),
    );
    expect(wrong(read, report.truth)).toEqual([]);
    expect(warnings(read).join()).toContain("页码");
  });

  it("22 passes over a page number in a stream", async () => {
    const report = new VariantReport();
    const read = await readText(
      report.stream.replace("3.要求提供", "— 5 —\n3.要求提供"),
      "示例.txt",
    );
    expect(wrong(read, report.truth)).toEqual([]);
  });

  it("23 knows labels written with radicals", async () => {
    const radicals: Readonly<Record<string, string>> = {
      人: "⼈",
      行: "⾏",
      文: "⽂",
      一: "⼀",
      二: "⼆",
      民: "⺠",
      长: "⻓",
      见: "⻅",
      户: "⼾",
      大: "⼤",
    };
    const drawn = (text: string): string =>
      text.replace(/[人行文一二民长见户大]/g, (sign) => radicals[sign] ?? sign);
    const report = new VariantReport()
      .cells((cell) => ({ ...cell, text: drawn(cell.text) }))
      .text(drawn);
    const read = await report.read();
    expect(wrong(read, report.truth)).toEqual([]);
    expect(read).toMatchObject({ body: report.truth.body, division: report.truth.division });
  });

  it("24 refuses text that was garbled before it was saved", async () => {
    const garbled = new TextDecoder("gb18030").decode(
      new TextEncoder().encode(new VariantReport().html),
    );
    await expect(readText(garbled, "示例.html")).rejects.toThrow(/乱码/);
    const lost = new VariantReport().html.replace(/[\u4e00-\u9fff]/g, "?");
    await expect(readText(lost, "示例.html")).rejects.toThrow(/丢失/);
  });

  it("25 asks for the division where a name was misread, and guesses none", async () => {
    const report = new VariantReport();
    const read = await report.read((html) => html.replaceAll(report.truth.body, "沐阳县人民政府"));
    expect(read).toMatchObject({ body: "沐阳县人民政府", division: null });
    expect(warnings(read).join()).toMatch(/沐阳县.*division/);
    expect(wrong(read, report.truth)).toEqual([]);
  });

  it("26 leaves the year of a broken period alone and keeps that of the title", async () => {
    const report = new VariantReport().text((text) =>
      text.replace(/自\d+年.*?止/, "自 2023 1  1 日到 12  31 日止"),
    );
    expect((await report.read()).year).toBe(2023);
  });

  it("26 asks for the year where the period is of another year than the title", async () => {
    const report = new VariantReport().text((text) =>
      text.replaceAll("2023年1月", "2022年1月").replaceAll("2023年12月", "2022年12月"),
    );
    const read = await report.read();
    expect(read.year).toBeNull();
    expect(errors(read).join()).toMatch(/正文标题写2023年.*统计期限写2022年/);
  });

  it("27 says which table is missing where a picture stands in its place", async () => {
    const report = new VariantReport().withoutTable(1);
    const read = await report.read();
    expect(read.forms).toMatchObject({ proactive_disclosure: null, requests: 2021 });
    expect(errors(read)).toEqual([expect.stringMatching(/表二.*没有可读的表格.*图片/)]);
  });

  it("28 reads the publication date and passes over the metadata table", async () => {
    const read = await new VariantReport().read();
    expect(read.publishedOn).toBe("2024-01-20");
    expect(read.problems).toEqual([]);
  });

  it.each(["行政規(guī)范性文件", "行政規範性文件"])(
    "29 takes %s for the one line that is left, and says so",
    async (label) => {
      const report = new VariantReport().label("行政规范性文件", label);
      const read = await report.read();
      expect(wrong(read, report.truth)).toEqual([]);
      expect(warnings(read).join()).toContain(label);
    },
  );

  it("30 reads the tables of a town whose text is its city's", async () => {
    const report = new VariantReport().text((text) =>
      text
        .replaceAll("人民政府", "梨湾街道办事处")
        .replace("汇总本级及所属部门、乡镇的数据", "向市政府及市政府办公室提出的申请5件"),
    );
    const read = await report.read();
    expect(read).toMatchObject({
      kind: "township",
      scope: "organ",
      division: report.truth.division,
    });
    expect(wrong(read, report.truth)).toEqual([]);
  });

  it("31 reads the table as it is printed where the text says another number", async () => {
    const report = new VariantReport().figure("new_requests_total", "3");
    const sentence = "全年受理政府信息公开申请2件。";
    const read = await report.read((html) =>
      html.replace("<strong>一、总体情况</strong></p>", `$&<p>${sentence}</p>`),
    );
    expect(byName(read).get("new_requests_total")?.value).toBe(3);
    expect(read.sections[0]?.text).toContain(sentence);
  });

  it.each([
    ["fees_amount_wan", "4068.208", 4068.208],
    ["fees_amount_wan", "59237.2449", 59_237.2449],
    ["licensing_decisions", "11398889", 11_398_889],
  ])("32 reads %s of %s to the last digit", async (name, text, value) => {
    const read = await new VariantReport().figure(name, text).read();
    expect(byName(read).get(name)).toMatchObject({ value, state: "number", raw: text });
    expect(read.problems).toEqual([]);
  });

  it("33 takes body and year from the page and not from its address", async () => {
    const report = new VariantReport();
    const read = await readText(report.html, "xxgkAnnualReport.jsp_area=other_fbtime=2019.html");
    expect(read).toMatchObject({ body: report.truth.body, year: 2023 });
  });

  it("34 is not misled by a preface that counts review and litigation as two parts", async () => {
    const report = new VariantReport().text((text) =>
      text.replace(
        "统计期限",
        "全文包括总体情况、主动公开政府信息情况、政府信息公开行政复议、行政诉讼情况等六个部分，统计期限",
      ),
    );
    const read = await report.read();
    expect(read.sections.map((section) => section.code)).toEqual(SECTIONS.map(({ code }) => code));
    expect(wrong(read, report.truth)).toEqual([]);
  });
});
