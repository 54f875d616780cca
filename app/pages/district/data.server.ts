import { STANDARDISABLE } from "#domain/comparison/standardised-rates";
import { fetchPositions } from "#db/queries/comparison.server";
import {
  type DivisionRow,
  fetchDivisions,
  fetchPeers,
  fetchRelatedDivisions,
  fetchSuccessions,
  type NamedDivision,
  type RelatedDivisions,
} from "#db/queries/divisions.server";
import { fetchDeadlines } from "#db/queries/filings.server";
import { fetchCheckFailures, fetchDivisionFindings } from "#db/queries/findings.server";
import { fetchApplicantOutcomes, fetchOutcomeYears } from "#db/queries/outcomes.server";
import {
  fetchDivisionYears,
  fetchMedians,
  fetchPrintedDivisionYears,
} from "#db/queries/ratios.server";
import { type DivisionReport, fetchDivisionReports } from "#db/queries/reports.server";
import { boundaryChangesOf, formatBoundaryBreak } from "#domain/report/boundary-changes";
import { formatYardstick } from "#domain/comparison/comparison-title";
import { attachQuality } from "#domain/comparison/division-year";
import type { FilterKey, FilterValues } from "#domain/filters/filters";
import { FIRST_YEAR } from "#domain/form/edition";
import { INDICATOR_CODES, INDICATORS } from "#domain/indicators/indicators";
import { bodyNoun } from "#domain/report/body";
import { existsIn } from "#domain/report/division";
import type { FilterControl } from "#request/filter-bar";
import { parsePageRequest } from "#request/page-request.server";
import { compareWithPeers } from "./profile";
import { DUE_REPORTS, reportsByYear } from "./reports";
import { compareWithSums } from "./sums";
import { yearsOf } from "./years";

/** What the page of a division and its files both show. */
export async function loadDistrict(request: Request, code: string) {
  const requested = await readDistrictRequest(request, code);
  const { related, filters, reports, parameters } = requested;
  const { self, below } = related;
  const { year, scope, kind } = filters;
  const peers = await peerGroup(self, year, parameters.get("peers"));
  const codes = peers.divisions.map((division) => division.code);
  const children = below.filter((child) => existsIn(child, year));
  const childCodes = scope === "jurisdiction" ? children.map((child) => child.code) : [];
  const of = { scope, kind } as const;

  const inSlot = reports.filter((report) => report.scope === scope && report.kind === kind);
  const [figures, printed, medians, mix, cross, compared, findings, quality, deadlines, register] =
    await Promise.all([
      fetchDivisionYears({ codes: [...codes, ...childCodes], throughout: code, year, ...of }),
      fetchPrintedDivisionYears({ codes: [code], ...of }),
      fetchMedians({ codes: codes.filter((other) => other !== code), ...of }),
      fetchOutcomeYears(filters),
      fetchApplicantOutcomes(filters),
      fetchPositions(
        { ...filters, ...yardstickOf(peers) },
        [code],
        RATES.map((rate) => INDICATORS[rate]),
      ),
      fetchDivisionFindings(code, of),
      fetchCheckFailures(inSlot.map(({ id }) => id)),
      fetchDeadlines(code),
      fetchSuccessions(),
    ]);
  const own = attachQuality(
    figures.filter((report) => report.division_code === code),
    quality,
    printed,
  );
  const inYear = (those: ReadonlySet<string>) =>
    figures.filter((report) => report.year === year && those.has(report.division_code));
  const group = inYear(new Set([...codes, code]));
  const childFigures = inYear(new Set(childCodes));
  const years = yearsShown(requested.years, self);
  const boundaries = boundaryChangesOf(code, register).filter((change) =>
    years.includes(change.year),
  );
  const current = own.find((report) => report.year === year);
  const positions = new Map(
    RATES.flatMap((rate, index) => {
      const [body] = compared[index]?.bodies ?? [];
      return body ? [[rate, body] as const] : [];
    }),
  );
  const reportedBelow = new Set(childFigures.map((child) => child.division_code));
  return {
    ...requested,
    exists: existsIn(self, year),
    peers,
    current,
    years,
    profile: compareWithPeers({
      code,
      own: current,
      last: own.find((report) => report.year === year - 1),
      incomparable: formatBoundaryBreak(
        year,
        boundaries.find((each) => each.year === year) ?? null,
      ),
      group,
      positions,
    }),
    series: yearsOf(own, years, boundaries),
    boundaries,
    medians,
    applicants: own,
    mix,
    cross,
    standardised: current
      ? STANDARDISABLE.map((rate) => ({
          code: rate,
          standardised: positions.get(rate)?.standardised ?? null,
        }))
      : [],
    yardstick: compared[0] ? formatYardstick(compared[0], bodyNoun(kind)) : null,
    findings,
    /** Reports of its scope, of whatever year, that the checks have read. */
    examined: inSlot.length,
    sums: {
      rows: compareWithSums(current, childFigures, children.length),
      due: children,
      missing: children.filter((child) => !reportedBelow.has(child.code)),
    },
    reportYears: reportsByYear(reports, years.toReversed(), today(), deadlines),
  };
}

const RATES = INDICATOR_CODES.filter((code) => INDICATORS[code].denominator !== undefined);

export type DistrictData = Awaited<ReturnType<typeof loadDistrict>>;

/** The years of the form in which the division exists and there are data of any division. */
function yearsShown(
  years: readonly number[],
  self: Parameters<typeof existsIn>[0],
): readonly number[] {
  return years.filter((year) => year >= FIRST_YEAR && existsIn(self, year));
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

const FILTER_BAR: readonly FilterKey[] = ["year", "scope"];

/** The request of a division's page: the year and scope chosen, else the latest that it has reports of. */
export interface DistrictRequest {
  readonly parameters: URLSearchParams;
  readonly related: RelatedDivisions;
  readonly reports: readonly DivisionReport[];
  readonly filters: FilterValues;
  readonly controls: readonly FilterControl[];
  /** Sentences about filters that the address chooses and the page does not follow. */
  readonly idle: readonly string[];
  /** Every year there are data of, oldest first. */
  readonly years: readonly number[];
}

/**
 * Reads the request of a division's page.
 * @throws Response 404 for a code that the register does not list, 400 for a bad filter.
 */
async function readDistrictRequest(request: Request, code: string): Promise<DistrictRequest> {
  const [page, related, reports] = await Promise.all([
    parsePageRequest(request, FILTER_BAR),
    fetchRelatedDivisions(code),
    fetchDivisionReports(code),
  ]);
  if (!related) throw new Response(`没有代码为“${code.slice(0, 20)}”的行政区划。`, { status: 404 });

  const latest = (slot: (typeof DUE_REPORTS)[number]) =>
    reports.find(({ kind, scope }) => kind === slot.kind && scope === slot.scope)?.year;
  const usual = DUE_REPORTS.find((slot) => latest(slot) !== undefined) ?? DUE_REPORTS[0];
  const scope = page.chosen.scope ?? usual.scope;
  const slot = DUE_REPORTS.find((each) => each.scope === scope) ?? usual;
  const fallbacks = { year: latest(slot) ?? page.filters.year, scope: usual.scope };
  const filters: FilterValues = {
    ...page.filters,
    area: code,
    level: related.self.level,
    year: page.chosen.year ?? fallbacks.year,
    scope: slot.scope,
    kind: slot.kind,
  };
  return {
    parameters: page.parameters,
    related,
    reports,
    filters,
    controls: page.controls.map((control) => adaptControl(control, filters, fallbacks)),
    idle: page.idle,
    years: yearsOffered(page.controls),
  };
}

function adaptControl(
  control: FilterControl,
  filters: FilterValues,
  fallbacks: Partial<FilterValues>,
): FilterControl {
  return {
    ...control,
    value: String(filters[control.key]),
    fallback: String(fallbacks[control.key] ?? control.fallback),
  };
}

function yearsOffered(controls: readonly FilterControl[]): number[] {
  const control = controls.find(({ key }) => key === "year");
  return (control?.choices ?? []).map(({ value }) => Number(value)).toSorted((a, b) => a - b);
}

/** The group a division is compared with, itself among them, and what the group is called. */
export interface PeerGroup {
  readonly name: string;
  readonly divisions: readonly NamedDivision[];
  /** As the address says it: empty for the usual group. */
  readonly chosen: string;
}

const LIST = /^\d{6}(?:,\d{6}){0,59}$/;

/** The group that a division's rates are judged against: its peers. */
function yardstickOf({ chosen }: PeerGroup): Pick<FilterValues, "yardstick" | "group"> {
  if (chosen === "") return { yardstick: "province", group: "" };
  return chosen === "city"
    ? { yardstick: "city", group: "" }
    : { yardstick: "chosen", group: chosen };
}

/**
 * The peers that the address chooses: the same level in the province (the usual group), in the
 * city, or a list of codes.
 * @throws Response 400 for anything else.
 */
async function peerGroup(
  self: DivisionRow,
  year: number,
  chosen: string | null,
): Promise<PeerGroup> {
  if (chosen === null || chosen === "")
    return {
      name: self.level === "province" ? "省级地区" : "同省同级地区",
      divisions: await fetchPeers({ self, year, within: "province" }),
      chosen: "",
    };
  if (chosen === "city")
    return {
      name: "同市同级地区",
      divisions: await fetchPeers({ self, year, within: "city" }),
      chosen,
    };
  if (!LIST.test(chosen))
    throw new Response("比较对象应为 city，或以逗号分隔的6位区划代码（至多60个）。", {
      status: 400,
    });
  const named = await fetchDivisions([self.code, ...chosen.split(",")]);
  return {
    name: "自选地区",
    divisions: named.filter(({ dataset }) => dataset === self.dataset),
    chosen,
  };
}
