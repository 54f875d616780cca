import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cellName } from "#domain/form/cell-name";
import { readReport } from "#etl/recognise/recognise-report";
import { loadDivisions } from "#etl/intake/register";
import { DivisionNames } from "#etl/intake/division-names";
import { FORMAT_NAMES, FORMATS } from "../../support/documents/formats";
import { judge } from "../../support/documents/judgement";
import { layOut } from "../../support/documents/layout";
import { Random } from "../../support/documents/random";
import { inventTruth, type ZeroStyle } from "../../support/documents/truth";

const register = new DivisionNames(loadDivisions());
const ZEROS: readonly ZeroStyle[] = ["0", "", "/"];

describe.each(FORMAT_NAMES)("an invented report as %s", (format) => {
  const { ending, write } = FORMATS[format];

  it.each(ZEROS)("comes back cell by cell, zero printed as “%s”", async (zero) => {
    for (const year of [2020, 2024]) {
      const random = new Random(year);
      const truth = inventTruth(random, { zero, year });
      const read = await readReport(await write(layOut(truth), random), `示例.${ending}`, {
        register,
      });
      expect(judge(read, truth.cells)).toEqual({
        exact: truth.cells.size,
        sameZero: 0,
        refused: 0,
        marked: 0,
        silent: [],
      });
      expect(read.forms).toEqual(truth.editions);
      expect(read).toMatchObject({ body: truth.body, division: truth.division, year });
    }
  });

  it("keeps the edition of each table where a report mixes them", async () => {
    const random = new Random(8);
    const truth = inventTruth(random, { year: 2023, hybrid: true });
    const read = await readReport(await write(layOut(truth), random), `示例.${ending}`, {
      register,
    });
    expect(read.forms).toEqual(truth.editions);
    expect(judge(read, truth.cells).exact).toBe(truth.cells.size);
  });
});

const REAL = new URL("../../../../shared/reports/hongze-2023.pdf", import.meta.url);
const FIGURES = new URL("../../../../shared/figures/real-reports.json", import.meta.url);

const realSchema = z.array(
  z.object({
    division_code: z.string(),
    year: z.number(),
    table2: z.record(z.string(), z.number().nullable()).nullish(),
    table3_columns: z.array(z.string()).nullish(),
    table3: z.record(z.string(), z.array(z.number().nullable())).nullish(),
    table4: z.record(z.string(), z.number().nullable()).nullish(),
  }),
);

describe.skipIf(!existsSync(REAL))("the real PDF, where it is at hand", () => {
  it("reads exactly as printed: mixed editions, wrong totals and all", async () => {
    const real = realSchema
      .parse(JSON.parse(readFileSync(FIGURES, "utf8")))
      .find((report) => report.division_code === "320813" && report.year === 2023);
    const printed = new Map(Object.entries({ ...real?.table2, ...real?.table4 }));
    for (const [line, values] of Object.entries(real?.table3 ?? {}))
      values.forEach((value, index) =>
        printed.set(cellName(line, real?.table3_columns?.[index] ?? ""), value),
      );
    const read = await readReport(readFileSync(REAL), "hongze-2023.pdf", { register });
    const found = new Map(read.cells.map((cell) => [cellName(cell.line, cell.column), cell.value]));
    expect(found).toEqual(printed);
    expect(read.forms).toEqual({
      proactive_disclosure: 2021,
      requests: 2019,
      review_litigation: 2021,
    });
    expect(read).toMatchObject({ division: "320813", year: 2023, scope: "jurisdiction" });
  });
});
