import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase } from "#db/engine/connection.server";
import { filingStateOf } from "#domain/checks/filing";
import { dataStore } from "#store/data-folder";
import { loader as page } from "../../../app/pages/checks/page";
import { attentionColumns } from "#pages/checks/attention";
import { loadCompare } from "#pages/compare/data.server";
import { toBodies } from "#pages/district/links";
import { loadHelp } from "#pages/help/data.server";
import { loader as csv } from "#pages/downloads/csv";
import { loader as xlsx } from "#pages/downloads/xlsx";
import { figuresCsv, loadInto, writeReports } from "../../support/load";

let folder: string;

/** 乙县 prints a wrong total of reviews, which somebody accepted; 丙区 two, one of which has changed since. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-checks-"));
  const store = dataStore(folder);
  const documents = join(folder, "documents");
  const print = (suits: string): void =>
    writeReports(documents, [
      { file: "a.csv", text: figuresCsv(2021, { review_total: "3", regulations_issued: "1" }) },
      {
        file: "a-before.csv",
        year: 2022,
        text: figuresCsv(2021, { carried_over_out_total: "4" }),
      },
      {
        file: "b.csv",
        division: "990102",
        body: "=丙区人民政府",
        text: figuresCsv(2021, { review_total: "5", direct_suit_total: suits }),
      },
      ...[
        { body: "乙县教育局", year: 2022 },
        { body: "乙县教育局", year: 2023 },
        { body: "乙县民政局", year: 2022 },
        { body: "乙县水利局", year: 2023 },
      ].map(({ body, year }, index) => ({
        file: `department-${index}.csv`,
        kind: "department",
        scope: "organ",
        body,
        year,
        text: figuresCsv(2021),
      })),
    ]);
  print("2");
  const first = await loadInto(store, [documents]);
  const rows = (first.findings?.open ?? [])
    .filter(({ finding }) => finding.check === "T4-SUM")
    .filter(
      ({ reportId, finding }) => /990101/.test(reportId) || /suit/.test(finding.cells[0] ?? ""),
    )
    .map(({ fingerprint, values }) => `${fingerprint},${values},已核实,张三,2024-05-01`);
  writeFileSync(
    join(folder, "accepted-findings.csv"),
    ["fingerprint,values,reason,by,date", ...rows, ""].join("\n"),
  );
  print("4");
  await loadInto(store, [documents]);
  vi.stubEnv("GONGKAI_DATA", folder);
}, 60_000);
afterAll(() => {
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const asked = (search: string, path = "/checks") => ({
  params: {},
  request: new Request(`http://localhost${path}?check=T4-SUM${search}`),
  context: {},
});
const listed = async (search: string) => {
  const { findings } = await (await page(asked(search))).json();
  return findings.map(({ division, acceptance }) => `${division} ${acceptance}`).sort();
};

describe("a page of checks on a single district", () => {
  it("lists the findings and the filings of that district alone, which the filter bar offers", async () => {
    const { controls, filings } = await (await page(asked("&district=990102&state=all"))).json();
    expect(await listed("&district=990102&state=all")).toEqual(
      (await listed("&state=all")).filter((words) => words.startsWith("丙区")),
    );
    expect(new Set(filings.map(({ code }) => code))).toEqual(new Set(["990102"]));
    const control = controls.find(({ key }) => key === "district");
    expect(control?.value).toBe("990102");
    expect(control?.choices.map(({ value }) => value)).toEqual(
      expect.arrayContaining(["all", "990101", "990102"]),
    );
  });

  it("lists all districts where the one named lies in another area", async () => {
    expect(await listed("&district=330211&state=all")).toEqual(await listed("&state=all"));
  });
});

describe("the findings that a page of checks lists", () => {
  it("are those that nobody accepted, or that changed since, unless others are asked for", async () => {
    expect(await listed("")).toEqual(["丙区 changed", "丙区 open"]);
    expect(await listed("&state=accepted")).toEqual(["乙县 accepted"]);
    expect(await listed("&state=changed")).toEqual(["丙区 changed"]);
    expect(await listed("&state=all")).toHaveLength(3);
  });

  it("are narrowed by severity and by the name of the place", async () => {
    expect(await listed("&state=all&severity=W")).toEqual([]);
    expect(await listed("&state=all&q=乙县")).toEqual(["乙县 accepted"]);
  });

  it("are counted by rule and year under the same filters, whatever year is shown", async () => {
    const { hotSpots } = await (await page(asked("&state=all&year=2022"))).json();
    const spot = hotSpots.find(({ check_id }) => check_id === "T4-SUM");
    expect(spot?.years).toEqual([{ year: 2023, findings: 3, bodies: 2 }]);
  });
});

describe("what a page of checks asks of bodies", () => {
  it("counts the bodies whose earlier reports leave something unsettled, and names the letter of each by its kind", async () => {
    const loadOf = async (year: number) =>
      (
        await page({
          ...asked(""),
          request: new Request(`http://localhost/checks?year=${year}`),
        })
      ).json();
    const [first, later] = [await loadOf(2022), await loadOf(2023)];
    expect(first.earlier).toBe(0);
    const ofYear = first.attention.filter(({ errors, questions }) => errors + questions > 0);
    expect(ofYear.length).toBeGreaterThan(0);
    expect(later.earlier).toBe(ofYear.length);
    const letter = attentionColumns("990000", "county").find(({ id }) => id === "letter");
    const named = [...first.attention, ...later.attention].map((row) => [
      row.report_id === null,
      letter?.value(row),
    ]);
    expect(named).toContainEqual([true, "催报函"]);
    expect(named).toContainEqual([false, "核实更正函"]);
  });
});

describe("the example of departments on the help page", () => {
  it("is the division and year of which most are loaded, compared as one group", async () => {
    const departments = (await loadHelp()).examples?.departments;
    expect(departments).toMatchObject({ name: "乙县", year: 2023, reports: 2 });
    const address = departments && toBodies("department", departments, departments.year);
    const { comparison } = await loadCompare(new Request(`http://localhost${address}`));
    expect(comparison.bodies.map(({ division }) => division).sort()).toEqual(
      ["乙县教育局", "乙县水利局"].sort(),
    );
  });
});

describe("the values of a finding", () => {
  it("lead to the report in which they stand, and nowhere where they are a bound", async () => {
    const found = async (check: string) => {
      const address = `http://localhost/checks?year=2023&check=${check}`;
      const answer = await page({ params: {}, request: new Request(address), context: {} });
      const { findings } = await answer.json();
      return findings[0];
    };
    const carried = await found("Y-CARRY");
    const cell = "carried_over_out_total";
    expect(carried?.right_value).toBe(4);
    expect(carried?.right_cell?.cell).toBe(cell);
    expect(carried?.right_cell?.report_id).not.toBe(carried?.report_id);
    expect((await found("T2-REG"))?.right_cell).toBeNull();
    const summed = await found("T4-SUM");
    expect(summed?.right_cell).toEqual({ report_id: summed?.report_id, cell: summed?.cell });
  });
});

describe("the questions to send", () => {
  it("are a workbook with a sheet a district, each question with its article, under the filters", async () => {
    const response = await xlsx(asked("&state=all", "/checks.xlsx"));
    expect(decodeURIComponent(response.headers.get("Content-Disposition") ?? "")).toMatch(
      /问题清单.*演示数据（虚构）\.xlsx/,
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      "说明",
      "汇总",
      "乙县990101",
      "丙区990102",
    ]);
    const about = workbook.getWorksheet("说明");
    expect(about?.getCell("B3").text).toContain("演示数据（虚构）");
    const sheet = workbook.getWorksheet("丙区990102");
    const header = z.array(z.string().optional()).parse(sheet?.getRow(1).values);
    const column = (name: string) => header.indexOf(name);
    const question = sheet?.getRow(2).getCell(column("问题")).text ?? "";
    expect(question).toMatch(/表四.*请/);
    expect(question).not.toContain("依据");
    expect(sheet?.getRow(2).getCell(column("依据")).text).toContain("报告格式");
    const left = [2, 3].map((row) => sheet?.getRow(row).getCell(column("报告印的数")).value);
    expect(new Set(left)).toEqual(new Set([4, 5]));
    expect(sheet?.getRow(2).getCell(column("整改结果")).value).toBeNull();
  });

  it("ask a district for the report that is missing, unless only other things are asked for", async () => {
    const sheetOf = async (search: string) => {
      const request = new Request(`http://localhost/checks.xlsx?year=2022&state=all${search}`);
      const workbook = new ExcelJS.Workbook();
      const response = await xlsx({ params: {}, request });
      await workbook.xlsx.load(await response.arrayBuffer());
      return workbook.getWorksheet("丙区990102");
    };
    const row = (await sheetOf(""))?.getRow(2);
    expect(row?.getCell(2).text).toMatch(/^2022年度报告未载入。请核实.*是否已经公布/);
    expect(row?.getCell(3).text).toContain("《条例》");
    expect(row?.getCell(5).value).toBe("=丙区人民政府");
    expect(await sheetOf("&check=T4-SUM")).toBeUndefined();
    expect(await sheetOf("&q=乙县")).toBeUndefined();
  });

  it("hold what earlier reports still have open, as the letters do", async () => {
    const asksOf = async (search: string): Promise<string> => {
      const workbook = new ExcelJS.Workbook();
      const request = new Request(`http://localhost/checks.xlsx?${search}`);
      await workbook.xlsx.load(await (await xlsx({ params: {}, request })).arrayBuffer());
      return workbook.worksheets
        .flatMap((sheet) => [2, 3, 4, 5].map((row) => sheet.getRow(row).getCell(2).text))
        .join();
    };
    expect(await asksOf("year=2023")).toContain("2022年度，");
    expect(await asksOf("year=2023&state=all")).not.toContain("2022年度，");
  });

  it("hold text only where a body's name looks like a formula", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await (await xlsx(asked("&state=all", "/checks.xlsx"))).arrayBuffer());
    const sheet = workbook.getWorksheet("丙区990102");
    const heads = z.array(z.string().optional()).parse(sheet?.getRow(1).values);
    const cell = sheet?.getRow(2).getCell(heads.indexOf("责任单位"));
    expect(cell?.text).toBe("=丙区人民政府");
    expect(cell?.type).toBe(ExcelJS.ValueType.String);
    const text = await (await csv(asked("&state=all", "/checks.csv"))).text();
    const rows = z
      .array(z.record(z.string(), z.string()))
      .parse(parse(text, { columns: true, bom: true }));
    expect(rows.map((row) => row["报告机关"])).toContain("'=丙区人民政府");
    expect(rows.every((row) => /^[0-9a-f]{14}$/.test(row["数值编号"] ?? ""))).toBe(true);
  });
});

describe("the filings of departments, of which a district has many", () => {
  const departments = (search: string, path = "/checks") =>
    new Request(`http://localhost${path}?scope=organ&kind=department${search}`);

  it("have a row each, the gravest first, due from the first report on and unknown before it", async () => {
    const request = departments("&year=2023");
    const { filings, missing, years } = await (await page({ ...asked(""), request })).json();
    expect(years).toEqual([2022, 2023]);
    expect(
      filings.map((filing) => `${filing.name} ${filing.year} ${filingStateOf(filing)}`),
    ).toEqual([
      "乙县民政局 2022 clean",
      "乙县民政局 2023 not_loaded",
      "乙县教育局 2022 clean",
      "乙县教育局 2023 clean",
      "乙县水利局 2022 unknown",
      "乙县水利局 2023 clean",
    ]);
    expect(missing).toEqual([{ absence: "未载入", count: 1, names: ["乙县民政局"] }]);
  });

  it("ask only the departments that stopped, each by its name on the sheet of its district", async () => {
    const workbook = new ExcelJS.Workbook();
    const response = await xlsx({
      ...asked(""),
      request: departments("&year=2023&state=all", "/checks.xlsx"),
    });
    await workbook.xlsx.load(await response.arrayBuffer());
    const sheet = workbook.getWorksheet("乙县990101");
    const heads = z.array(z.string().optional()).parse(sheet?.getRow(1).values);
    const cellOf = (name: string) => sheet?.getRow(2).getCell(heads.indexOf(name)).text;
    expect(cellOf("责任单位")).toBe("乙县民政局");
    expect(cellOf("问题")).toMatch(/^2023年度报告未载入。/u);
    expect(workbook.getWorksheet("丙区990102")).toBeUndefined();
  });

  it("say nothing of kinds of body of which no report is loaded", async () => {
    const request = new Request("http://localhost/checks?scope=organ&kind=township&year=2023");
    const { filings, missing } = await (await page({ ...asked(""), request })).json();
    expect(filings).toEqual([]);
    expect(missing).toEqual([]);
  });
});
