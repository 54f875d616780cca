import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase } from "#db/engine/connection.server";
import { queryRows } from "#db/engine/rows.server";
import { fetchExaminedReport } from "#db/queries/examined-report.server";
import { fetchReport } from "#db/queries/reports.server";
import { findingsOf } from "#domain/checks/engine";
import type { Division } from "#domain/report/division";
import { dataStore } from "#store/data-folder";
import {
  DIVISIONS,
  figuresCsv,
  loadInto,
  type ReportDocument,
  writeReports,
} from "../../../support/load";
import { VariantReport } from "../../../support/variant-report";

/** A city of three districts, one of which took over from another in 2023. */
const REGISTER: readonly Division[] = [
  ...DIVISIONS,
  { ...county("990103", "丁县"), validTo: 2022, successors: ["990104"] },
  { ...county("990104", "丁区"), validFrom: 2023 },
];

function county(code: string, name: string): Division {
  const [like] = DIVISIONS.filter(({ level }) => level === "county");
  if (!like) throw new Error("The register should have a county");
  return { ...like, code, name };
}

const requests = (count: number, more: Record<string, string> = {}): string =>
  figuresCsv(2021, {
    new_requests_total: String(count),
    handled_total_total: String(count),
    ...more,
  });

/** Reports that bear on each other in every way there is. */
const REPORTS: readonly ReportDocument[] = [
  {
    file: "city-2022.csv",
    text: requests(400),
    body: "甲市人民政府",
    division: "990100",
    year: 2022,
  },
  { file: "city.csv", text: requests(40), body: "甲市人民政府", division: "990100" },
  { file: "yi.csv", text: requests(30), body: "乙县人民政府" },
  { file: "yi-office.csv", text: requests(55), body: "乙县人民政府办公室", kind: "office" },
  { file: "bing.csv", text: requests(20), body: "丙区人民政府", division: "990102" },
  {
    file: "ding-2022.csv",
    text: requests(9),
    body: "丁县人民政府",
    division: "990103",
    year: 2022,
  },
  {
    file: "ding.csv",
    text: requests(9),
    body: "丁区人民政府",
    division: "990104",
    published: "2024-04-02",
  },
  // Of a year before with two scopes, neither of them this year's.
  {
    file: "ju-2022.csv",
    text: requests(50, { carried_forward_total: "7" }),
    body: "乙县某局",
    kind: "department",
    year: 2022,
    scope: "jurisdiction",
  },
  {
    file: "ju.csv",
    text: requests(50),
    body: "乙县某局",
    kind: "department",
    scope: "organ",
    published: "2024-02-10",
  },
  { file: "story.html", text: new VariantReport().html, division: "990102", year: 2022 },
];

describe("a loaded report under the checks", () => {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-contexts-"));

  beforeAll(async () => {
    const store = dataStore(folder);
    const documents = join(folder, "documents");
    writeReports(documents, REPORTS);
    writeFileSync(
      join(folder, "deadlines.csv"),
      "division,kind,years,due,basis\n990100,department,2023,02-15,测试通知\n",
    );
    await loadInto(store, [documents], { divisions: REGISTER });
    vi.stubEnv("GONGKAI_DATA", folder);
  }, 60_000);
  afterAll(() => {
    closeDatabase();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it("fails what the load found and nothing else, whatever else is loaded", async () => {
    const stored = await queryRows(
      `SELECT reports.id, list(check_id || ': ' || message) FILTER (check_id IS NOT NULL) AS found
       FROM reports LEFT JOIN findings ON report_id = reports.id GROUP BY ALL ORDER BY reports.id`,
      [],
      z.object({ id: z.string(), found: z.array(z.string()).nullable() }),
    );
    expect(stored).toHaveLength(REPORTS.length);
    for (const { id, found } of stored) {
      const report = await fetchReport(id);
      if (!report) throw new Error(`${id} should be loaded`);
      const { checked, context } = await fetchExaminedReport(report);
      const failing = findingsOf(checked, context)
        .filter(({ check }) => check !== "N-COPY")
        .map(({ check, message }) => `${check}: ${message}`);
      const kept = (found ?? []).filter((one) => !one.startsWith("N-COPY"));
      expect(failing.toSorted(), id).toEqual(kept.toSorted());
    }
    const rules = new Set(
      stored.flatMap(({ found }) => found ?? []).map((one) => one.split(":")[0]),
    );
    expect([...rules]).toEqual(
      expect.arrayContaining(["H-SUM", "Y-SCOPE", "Y-CARRY", "Y-JUMP", "C-GENERIC", "TIME-DUE"]),
    );
  });
});
