import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { loadDivisions } from "#etl/intake/register";
import { identityOf } from "#etl/intake/ledger";
import { temporaryFolder } from "../../support/load";
import { readText, VariantReport } from "../../support/variant-report";

const divisions = loadDivisions();
const names = new DivisionNames(divisions, loadBodies());
const report = new VariantReport();
const ofBody = (body: string): string =>
  report.html
    .replaceAll(report.document.title, `${body}2023年政府信息公开工作年度报告`)
    .replaceAll(report.truth.body, body);

function layOver(lines: readonly string[]): void {
  const folder = temporaryFolder();
  vi.stubEnv("GONGKAI_DATA", folder);
  writeFileSync(join(folder, "bodies-added.csv"), `${lines.join("\n")}\n`);
}

afterEach(() => vi.unstubAllEnvs());

describe("the register of bodies", () => {
  it("lists bodies of registered divisions, each once", () => {
    const bodies = loadBodies();
    const codes = new Set(divisions.map(({ code }) => code));
    expect(bodies.filter(({ division }) => !codes.has(division))).toEqual([]);
    const all = bodies.flatMap(({ name, formerNames }) => [name, ...formerNames]);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([
    ["苏州工业园区管理委员会", "320500"],
    ["苏州工业园区管委会", "320500"],
    ["江苏省苏州工业园区管理委员会", "320500"],
    ["新疆生产建设兵团第八师石河子市", "650000"],
    ["第八师（石河子市）", "650000"],
  ])("knows %s by its name, long or short", (name, division) => {
    expect(names.resolve(name, 2023)).toMatchObject({
      kind: "found",
      division: { code: division },
      registered: { kind: "zone", scope: "jurisdiction" },
    });
  });

  it("knows other bodies of a zone by the zone, and does not take them for its committee", () => {
    const found = names.resolve("苏州工业园区教育局", 2023);
    expect(found).toMatchObject({ division: { code: "320500" }, rest: "教育局" });
    expect(found).not.toHaveProperty("registered");
  });

  it.each([
    ["国家税务总局淮安市税务局", "320800"],
    ["国家税务总局江苏省税务局", "320000"],
    ["国家统计局宁波市调查队", "330200"],
    ["国家统计局宁波调查队", "330200"],
    ["国家统计局江苏调查总队", "320000"],
    ["国家统计局吉林调查总队", "ambiguous"],
    ["国家税务总局苏州工业园区税务局", "320500"],
    ["国家金融监督管理总局内蒙古监管局", "150000"],
    ["中华人民共和国南京海关", "320000"],
    ["南京海关", "320000"],
  ])("finds the division that %s names after its central body", (name, division) => {
    const found = names.resolve(name, 2023);
    const code = found.kind === "found" ? found.division.code : found.kind;
    expect(code).toBe(division);
  });

  it("takes rows of the data folder as well", () => {
    layOver(["name,kind,division,scope", "江边口岸办公室,department,320000,organ"]);
    const added = new DivisionNames(divisions, loadBodies());
    expect(added.resolve("江边口岸办公室", 2023)).toMatchObject({
      division: { code: "320000" },
      registered: { kind: "department", scope: "organ" },
    });
    expect(added.resolve("苏州工业园区管理委员会", 2023).kind).toBe("found");
  });

  it.each([
    ["南京海关,customs,320000,organ", /第2行.*kind 列“customs”：应为 government/],
    ["南京海关,department,3200,organ", /division 列“3200”：应为所在区划的6位代码/],
    ["海关,department,320000,organ", /name 列“海关”：应写全称/],
    ["南京海关,department,320000,all", /scope 列“all”/],
  ])("says what is wrong with the row %s", (row, message) => {
    layOver(["name,kind,division,scope", row]);
    expect(() => loadBodies()).toThrow(message);
  });
});

describe("the report of a zone", () => {
  it.each(["霖川市经济技术开发区管理委员会", "霖川市高新区管委会", "霖川市临江新区管理委员会"])(
    "of %s is that of a zone, with the scope that its text states",
    async (body) => {
      const read = await readText(ofBody(body), "a.html");
      expect(read).toMatchObject({ body, kind: "zone", division: "990100", scope: "jurisdiction" });
      expect(identityOf(read)).toMatchObject({
        reportId: expect.stringMatching(/^990100-zone-\w+-2023-jurisdiction$/),
      });
    },
  );

  it.each(["霖川市城市管理委员会", "霖川市国有资产监督管理委员会", "霖川市卫生健康委员会"])(
    "is not that of %s, a department",
    async (body) => {
      expect(await readText(ofBody(body), "a.html")).toMatchObject({
        body,
        kind: "department",
        scope: "organ",
      });
    },
  );
});
