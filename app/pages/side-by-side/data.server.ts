import { attachQuality } from "#domain/comparison/division-year";
import { fetchPositions } from "#db/queries/comparison.server";
import { formatYardstick } from "#domain/comparison/comparison-title";
import type { FilterValues } from "#domain/filters/filters";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { bodyNoun, SCOPES } from "#domain/report/body";
import { existsIn, explainAbsence } from "#domain/report/division";
import { sideBySideFigure, type SideBySide, type SideBySidePosition } from "./columns";
import { DUE_REPORTS } from "../district/reports";
import {
  fetchDivisionYears,
  fetchIndicatorSeries,
  fetchPrintedDivisionYears,
} from "#db/queries/ratios.server";
import { fetchCheckFailures } from "#db/queries/findings.server";
import {
  fetchDivisionList,
  fetchDivisions,
  fetchPeers,
  type DivisionRow,
} from "#db/queries/divisions.server";
import { findDivisions, namesTyped, onlyDivision } from "#domain/report/division-search";
import { parsePageRequest } from "#request/page-request.server";

const MOST = 6;

/** What the page shows before any division is chosen: the names there are to choose from. */
export async function loadChoice(request: Request) {
  const page = await parsePageRequest(request, ["year", "scope"]);
  return {
    page,
    others: (await fetchDivisionList(page.filters.area)).map(({ code, name }) => ({ code, name })),
  };
}

/** Whether the address names a division, by its code or by its name. */
export function isChosen(request: Request): boolean {
  const { searchParams } = new URL(request.url);
  const named = `${searchParams.get("codes") ?? ""}${searchParams.get("add") ?? ""}`;
  return named.trim() !== "";
}

/**
 * One to six divisions side by side in one year; `add` names a further one among the peers of the first, or the first
 * in the province that the filters name.
 * @throws Response 400 where the codes are not one to six or nothing is called as `add` says, 404 where a code is not listed.
 */
export async function loadSideBySide(request: Request) {
  const page = await parsePageRequest(request, ["year", "scope"]);
  const given = codesIn(page.parameters);
  const codes = await withNamed(given, page.parameters.get("add"), page.filters);
  if (codes.length === 0 || codes.length > MOST)
    throw new Response(
      `并列需要1至${MOST}个地区，现有${codes.length}个。请减少地区，或先选择一个。`,
      {
        status: 400,
      },
    );
  const divisions = await fetchDivisions(codes);
  const unknown = codes.filter((code) => divisions.every((division) => division.code !== code));
  if (unknown.length > 0)
    throw new Response(`没有代码为“${unknown.join("、")}”的行政区划。`, { status: 404 });
  const [first] = divisions;
  if (!first || divisions.some(({ dataset }) => dataset !== first.dataset))
    throw new Response("真实地区和虚构地区不能并列。", { status: 400 });

  const { year } = page.filters;
  const slot = DUE_REPORTS.find(({ scope }) => scope === page.filters.scope) ?? DUE_REPORTS[0];
  const stated = await fetchDivisionYears({ codes, year, ...slot });
  const reports = attachQuality(
    stated,
    await fetchCheckFailures(stated.map((report) => report.report_id)),
    await fetchPrintedDivisionYears({ codes, year, ...slot }),
  );
  const columns = divisions.map((division) => {
    const report = reports.find((each) => each.division_code === division.code);
    return {
      code: division.code,
      name: division.name,
      report_id: report?.report_id ?? null,
      absent: report ? null : whyAbsent(division, year, SCOPES[slot.scope].name),
    };
  });
  const positions = await fetchPositionsOf(divisions, { ...page.filters, ...slot });
  const [series, everyYear] = await Promise.all([
    fetchIndicatorSeries(
      { ...page.filters, ...slot, area: first.province, level: first.level },
      INDICATOR_CODES,
    ),
    fetchDivisionYears({ codes, ...slot }),
  ]);
  const totals = series.find((each) => each.year === year);
  const rows = INDICATOR_CODES.map((code): SideBySide => {
    const figures = divisions.map((division) => {
      const report = reports.find((each) => each.division_code === division.code);
      return sideBySideFigure(
        division,
        code,
        report,
        positions.get(division.code)?.get(code) ?? null,
        division === first ? undefined : reports.find((each) => each.division_code === first.code),
      );
    });
    const { numerator = null, denominator = null, value = null } = totals?.figures[code] ?? {};
    return { code, figures, province: { numerator, denominator, value } };
  });
  const near = await fetchPeers({ self: first, year, within: "province" });
  const others = near.filter(({ code }) => !codes.includes(code));
  return {
    page,
    codes,
    others,
    year,
    scope: slot.scope,
    dataset: first.dataset,
    columns,
    rows,
    /** The province's totals and the divisions' reports of all years. */
    series,
    everyYear,
  };
}

const RATES = INDICATOR_CODES.filter((code) => INDICATORS[code].denominator !== undefined);

/** Each division as the comparison of districts judges it by each rate: among its level in its province. */
async function fetchPositionsOf(
  divisions: readonly DivisionRow[],
  filters: FilterValues,
): Promise<ReadonlyMap<string, ReadonlyMap<IndicatorCode, SideBySidePosition>>> {
  const found = new Map<string, Map<IndicatorCode, SideBySidePosition>>();
  for (const group of groupByPeers(divisions)) {
    const [{ level, province }] = group;
    const comparisons = await fetchPositions(
      { ...filters, level, area: province },
      group.map(({ code }) => code),
      RATES.map((code) => INDICATORS[code]),
    );
    RATES.forEach((code, index) => {
      const comparison = comparisons[index];
      for (const body of comparison?.bodies ?? []) {
        const known = found.get(body.division_code) ?? new Map<IndicatorCode, SideBySidePosition>();
        known.set(code, {
          body,
          yardstick: comparison ? formatYardstick(comparison, bodyNoun(filters.kind)) : "",
        });
        found.set(body.division_code, known);
      }
    });
  }
  return found;
}

/** Divisions of one level in one province together. */
function groupByPeers(divisions: readonly DivisionRow[]): [DivisionRow, ...DivisionRow[]][] {
  const groups = new Map<string, [DivisionRow, ...DivisionRow[]]>();
  for (const division of divisions) {
    const key = `${division.province} ${division.level}`;
    const known = groups.get(key);
    if (known) known.push(division);
    else groups.set(key, [division]);
  }
  return [...groups.values()];
}

export type SideBySideData = Awaited<ReturnType<typeof loadSideBySide>>;

/** The codes with those of further divisions, each given by its name, its initials, its code or both: 葭塘区 990206、漪溪区. */
async function withNamed(
  given: readonly string[],
  added: string | null,
  filters: FilterValues,
): Promise<string[]> {
  const codes = [...given];
  // The first that is named decides among whom the others are sought.
  for (const name of namesTyped(added ?? "")) codes.push(await codeOf(name, codes, filters));
  return [...new Set(codes)];
}

/** @throws Response 400 with those it may mean where it names no single division. */
async function codeOf(
  name: string,
  codes: readonly string[],
  { area, year }: FilterValues,
): Promise<string> {
  if (/^\d{6}$/u.test(name)) return name;
  const [self] = await fetchDivisions(codes);
  const peers = self
    ? await fetchPeers({ self, year, within: "province" })
    : await fetchDivisionList(area);
  const found = findDivisions(peers, name);
  const only = onlyDivision(found, name);
  if (only) return only.code;
  throw new Response(
    found.length > 0
      ? `有${found.length}个地区名称或拼音首字母含“${name}”：${found
          .slice(0, 8)
          .map((each) => `${each.name} ${each.code}`)
          .join("、")}。请选择其中一个。`
      : `${self ? "同省同级" : "所选省"}没有名称含“${name.slice(0, 20)}”的地区。`,
    { status: 400 },
  );
}

function codesIn(parameters: URLSearchParams): string[] {
  const given = parameters.getAll("codes").flatMap((codes) => codes.split(/[,，\s]+/u));
  const codes = [...new Set(given.filter((code) => code !== ""))];
  const wrong = codes.find((code) => !/^\d{6}$/u.test(code));
  if (wrong !== undefined)
    throw new Response(`“${wrong.slice(0, 20)}”不是6位区划代码。`, { status: 400 });
  return codes;
}

function whyAbsent(division: DivisionRow, year: number, scope: string): string {
  return existsIn(division, year)
    ? `${year}年度${scope}报告未载入`
    : explainAbsence(division, year);
}
