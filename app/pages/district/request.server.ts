import {
  type DivisionRow,
  fetchDivisions,
  fetchPeers,
  fetchRelatedDivisions,
  type NamedDivision,
  type RelatedDivisions,
} from "#db/queries/divisions.server";
import { type DivisionReport, fetchDivisionReports } from "#db/queries/reports.server";
import { type DivisionAbsence, fetchAbsences } from "#db/queries/filings.server";
import type { FilterKey, FilterValues } from "#domain/filters/filters";
import { FIRST_YEAR } from "#domain/form/edition";
import { absenceOf } from "#domain/checks/filing";
import { ABSENCES, formatConfirmed } from "#domain/report/absence";
import { SCOPES } from "#domain/report/body";
import { existsIn, explainAbsence } from "#domain/report/division";
import type { FilterControl } from "#request/filter-bar";
import { parsePageRequest } from "#request/page-request.server";
import { DUE_REPORTS } from "./reports";

const FILTER_BAR: readonly FilterKey[] = ["year", "scope"];

/** The request of a division's page: the year and scope chosen, else the latest that it has reports of. */
export interface DistrictRequest {
  readonly parameters: URLSearchParams;
  readonly related: RelatedDivisions;
  readonly reports: readonly DivisionReport[];
  /** Reports that a person found not to have been published. */
  readonly absences: readonly DivisionAbsence[];
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
export async function readDistrictRequest(
  request: Request,
  code: string,
): Promise<DistrictRequest> {
  const [page, related, reports, absences] = await Promise.all([
    parsePageRequest(request, FILTER_BAR),
    fetchRelatedDivisions(code),
    fetchDivisionReports(code),
    fetchAbsences(code),
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
    absences,
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
interface PeerGroup {
  readonly name: string;
  readonly divisions: readonly NamedDivision[];
  /** As the address says it: empty for the usual group. */
  readonly chosen: string;
}

/** The group that a division's rates are judged against: its peers. */
export function yardstickOf({
  chosen,
}: Pick<PeerGroup, "chosen">): Pick<FilterValues, "yardstick" | "group"> {
  if (chosen === "") return { yardstick: "province", group: "" };
  return chosen === "city"
    ? { yardstick: "city", group: "" }
    : { yardstick: "chosen", group: chosen };
}

const LIST = /^\d{6}(?:,\d{6}){0,59}$/;

/**
 * The peers that the address chooses: the same level in the province (the usual group), in the
 * city, or a list of codes.
 * @throws Response 400 for anything else.
 */
export async function choosePeers(
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

/** The years of the form in which the division exists and there are data of any division, oldest first. */
export function yearsShown({ years, related }: DistrictRequest): readonly number[] {
  return years.filter((year) => year >= FIRST_YEAR && existsIn(related.self, year));
}

/** Reports of the kind of body and the scope that the page shows, of every year. */
export function reportsShown({ reports, filters }: DistrictRequest): readonly DivisionReport[] {
  return reports.filter(({ scope, kind }) => scope === filters.scope && kind === filters.kind);
}

/** Why the report that a page of a division is about is not there; null where it is, or where none is due. */
function explainMissing(requested: DistrictRequest): string | null {
  const { related, filters, absences } = requested;
  const { year, scope, kind } = filters;
  if (reportsShown(requested).some((report) => report.year === year)) return null;
  if (!existsIn(related.self, year)) return explainAbsence(related.self, year);
  const found = absences.find((absence) => absence.kind === kind && absence.year === year);
  const report = `${related.self.name}${year}年度${SCOPES[scope].name}报告`;
  return found
    ? `${report}${ABSENCES[absenceOf(found.confirmed)].name}（${formatConfirmed(found.confirmed)}），没有当年的数字。`
    : `${report}${ABSENCES.not_loaded.name}，没有当年的数字；未载入不等于没有公布。`;
}

/** What every page of a division shows around its sections. */
export function frameOf(requested: DistrictRequest) {
  const { related, filters, controls, idle } = requested;
  return {
    related: {
      self: related.self,
      around: related.around,
      predecessors: related.predecessors,
      successors: related.successors,
    },
    filters: { year: filters.year, scope: filters.scope, kind: filters.kind },
    controls,
    idle,
    missing: explainMissing(requested),
    report: reportsShown(requested).find(({ year }) => year === filters.year)?.id ?? null,
    hasBelow: related.below.some((child) => existsIn(child, filters.year)),
  };
}

export type DistrictFrameData = ReturnType<typeof frameOf>;
