import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import { fetchIndicatorSeries, fetchStatedRatios } from "#db/queries/ratios.server";
import { resolveFilters } from "#domain/filters/filters";
import { REQUESTS } from "#domain/form/requests";
import { allowsApplicant } from "#domain/indicators/quantity";
import { INDICATOR_CODES, INDICATORS } from "#domain/indicators/indicators";
import { loadChange } from "#pages/change/data.server";
import { loadChecks } from "#pages/checks/data.server";
import { loadCompare } from "#pages/compare/data.server";
import { loadDistrict } from "#pages/district/data.server";
import { loadDistricts } from "#pages/districts/data.server";
import { loadOutcomes } from "#pages/outcomes/data.server";
import { loadOverview } from "#pages/overview/data.server";
import { loadProactive } from "#pages/proactive/data.server";
import { loadReview } from "#pages/review/data.server";
import { loadSideBySide } from "#pages/side-by-side/data.server";
import { dataStore } from "#store/data-folder";
import { figuresCsv, loadInto, soundCells, writeReports } from "../../support/load";

const folder = mkdtempSync(join(tmpdir(), "gongkai-idle-"));

beforeAll(async () => {
  const store = dataStore(join(folder, "data"));
  vi.stubEnv("GONGKAI_DATA", store.root);
  const reports = ["990101", "990102"].flatMap((division, index) =>
    [2022, 2023].map((year) => ({
      file: `${division}-${year}.csv`,
      division,
      body: `${division}人民政府`,
      year,
      text: figuresCsv(2021, {
        ...soundCells(
          { unable_not_held: 10 + index, disclosed: 90 },
          { review_upheld: 3, review_corrected: 1 + index, direct_suit_upheld: 2 },
        ),
        // A tenth of the requests are those of enterprises.
        ...{ new_requests_natural_person: String(90 + index) },
        ...{ new_requests_commercial_enterprise: "10" },
        ...{ disclosed_natural_person: "80", disclosed_commercial_enterprise: "10" },
        ...{ handled_total_natural_person: String(90 + index) },
        ...{ handled_total_commercial_enterprise: "10" },
      }),
    })),
  );
  writeReports(join(folder, "documents"), reports);
  await loadInto(store, [join(folder, "documents")]);
});

afterAll(() => {
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const AREA = "area=990000&year=2023";
const requestOf = (query: string) => new Request(`http://localhost/page?${AREA}&${query}`);

const PAGES: Readonly<Record<string, (request: Request) => Promise<unknown>>> = {
  overview: loadOverview,
  compare: loadCompare,
  change: loadChange,
  outcomes: loadOutcomes,
  review: loadReview,
  proactive: loadProactive,
  checks: loadChecks,
  districts: loadDistricts,
  district: (request) => loadDistrict(request, "990101"),
  sideBySide: (request) => loadSideBySide(new Request(`${request.url}&codes=990101,990102`)),
};

/** What a page shows but for the address it was asked at. */
async function figuresOf(load: (request: Request) => Promise<unknown>, query: string) {
  const data = await load(requestOf(query));
  const withoutRequest = (key: string, value: unknown): unknown =>
    ["page", "parameters", "idle"].includes(key) ? undefined : value;
  return JSON.stringify(data, withoutRequest);
}

const IDLE: Readonly<Record<string, string>> = {
  applicant: "commercial_enterprise",
  kind: "department",
  severity: "W",
  check: "T3-BAL",
  state: "accepted",
  base: "2021",
};

describe("a filter that a page does not have", () => {
  const absent = Object.entries({
    overview: ["applicant", "kind", "severity", "check", "state"],
    compare: ["kind", "severity", "check", "state", "base"],
    change: ["kind", "severity", "check", "state"],
    outcomes: ["applicant", "kind", "severity", "check", "state", "base"],
    review: ["applicant", "kind", "severity", "check", "state", "base"],
    proactive: ["applicant", "kind", "severity", "check", "state", "base"],
    checks: ["applicant", "kind", "base"],
    districts: ["applicant", "kind", "severity", "check", "state", "base"],
    district: ["applicant", "kind", "severity", "check", "state", "base"],
    sideBySide: ["applicant", "kind", "severity", "check", "state", "base"],
  }).flatMap(([page, keys]) => keys.map((key) => [page, key] as const));

  it.each(absent)("changes nothing on %s: %s", async (page, key) => {
    const load = PAGES[page];
    if (!load) throw new Error(`No page ${page}`);
    expect(await figuresOf(load, `${key}=${IDLE[key] ?? ""}`)).toBe(await figuresOf(load, ""));
  });

  it("is named in a sentence", async () => {
    const { page } = await loadOutcomes(requestOf("applicant=commercial_enterprise"));
    expect(page.idle).toEqual(["所选的“申请人：商业企业”没有采用：本页没有这项筛选。"]);
    expect((await loadOutcomes(requestOf(""))).page.idle).toEqual([]);
  });
});

describe("an applicant that an indicator does not tell apart", () => {
  const indicators = INDICATOR_CODES.filter((code) => !allowsApplicant(INDICATORS[code]));
  const applicants = REQUESTS.columns.map(({ code }) => code);

  it.each(indicators)("changes no figure of %s, on pages and in queries", async (code) => {
    const main = { year: 2023, area: "990000" };
    const queries = async (applicant: (typeof applicants)[number]) => {
      // As if a page had let it through: the query does not follow it either.
      const filters = { ...resolveFilters({ indicator: code }, main), applicant };
      return [
        await fetchStatedRatios(filters, INDICATORS[code], 2),
        await fetchIndicatorSeries(filters, [code]),
      ];
    };
    const pages = [loadCompare, ...(INDICATORS[code].denominator ? [loadChange] : [])];
    const plain = await Promise.all(pages.map((load) => figuresOf(load, `indicator=${code}`)));
    const all = await queries("total");
    for (const applicant of applicants) {
      const query = `indicator=${code}&applicant=${applicant}`;
      expect(await Promise.all(pages.map((load) => figuresOf(load, query)))).toEqual(plain);
      expect(await queries(applicant)).toEqual(all);
    }
  });

  it("is said in a sentence, and acts where the indicator does tell them apart", async () => {
    const of = (indicator: string) =>
      loadCompare(requestOf(`indicator=${indicator}&applicant=commercial_enterprise`));
    const idle = await of("review_rate");
    expect(idle.page.idle).toEqual([
      "所选的“申请人：商业企业”没有采用：年度报告的表格不分申请人统计复议率。",
    ]);
    expect(idle.comparison.bodies.map(({ denominator }) => denominator)).toEqual([100, 101]);
    const acting = await of("not_held_rate");
    expect(acting.page.idle).toEqual([]);
    expect(acting.comparison.bodies.map(({ denominator }) => denominator)).toEqual([10, 10]);
  });
});
