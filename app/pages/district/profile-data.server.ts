import { fetchPositions } from "#db/queries/comparison.server";
import { fetchSuccessions } from "#db/queries/divisions.server";
import { fetchCheckFailures } from "#db/queries/findings.server";
import { fetchDivisionYears, fetchPrintedDivisionYears } from "#db/queries/ratios.server";
import type { ComparedBody } from "#domain/comparison/judged-body";
import type { Comparison } from "#domain/comparison/comparison";
import { formatGroupArea, formatYardstick } from "#domain/comparison/comparison-title";
import { attachQuality, type DivisionYear } from "#domain/comparison/division-year";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "#domain/indicators/indicators";
import { bodyNoun } from "#domain/report/body";
import { boundaryChangesOf, formatBoundaryBreak } from "#domain/report/boundary-changes";
import { compareWithPeers } from "./profile";
import {
  choosePeers,
  type DistrictRequest,
  readDistrictRequest,
  reportsShown,
  yardstickOf,
  yearsShown,
} from "./request.server";

const RATES = INDICATOR_CODES.filter((code) => INDICATORS[code].denominator !== undefined);

/** The division's reports of every year with what the checks have against them. */
export async function loadOwnYears(requested: DistrictRequest): Promise<DivisionYear[]> {
  const { scope, kind, area } = requested.filters;
  const of = { codes: [area], scope, kind };
  const [figures, printed, quality] = await Promise.all([
    fetchDivisionYears(of),
    fetchPrintedDivisionYears(of),
    fetchCheckFailures(reportsShown(requested).map(({ id }) => id)),
  ]);
  return attachQuality(figures, quality, printed);
}

/** The years shown, and in which of them the boundaries changed. */
async function loadBoundaries(requested: DistrictRequest) {
  const years = yearsShown(requested);
  const changes = boundaryChangesOf(requested.filters.area, await fetchSuccessions());
  return { years, boundaries: changes.filter(({ year }) => years.includes(year)) };
}

/** Every indicator of the year compared with last year and the peers, and judged among the province's. */
export async function loadProfile(request: Request, code: string) {
  const requested = await readDistrictRequest(request, code);
  const { related, filters, parameters } = requested;
  const { year, scope, kind } = filters;
  const peers = await choosePeers(related.self, year, parameters.get("peers"));
  const [own, ofYear, compared, { years, boundaries }] = await Promise.all([
    loadOwnYears(requested),
    fetchDivisionYears({
      codes: [...peers.divisions.map((division) => division.code), code],
      year,
      scope,
      kind,
    }),
    fetchPositions(
      { ...filters, ...yardstickOf(peers) },
      [code],
      RATES.map((rate) => INDICATORS[rate]),
    ),
    loadBoundaries(requested),
  ]);
  const comparisons = new Map<IndicatorCode, Comparison<ComparedBody>>(
    RATES.flatMap((rate, index) => {
      const comparison = compared[index];
      return comparison ? [[rate, comparison] as const] : [];
    }),
  );
  const positions = new Map(
    [...comparisons].flatMap(([rate, { bodies }]) => {
      const [body] = bodies;
      return body ? [[rate, body] as const] : [];
    }),
  );
  const current = own.find((report) => report.year === year);
  const [any] = compared;
  return {
    ...requested,
    peers,
    own,
    current,
    years,
    boundaries,
    comparisons,
    positions,
    profile: compareWithPeers({
      code,
      own: current,
      last: own.find((report) => report.year === year - 1),
      incomparable: formatBoundaryBreak(
        year,
        boundaries.find((each) => each.year === year) ?? null,
      ),
      group: ofYear,
      positions,
    }),
    yardstick: any ? formatYardstick(any, bodyNoun(kind)) : null,
    groupArea: any ? formatGroupArea(any) : "",
  };
}

export type ProfileData = Awaited<ReturnType<typeof loadProfile>>;
