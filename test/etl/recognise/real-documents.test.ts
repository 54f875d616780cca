import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { SECTIONS } from "#domain/form/sections";
import { cellName } from "#domain/form/cell-name";
import { readReport } from "#etl/recognise/recognise-report";
import { REGISTER } from "../../support/variant-report";

/** Documents that are too large or not ours to keep in the repository lie beside it. */
const shared = (path: string): URL => new URL(`../../../../shared/${path}`, import.meta.url);

const figures = z.record(z.string(), z.number());
const named = z.array(z.looseObject({ source: z.string() }));
const published = z.object({
  table2: figures,
  table3_columns: z.array(z.string()),
  table3: z.record(z.string(), z.array(z.number())),
  table4: figures,
});

function truthOf(source: string): Map<string, number> {
  const known = named.parse(JSON.parse(readFileSync(shared("figures/real-reports.json"), "utf8")));
  const report = published.parse(known.find((candidate) => candidate.source === source));
  const requests = Object.entries(report.table3).flatMap(([line, values]) =>
    values.map((value, i): [string, number] => [
      cellName(line, report.table3_columns[i] ?? ""),
      value,
    ]),
  );
  return new Map([...Object.entries(report.table2), ...requests, ...Object.entries(report.table4)]);
}

async function read(path: string) {
  const report = await readReport(readFileSync(shared(path)), path, { register: REGISTER });
  const cells = new Map(report.cells.map((cell) => [cellName(cell.line, cell.column), cell.value]));
  return { report, cells };
}

const has = (path: string): boolean =>
  existsSync(shared(path)) && existsSync(shared("figures/real-reports.json"));

describe("real documents", () => {
  const text = "reports/zhenhai-office-2023.txt";
  it.skipIf(!has(text))("the text of 镇海区府办 2023, one cell a line, reads exactly", async () => {
    const { report, cells } = await read(text);
    expect(cells).toEqual(truthOf(text));
    expect(cells.size).toBe(200);
    expect(report).toMatchObject({
      body: "宁波市镇海区人民政府办公室",
      kind: "office",
      division: "330211",
      year: 2023,
      scope: "organ",
      forms: { proactive_disclosure: 2021, requests: 2021, review_litigation: 2021 },
      problems: [],
    });
    expect(report.sections.map((section) => section.code)).toEqual(SECTIONS.map((s) => s.code));
    expect(report.sections.filter((section) => section.text !== "").map((s) => s.code)).toEqual([
      "overview",
      "problems_improvements",
      "other_matters",
    ]);
  });

  const pdf = "reports/hongze-2023.pdf";
  it.skipIf(!has(pdf))(
    "the PDF of 洪泽 2023 reads as it is printed, wrong totals included",
    async () => {
      const { report, cells } = await read(pdf);
      expect(cells).toEqual(truthOf(pdf));
      expect(report).toMatchObject({
        division: "320813",
        year: 2023,
        scope: "jurisdiction",
        forms: { proactive_disclosure: 2021, requests: 2019, review_litigation: 2021 },
      });
      expect(report.problems.map((problem) => problem.severity)).toEqual(["warning"]);
    },
  );
});
