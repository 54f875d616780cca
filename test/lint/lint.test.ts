import { existsSync } from "node:fs";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { DOORS, MAY_IMPORT } from "../../eslint.config.js";

const eslint = new ESLint();

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).flatMap(({ ruleId }) => ruleId ?? []);
}

const FORBIDDEN = [
  ["app/domain/form/edition.ts", "../../db/sql/filters"],
  ["app/domain/form/edition.ts", "#domain/indicators/indicators"],
  ["app/domain/form/edition.ts", "#etl/read/document"],
  ["app/domain/statistics/normal.ts", "#domain/form/edition"],
  ["app/store/version.ts", "#db/sql/filters"],
  ["app/db/sql/filters.ts", "#components/page"],
  ["app/db/sql/filters.ts", "#request/page-request.server"],
  ["app/charts/spine.ts", "#export/csv"],
  ["app/tables/findings.ts", "#db/sql/filters"],
  ["app/export/csv.ts", "#briefing/formats"],
  ["app/request/page-request.server.ts", "#components/page"],
  ["app/briefing/formats.ts", "#db/sql/filters"],
  ["app/components/value.tsx", "#db/sql/filters"],
  ["app/pages/compare/data.server.ts", "#etl/read/document"],
  ["app/root.tsx", "#server/start"],
  ["etl/read/document.ts", "#db/sql/filters"],
  ["etl/read/document.ts", "#domain/form/edition"],
  ["etl/recognise/header.ts", "#etl/reading/cache"],
  ["etl/reading/cache.ts", "#etl/build/build"],
  ["etl/build/build.ts", "#cli/main"],
  ["cli/main.ts", "#server/start"],
  ["tools/bundle.js", "#domain/form/edition"],
] as const;

const ALLOWED = [
  ["app/store/version.ts", "#domain/form/edition"],
  ["app/db/sql/filters.ts", "#domain/form/edition"],
  ["app/pages/compare/data.server.ts", "#db/sql/filters"],
  ["etl/read/document.ts", "#domain/report/printed-cell"],
  ["etl/build/build.ts", "#store/version"],
  ["cli/main.ts", "#etl/build/build"],
] as const;

const TOO_HIGH = "import-x/no-restricted-paths";
const CYCLE = "project/no-import-cycle";

describe("the direction of imports", () => {
  it.each(FORBIDDEN)("lint refuses that %s imports %s", async (file, imported) => {
    expect(existsSync(file)).toBe(true);
    expect(await complaints(file, `export * from "${imported}";\n`)).toContain(TOO_HIGH);
  });

  it.each(FORBIDDEN.slice(0, 2))(
    "lint refuses even a type of %s from %s",
    async (file, imported) => {
      const code = `import type * as upward from "${imported}";\nexport type Upward = keyof typeof upward;\n`;
      expect(await complaints(file, code)).toContain(TOO_HIGH);
    },
  );

  it.each(ALLOWED)("lint lets %s import %s", async (file, imported) => {
    expect(await complaints(file, `export * from "${imported}";\n`)).toEqual([]);
  });

  it("names no folder that is not there", () => {
    const named = [...Object.entries(MAY_IMPORT), ...Object.entries(DOORS)].flatMap(
      ([key, folders]) => (key in MAY_IMPORT ? [key, ...folders] : folders),
    );
    expect(named.filter((folder) => !existsSync(folder))).toEqual([]);
  });

  it("lint keeps a package behind its doors, and what lies below its name too", async () => {
    const duckdb = 'export { DuckDBInstance } from "@duckdb/node-api";\n';
    expect(await complaints("app/components/value.tsx", duckdb)).toContain("no-restricted-imports");
    expect(await complaints("app/db/sql/filters.ts", duckdb)).toContain("no-restricted-imports");
    expect(await complaints("app/db/engine/statement.ts", duckdb)).toEqual([]);
    const pdf = 'export * from "pdfjs-dist/legacy/build/pdf.mjs";\n';
    expect(await complaints("etl/build/build.ts", pdf)).toContain("no-restricted-imports");
  });
});

/** `ratio.ts` imports `normal.ts`: whatever leads back from there closes a cycle. */
const BACK = {
  "a value": 'import { poolRatios } from "./ratio";\nexport const pool = poolRatios;\n',
  "a type": 'import type { Ratio } from "./ratio";\nexport type Mine = Ratio;\n',
  "a type among values": 'import { type Ratio } from "./ratio";\nexport type Mine = Ratio;\n',
  "a re-export": 'export { poolRatios } from "./ratio";\n',
  "an alias": 'export { poolRatios } from "#domain/statistics/ratio";\n',
  "a dynamic import": 'export const load = () => import("./ratio");\n',
  "the type of an import": 'export type Mine = import("./ratio").Ratio;\n',
  "a way over several files": 'export { buildFunnel } from "./funnel";\n',
};

describe("cycles between files", () => {
  it.each(Object.entries(BACK))("lint refuses one that %s closes", async (_, code) => {
    expect(await complaints("app/domain/statistics/normal.ts", code)).toContain(CYCLE);
  });

  it("lint refuses a file that imports itself", async () => {
    const code = 'export * from "./normal";\n';
    expect(await complaints("app/domain/statistics/normal.ts", code)).toContain(CYCLE);
  });

  it("lint lets a file be imported along two ways", async () => {
    const code = 'export { normalLower } from "./normal";\nexport * from "./distributions";\n';
    expect(await complaints("app/domain/statistics/ratio.ts", code)).toEqual([]);
  });
});

const UNSTEADY = {
  "no-restricted-globals": "await new Promise((resolve) => setTimeout(resolve, 50));\nexport {};\n",
  "no-restricted-imports":
    'import { setTimeout as sleep } from "node:timers/promises";\nawait sleep(50);\n',
  "no-restricted-properties": "export const drawn = Math.random();\n",
};

describe("a test", () => {
  it.each(Object.entries(UNSTEADY))(
    "neither sleeps nor draws without a seed (%s)",
    async (rule, code) => {
      expect(await complaints("test/etl/kill.test.ts", code)).toContain(rule);
    },
  );
});
