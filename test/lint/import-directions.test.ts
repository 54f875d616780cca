import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const eslint = new ESLint();

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).flatMap(({ ruleId }) => ruleId ?? []);
}

const FORBIDDEN = [
  ["app/domain/form/edition.ts", "../../db/filter-sql"],
  ["app/domain/form/edition.ts", "#etl/read/document"],
  ["app/db/sql/filters.ts", "#components/page"],
  ["app/components/value.tsx", "#db/filter-sql"],
  ["etl/read/document.ts", "#db/filter-sql"],
  ["app/export/csv.ts", "#db/filter-sql"],
] as const;

const ALLOWED = [
  ["app/db/sql/filters.ts", "#domain/form/edition"],
  ["etl/read/document.ts", "#domain/form/edition"],
  ["app/components/value.tsx", "#domain/form/edition"],
] as const;

describe("the direction of imports", () => {
  it.each(FORBIDDEN)("lint refuses that %s imports %s", async (file, imported) => {
    const found = await complaints(file, `export * from "${imported}";\n`);
    expect(found).toContain("import-x/no-restricted-paths");
  });

  it.each(ALLOWED)("lint lets %s import %s", async (file, imported) => {
    expect(await complaints(file, `export * from "${imported}";\n`)).toEqual([]);
  });

  it("lint keeps DuckDB behind its two doors", async () => {
    const code = 'export { DuckDBInstance } from "@duckdb/node-api";\n';
    expect(await complaints("app/components/value.tsx", code)).toContain("no-restricted-imports");
    expect(await complaints("app/db/sql/filters.ts", code)).toEqual([]);
  });
});
