import { afterEach, describe, expect, it } from "vitest";
import { ScratchCopy } from "../support/scratch-copy";

let copy: ScratchCopy;
afterEach(() => copy.remove());

describe("what a declaration touches", () => {
  it("an indicator with a new sum is one entry: summed by the load, queried, filtered by, explained", async () => {
    copy = await ScratchCopy.create(["test/support/figures-table.ts"]);
    await copy.edit(
      "app/domain/indicators/indicators.ts",
      "  disclosure_rate: {",
      `  sensitive_rate: {
    name: "国家秘密和过程性信息占比",
    group: "outcome",
    meaning: "属于国家秘密、过程性信息的件数占办结件数的比重",
    numerator: {
      name: "国家秘密与过程性信息之和",
      lines: ["not_disclosed_state_secret", "not_disclosed_process_information"],
    },
    denominator: QUANTITIES.handled,
    format: "share",
  },
  disclosure_rate: {`,
    );
    const printed = await copy.run(`
      import { INDICATORS } from "#domain/indicators/indicators";
      import { parseFilters } from "#domain/filters/address";
      import { FILTERS, resolveFilters } from "#domain/filters/filters";
      import { groupRatiosSql, readGroupRatios, yearsSchema } from "#db/sql/indicators";
      import { declaredIndicators, indicatorColumns } from "#tables/method";
      import { FiguresTable } from "./test/support/figures-table";
      const figures = await FiguresTable.create();
      const cells = { not_disclosed_state_secret: 1, not_disclosed_process_information: 3, handled_total: 10 };
      const row = (column) =>
        Object.fromEntries(Object.entries(cells).map(([line, value]) => [\`\${line}_\${column}\`, value]));
      await figures.add({ year: 2024, ...row("total"), ...row("natural_person") });
      const measures = {
        all: INDICATORS.sensitive_rate,
        persons: { ...INDICATORS.sensitive_rate, applicant: "natural_person" },
      };
      const answer = await figures.columns(groupRatiosSql(measures, "true"));
      const [year] = readGroupRatios(yearsSchema.parse(answer), measures);
      const { indicator } = parseFilters(new URLSearchParams("indicator=sensitive_rate"));
      const filters = resolveFilters({ indicator }, { year: 2024, area: "990000" });
      const offered = FILTERS.indicator
        .choices({ years: [], areas: [], districts: [] }, filters)
        .some(({ value }) => value === "sensitive_rate");
      const declared = declaredIndicators.find(({ code }) => code === "sensitive_rate");
      const explained = indicatorColumns.map((column) => column.value(declared));
      console.log(JSON.stringify({ figures: year.figures, offered, explained }));
    `);
    const { figures, offered, explained } = JSON.parse(printed);
    for (const ratio of [figures.all, figures.persons])
      expect(ratio).toMatchObject({ numerator: 4, denominator: 10, value: 0.4 });
    expect(offered).toBe(true);
    expect(explained).toContain("Σ国家秘密与过程性信息之和 ÷ Σ办结件数");
    expect([...copy.touched]).toHaveLength(1);
  }, 120_000);

  it("a line of the form is one entry: stored, laid out, summed, written by the sample, read back, shown", async () => {
    copy = await ScratchCopy.create(["data"]);
    await copy.edit(
      "app/domain/form/requests.ts",
      `    {
      code: "other_handling",`,
      `    {
      code: "not_processed_automated",
      numeral: "6.",
      label: "批量自动提出的申请",
      group: "not_processed",
      editions: [2021],
    },
    {
      code: "other_handling",`,
    );
    await copy.edit(
      "app/domain/form/requests.ts",
      `        "not_processed_confirmation",
        "other_handling",`,
      `        "not_processed_confirmation",
        "not_processed_automated",
        "other_handling",`,
    );
    const printed = await copy.run(`
      import { cellByName, sumsIn, tableOf } from "#domain/form/cells";
      import { formatCellLabel } from "#domain/form/cell-label";
      import { layoutOf } from "#domain/form/layout";
      import { INDICATORS } from "#domain/indicators/indicators";
      import { cellsOf } from "#domain/indicators/quantity-cells";
      import { DATABASE } from "#store/schema";
      import { declaredLines } from "#tables/method";
      import { openReader } from "#etl/reading/reader";
      import { writeDocument } from "#etl/sample/document/document";
      import { DEFAULT_SEED, simulateProvince } from "#etl/sample/province";
      const name = "not_processed_automated_total";
      const sums = sumsIn("requests", 2021).filter(({ parts }) => parts.some((part) => part.name === name));
      const stored = name in DATABASE.reports.columns && name in DATABASE.figures.columns;
      const laidOut = [2019, 2021].map((edition) =>
        layoutOf("requests", edition).rows.flat().filter(({ cell }) => cell === name).length);
      const counted = cellsOf(INDICATORS.not_processed_rate.numerator).plus.includes(cellByName(name));
      const listed = declaredLines(tableOf("requests")).some(({ line }) => line.code === "not_processed_automated");
      const read = openReader();
      const written = [];
      for (const report of simulateProvince(DEFAULT_SEED)) {
        const cell = report.printed.find((each) => each.cell.name === name);
        if (!cell?.value) continue;
        const { path, bytes } = writeDocument(report, DEFAULT_SEED, "portal");
        const { cells } = await read(bytes, { file: path, format: "html", manifest: null });
        const found = cells.find(({ line, column }) => \`\${line}_\${column}\` === name);
        written.push([cell.value, found?.value]);
        if (written.length === 3) break;
      }
      console.log(JSON.stringify({
        directions: sums.map(({ direction }) => direction), stored, laidOut, counted, listed, written,
        label: formatCellLabel(name),
      }));
    `);
    const { written, ...derived } = JSON.parse(printed);
    expect(derived).toEqual({
      directions: ["down"],
      stored: true,
      laidOut: [0, 1],
      counted: true,
      listed: true,
      label: "表三“（五）不予处理6.批量自动提出的申请”总计",
    });
    expect(written).toHaveLength(3);
    for (const [value, found] of written) expect(found).toBe(value);
    expect([...copy.touched]).toHaveLength(1);
  }, 120_000);

  it("a filter is one entry: read from the address, written to it, offered, applied in SQL", async () => {
    copy = await ScratchCopy.create();
    const file = "app/domain/filters/filters.ts";
    await copy.edit(
      file,
      `  "indicator",\n] as const;`,
      `  "indicator",\n  "dataset",\n] as const;`,
    );
    await copy.edit(
      file,
      `  indicator: IndicatorCode;\n}`,
      `  indicator: IndicatorCode;\n  dataset: "all" | "real" | "demo";\n}`,
    );
    await copy.edit(
      file,
      `  indicator: {\n    ...listFilter({`,
      `  dataset: listFilter({
    label: "数据",
    values: ["all", "real", "demo"],
    words: (dataset) => (dataset === "all" ? "全部数据" : dataset),
    resolve: (chosen) => chosen ?? "all",
    where: (dataset) => dataset === "all" ? { sql: "true", values: [] } : anyOf("dataset")(dataset),
  }),
  indicator: {
    ...listFilter({`,
    );
    const printed = await copy.run(`
      import { conditionOf } from "#db/sql/filters";
      import { formatSearch, parseFilters } from "#domain/filters/address";
      import { resolveFilters } from "#domain/filters/filters";
      import { buildFilterControls } from "#request/filter-bar";
      const main = { year: 2024, area: "990000" };
      const chosen = parseFilters(new URLSearchParams("dataset=demo"));
      const filters = resolveFilters(chosen, main);
      const facts = { years: [], areas: [], districts: [] };
      const [control] = buildFilterControls(["dataset"], filters, resolveFilters({}, main), facts);
      let refusal;
      try { parseFilters(new URLSearchParams("dataset=none")); } catch (error) { refusal = error.message; }
      console.log(JSON.stringify({
        search: formatSearch(chosen), control, refusal, condition: conditionOf({ dataset: "demo" }),
      }));
    `);
    const { search, control, refusal, condition } = JSON.parse(printed);
    expect(search).toBe("?dataset=demo");
    expect(control).toMatchObject({ label: "数据", value: "demo", fallback: "all" });
    expect(control.choices).toHaveLength(3);
    expect(refusal).toMatch(/数据应为\S+（all）、\S+（real）或\S+（demo）$/u);
    expect(condition).toEqual({ sql: "(dataset = ?)", values: ["demo"] });
    expect([...copy.touched]).toHaveLength(1);
  }, 120_000);

  it("a law is one row: marked in charts, quoted with its indicators, in letters and on the method page, not compared across", async () => {
    copy = await ScratchCopy.create();
    await copy.edit(
      "app/domain/laws/laws.ts",
      "} as const satisfies Readonly<Record<string, Law>>;",
      `  tried_rule: {
    source: "试拟规定第一条",
    inForce: "2027-03-01",
    lines: ["direct_suit", "post_review_suit"],
    breaks: ["lawsuit_rate"],
    bridges: ["dispute_rate"],
    event: "试拟规定施行",
    mark: "起诉条件改变",
    words: "2027年3月1日起施行的试拟规定改变了起诉的条件",
    bridgeWords: "试拟规定之后同一争议只计一次。",
  },
} as const satisfies Readonly<Record<string, Law>>;`,
    );
    const printed = await copy.run(`
      import { BREAKS } from "#charts/year-marks";
      import { explainChange } from "#domain/comparison/change";
      import { judgeBodies } from "#domain/comparison/comparison";
      import { INDICATORS } from "#domain/indicators/indicators";
      import { explainLawBreak } from "#domain/indicators/law-breaks";
      import { explainBridgedBreaks, explainLaws, isAcrossLaw } from "#domain/indicators/laws-between";
      import { declaredIndicators, declaredRules, indicatorColumns } from "#tables/method";
      const caveat = indicatorColumns.find(({ id }) => id === "caveat");
      const quoting = declaredIndicators.filter((each) => caveat.value(each).includes("试拟规定"));
      const years = [[2025, 2026], [2026, 2027], [2027, 2028], [2028, 2029]];
      const explained = (explain, code) =>
        years.map(([earlier, later]) => Boolean(explain(INDICATORS[code], earlier, later)));
      const stated = [2026, 2027].flatMap((year) => [1, 2].map((each) => ({
        report_id: String(year) + each, code: "99000" + each, division_code: "99000" + each,
        division: "某地", city: null, errors: 0, flag: null, year, numerator: each, denominator: 100,
        alternatives: [], strata: [],
      })));
      const change = explainChange(INDICATORS.lawsuit_rate, stated, 2026, 2027);
      console.log(JSON.stringify({
        marks: BREAKS.map(({ words }) => words).slice(-2),
        quoting: quoting.map(({ code }) => code),
        lawsuits: explained(explainLawBreak, "lawsuit_rate"),
        disputes: explained((...each) => explainBridgedBreaks(...each).length > 0, "dispute_rate"),
        notHeld: explained(isAcrossLaw, "not_held_rate"),
        change: change.kind + (change.reason ?? ""),
        judged: judgeBodies(stated, 2027, INDICATORS.lawsuit_rate).bodies.map((body) => body.change),
        letter: explainLaws([INDICATORS.lawsuit_rate, INDICATORS.dispute_rate], 2026, 2027),
        method: declaredRules.filter(({ source }) => source.includes("试拟规定")),
      }));
    `);
    const found = JSON.parse(printed);
    const words =
      "2027年3月1日起施行的试拟规定改变了起诉的条件；2027年只有部分时间适用，2028年是首个完整年度，2026年、2027年与2028年之间的升降不宜单独归因于工作质量。";
    const refusal = `2027年起法律规定改变，诉讼率前后不可比。${words}`;
    const bridge = "试拟规定之后同一争议只计一次。";
    expect(found).toEqual({
      marks: ["2027年起诉条件改变（3月起）", "2028年起诉条件改变（全年）"],
      quoting: ["lawsuit_rate", "dispute_rate"],
      lawsuits: [true, true, true, false],
      disputes: [true, true, true, false],
      notHeld: [false, false, false, false],
      change: `refused${refusal}`,
      judged: [null, null],
      letter: [refusal, bridge],
      method: [
        {
          source: "试拟规定第一条",
          since: "2027-03-01",
          words: words + bridge,
          years: "2027年（部分年度）、2028年（首个完整年度）",
          broken: ["诉讼率"],
          quoted: ["复议诉讼率"],
        },
      ],
    });
    expect([...copy.touched]).toHaveLength(1);
  }, 120_000);
});
