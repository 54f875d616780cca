import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { downloadCsv, writeCsv } from "#export/csv";
import { fileNameOf } from "#export/download";
import type { NamedTable } from "#tables/column";
import { fuzz } from "../../support/fuzz";

interface Row {
  readonly name: string;
  readonly rate: number | null;
}

const table = (rows: readonly Row[]): NamedTable<Row> => ({
  name: "区县比较 · 2025年度",
  columns: [
    { id: "name", header: "地区", format: "text", value: ({ name }) => name },
    { id: "rate", header: "不掌握率", format: "share", value: ({ rate }) => rate },
  ],
  rows,
});

describe("a table as CSV", () => {
  it("starts with a byte order mark, so that spreadsheets read Chinese", () => {
    expect(writeCsv(table([])).charCodeAt(0)).toBe(0xfeff);
  });

  it("gives figures the digits they have and unknown ones as nothing, with the kind of data in every row", () => {
    const text = writeCsv(
      table([
        { name: "甲区", rate: 1 / 3 },
        { name: "乙区", rate: null },
      ]),
      "demo",
    );
    const rows: string[][] = parse(text, { bom: true });
    expect(rows).toEqual([
      ["地区", "不掌握率（0至1）", "数据性质"],
      ["甲区", "0.333333", "演示数据（虚构）"],
      ["乙区", "", "演示数据（虚构）"],
    ]);
  });

  it("keeps a sum of money to the cent, however large, none of the digits that arithmetic made up, and no exponent", () => {
    const money = 55_585_300 - 7_422.45;
    const text = writeCsv(
      table([
        { name: "甲市", rate: money },
        { name: "乙市", rate: 1.1 - 1 },
        { name: "丙市", rate: 13_757.5 },
        { name: "丁市", rate: 7.180_85e-21 },
      ]),
    );
    const rows: string[][] = parse(text, { bom: true, from: 2 });
    expect(rows.map(([, figure]) => figure)).toEqual([
      "55577877.55",
      "0.1",
      "13757.5",
      "0.00000000000000000000718085",
    ]);
  });

  it("leads from each row to the cell that its first figure is printed in, where there is one", () => {
    const { columns, ...rest } = table([
      { name: "甲区", rate: 0.5 },
      { name: "合计", rate: 0.4 },
    ]);
    const href = ({ name }: Row) => (name === "甲区" ? "/reports/a-2025#handled" : "/compare");
    const led = columns.map((column) => ({ ...column, href }));
    const rows: string[][] = parse(writeCsv({ ...rest, columns: led }, "real"), { bom: true });
    expect(rows).toEqual([
      ["地区", "不掌握率（0至1）", "首个数字的原表地址", "数据性质"],
      ["甲区", "0.5", "/reports/a-2025#handled", "真实数据"],
      ["合计", "0.4", "", "真实数据"],
    ]);
  });

  it("names the year in the heads of figures that do not, and leads to the site where its address is known", () => {
    vi.stubEnv("GONGKAI_URL", "https://gongkai.example.gov.cn/");
    const { columns, ...rest } = table([{ name: "甲区", rate: 0.5 }]);
    const own = columns
      .filter(({ id }) => id === "rate")
      .map((column) => ({ ...column, header: "2024年不掌握率", ofOtherYears: true as const }));
    const led = [...columns, ...own].map((column) => ({ ...column, href: () => "/reports/a#b" }));
    const text = writeCsv({ ...rest, columns: led, year: 2025 });
    vi.unstubAllEnvs();
    const rows: string[][] = parse(text, { bom: true });
    expect(rows).toEqual([
      ["地区", "不掌握率（2025年，0至1）", "2024年不掌握率（0至1）", "首个数字的原表地址"],
      ["甲区", "0.5", "0.5", "https://gongkai.example.gov.cn/reports/a#b"],
    ]);
  });

  it("never lets a text stand as a formula, and never alters a number", () => {
    fc.assert(
      fc.property(fc.constantFrom("=", "+", "-", "@", "\t", "＝"), fc.string(), (sign, rest) => {
        const rows: string[][] = parse(writeCsv(table([{ name: sign + rest, rate: -0.5 }])), {
          bom: true,
          relax_quotes: true,
        });
        expect(rows[1]?.[0]?.startsWith("'")).toBe(true);
        expect(rows[1]?.[1]).toBe("-0.5");
      }),
      fuzz(100),
    );
  });

  it("is saved under a Chinese name that holds the filters and says when the data are invented", () => {
    expect(fileNameOf("区县比较 · 2025年度", "demo")).toBe("区县比较_2025年度_演示数据（虚构）");
    const header = downloadCsv(table([]), "demo").headers.get("Content-Disposition");
    expect(header).toContain(encodeURIComponent("区县比较_2025年度"));
    expect(header).toMatch(/^attachment; filename="gongkai\.csv"; filename\*=UTF-8''/);
  });
});
