import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import { fetchProactiveBodies, fetchProactiveYears } from "#db/queries/proactive.server";
import { resolveFilters } from "#domain/filters/filters";
import { proactiveBodyColumns, proactiveYearColumns } from "#pages/proactive/columns";
import { loader as csv } from "#pages/downloads/csv";
import { dataStore } from "#store/data-folder";
import { figuresCsv, loadInto, writeReports } from "../../../support/load";

const folder = mkdtempSync(join(tmpdir(), "gongkai-amounts-"));

/** Fees in 万元; one county gives them in 元 in the last year. */
const FEES = [
  ["990101", 2024, 5600],
  ["990101", 2025, 56_000_000],
  ["990102", 2024, 400],
  ["990102", 2025, 410],
] as const;

beforeAll(async () => {
  const store = dataStore(join(folder, "data"));
  vi.stubEnv("GONGKAI_DATA", store.root);
  writeReports(
    join(folder, "documents"),
    FEES.map(([division, year, fees]) => ({
      file: `${division}-${year}.csv`,
      division,
      year,
      text: figuresCsv(2021, { fees_amount_wan: String(fees) }),
    })),
  );
  await loadInto(store, [join(folder, "documents")]);
});

afterAll(() => {
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const filters = resolveFilters({ year: 2025, area: "990100" }, { year: 2025, area: "990100" });
const FEE = "fees_amount_wan";

describe("an amount whose unit a check questions", () => {
  it("marks every sum that holds it, with the sum without it", async () => {
    const fees = proactiveYearColumns(2021).find(({ id }) => id === FEE);
    const [before, now] = await fetchProactiveYears(filters);
    expect(before && fees?.flag?.(before)).toBeNull();
    expect(now && fees?.value(now)).toBe(56_000_410);
    expect(now && fees?.flag?.(now)?.words).toContain("56,000,000万元；不含则合计为410万元");
  });

  it("is marked itself with what the check says, and no other is", async () => {
    const fees = proactiveBodyColumns(2021).find(({ id }) => id === FEE);
    const marks = (await fetchProactiveBodies(filters)).map((body) => fees?.flag?.(body)?.words);
    expect(marks).toEqual([expect.stringContaining("可能以元计"), undefined]);
  });

  it("is told in the file too", async () => {
    const request = new Request("http://localhost/proactive.csv?area=990100&table=years-2021");
    const text = await (await csv({ params: {}, request })).text();
    expect(text).toContain("不含则合计为410万元");
  });
});
