import { attachQuality } from "#domain/comparison/division-year";
import { fetchPositions } from "#db/queries/comparison.server";
import { formatYardstick } from "#domain/comparison/comparison-title";
import type { FilterValues } from "#domain/filters/filters";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { bodyNoun, SCOPES } from "#domain/report/body";
import { existsIn, explainAbsence } from "#domain/report/division";
import { sideBySideFigure, type SideBySide, type SideBySidePosition } from "./columns";
import { DUE_REPORTS } from "../district/reports";
import { fetchDivisionYears, fetchPrintedDivisionYears } from "#db/queries/ratios.server";
import { fetchCheckFailures } from "#db/queries/findings.server";
import { fetchDivisions, fetchPeers, type DivisionRow } from "#db/queries/divisions.server";
import { parsePageRequest } from "#request/page-request.server";

const FEWEST = 2;
const MOST = 6;

/**
 * Two to six divisions side by side in one year.
 * @throws Response 400 where the codes are not two to six, 404 where one is not listed.
 */
export async function loadSideBySide(request: Request) {
  const page = await parsePageRequest(request, ["year", "scope"]);
  const codes = codesIn(page.parameters);
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
  const rows = INDICATOR_CODES.map((code): SideBySide => {
    const figures = divisions.map((division) => {
      const report = reports.find((each) => each.division_code === division.code);
      return sideBySideFigure(
        division,
        code,
        report,
        positions.get(division.code)?.get(code) ?? null,
      );
    });
    return { code, figures };
  });
  const near = await fetchPeers({ self: first, year, within: "city" });
  const others = near.filter(({ code }) => !codes.includes(code));
  return { page, codes, others, year, scope: slot.scope, dataset: first.dataset, columns, rows };
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

function codesIn(parameters: URLSearchParams): string[] {
  const given = parameters.getAll("codes").flatMap((codes) => codes.split(/[,，\s]+/u));
  const codes = [...new Set(given.filter((code) => code !== ""))];
  const wrong = codes.find((code) => !/^\d{6}$/u.test(code));
  if (wrong !== undefined)
    throw new Response(`“${wrong.slice(0, 20)}”不是6位区划代码。`, { status: 400 });
  if (codes.length < FEWEST || codes.length > MOST)
    throw new Response(
      `并列需要${FEWEST}至${MOST}个地区，地址中有${codes.length}个。写法：/districts/compare?codes=代码,代码`,
      { status: 400 },
    );
  return codes;
}

function whyAbsent(division: DivisionRow, year: number, scope: string): string {
  return existsIn(division, year)
    ? `${year}年度${scope}报告未载入`
    : explainAbsence(division, year);
}
