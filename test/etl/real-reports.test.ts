import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { cellName } from "#domain/form/cell-name";
import type { Store } from "#store/data-folder";
import { queryDatabase } from "../support/load";
import { realReports } from "../support/real-reports";

const FOLDER = new URL("../../data/reports/real/", import.meta.url);
const COLLECTED = new URL("../../../shared/figures/real-reports.json", import.meta.url);

const listing = z
  .array(z.object({ file: z.string(), division: z.string(), year: z.coerce.number() }))
  .parse(parse(readFileSync(new URL("manifest.csv", FOLDER)), { columns: true }));

const printedIn = (file: string) =>
  z
    .array(z.object({ line: z.string(), column: z.string(), printed: z.string() }))
    .parse(parse(readFileSync(new URL(file, FOLDER)), { columns: true }));

const number = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

let store: Store;
let reports: Map<string, Record<string, unknown>>;
let figures: Map<string, Record<string, unknown>>;

async function rowsOf(table: string): Promise<Map<string, Record<string, unknown>>> {
  const rows = z
    .array(z.record(z.string(), z.unknown()))
    .parse(await queryDatabase(store, `FROM ${table}`));
  return new Map(
    rows.map((row) => [`${String(row["division_code"])} ${String(row["year"])}`, row]),
  );
}

beforeAll(async () => {
  store = await realReports();
  reports = await rowsOf("reports");
  figures = await rowsOf("figures");
});

describe("the six real reports", () => {
  it("are all listed and all loaded as real data", () => {
    const files = readdirSync(FOLDER).filter((name) => name !== "manifest.csv");
    expect(files.sort()).toEqual(listing.map(({ file }) => file).sort());
    expect(reports.size).toBe(6);
    expect([...reports.values()].map((row) => row["dataset"])).toEqual(Array(6).fill("real"));
  });

  it.each(listing)(
    "$file has in the database what it prints, cell by cell",
    ({ file, division, year }) => {
      const row = reports.get(`${division} ${year}`);
      expect(row?.["file"]).toBe(`real/${file}`);
      for (const { line, column, printed } of printedIn(file)) {
        const name = cellName(line, column);
        const expected = printed === "" ? null : Number(printed.replace("元", ""));
        expect([name, number(row?.[name])]).toEqual([name, expected]);
      }
    },
  );

  it("compute the totals that 上海市政府办公厅 left blank, and take the only repair of a wrong one of 洪泽", () => {
    expect(reports.get("310000 2019")).toMatchObject({ disclosed_total: null });
    expect(figures.get("310000 2019")).toMatchObject({
      disclosed_total: 272,
      unable_not_held_total: 265,
      handled_total_total: 805,
      procurement_amount: "251000.0000",
    });
    expect(figures.get("320813 2023")).toMatchObject({
      review_upheld: 10,
      review_total: 11,
      post_review_suit_total: null,
      edition_proactive_disclosure: 2021,
      edition_requests: 2019,
    });
    expect(reports.get("320813 2023")).toMatchObject({
      review_total: 0,
      post_review_suit_total: 0,
    });
    expect(figures.get("310000 2024")).toMatchObject({ carried_over_out_total: 1 });
  });

  it.skipIf(!existsSync(COLLECTED))("equal the figures that were collected", () => {
    const cell = z.int().nullable();
    const collected = z
      .array(
        z.object({
          division_code: z.string(),
          year: z.int(),
          table2: z.record(z.string(), z.number().nullable()),
          table3_columns: z.array(z.string()),
          table3: z.record(z.string(), z.array(cell)),
          table4: z.record(z.string(), cell),
        }),
      )
      .parse(JSON.parse(readFileSync(COLLECTED, "utf8")));
    expect(collected).toHaveLength(6);
    for (const report of collected) {
      const row = reports.get(`${report.division_code} ${report.year}`);
      const expected = {
        ...report.table2,
        ...report.table4,
        ...Object.fromEntries(
          Object.entries(report.table3).flatMap(([line, values]) =>
            values.map((value, index) => [
              cellName(line, report.table3_columns[index] ?? ""),
              value,
            ]),
          ),
        ),
      };
      for (const [key, value] of Object.entries(expected)) {
        const name = key === "procurement_amount_yuan" ? "procurement_amount" : key;
        expect([name, number(row?.[name])]).toEqual([name, value]);
      }
    }
  });
});
