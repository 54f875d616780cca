import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { CELLS } from "#domain/form/cells";
import { STORED_SUMS } from "#domain/indicators/stored-sums";
import { REPORT_DIMENSIONS } from "#domain/report/report-row";
import { createTable, DATABASE } from "#store/schema";

async function columnsOf(table: keyof typeof DATABASE): Promise<[string, string][]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(createTable(DATABASE[table]));
  const result = await connection.runAndReadAll(`DESCRIBE ${table}`);
  return result.getRowsJson().map(([name, type]) => [String(name), String(type)]);
}

describe("the database", () => {
  it.each(["reports", "figures"] as const)(
    "has in %s one column for each cell of the form",
    async (table) => {
      const columns = await columnsOf(table);
      expect(columns.map(([name]) => name)).toEqual([
        ...REPORT_DIMENSIONS,
        ...CELLS.map((cell) => cell.name),
        ...(table === "figures" ? ["unusable", ...STORED_SUMS.map(({ column }) => column)] : []),
      ]);
      const types = new Map(columns);
      const counted = table === "figures" ? "DOUBLE" : "INTEGER";
      for (const { name, unit } of CELLS)
        expect([name, types.get(name)]).toEqual([
          name,
          unit === "万元" || unit === "元" ? "DECIMAL(18,4)" : counted,
        ]);
    },
  );

  it("can be created whole", async () => {
    for (const [name, shape] of Object.entries(DATABASE)) expect(shape.name).toBe(name);
    const evidence = await columnsOf("evidence");
    expect(evidence[1]?.[1]).toMatch(/^STRUCT\(.*\)\[\]$/);
  });
});
