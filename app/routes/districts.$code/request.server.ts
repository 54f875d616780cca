import type { FilterControl } from "#domain/filters/bar";
import type { FilterKey, FilterValues } from "#domain/filters/filters";
import { DUE_REPORTS } from "#domain/tables/division-reports";
import { relatedDivisions, type RelatedDivisions } from "#db/division.server";
import { reportsOfDivision, type DivisionReport } from "#db/division-reports.server";
import { pageRequest } from "../../page-request.server";

const FILTER_BAR: readonly FilterKey[] = ["year", "scope"];

/** What is asked of a division: the year and scope chosen, else those that it has reports of. */
export interface DivisionRequest {
  readonly parameters: URLSearchParams;
  readonly related: RelatedDivisions;
  readonly reports: readonly DivisionReport[];
  readonly filters: FilterValues;
  readonly controls: readonly FilterControl[];
  /** Every year there are data of, oldest first. */
  readonly years: readonly number[];
}

/**
 * Reads the request of a division's page.
 * @throws Response 404 for a code that the register does not list, 400 for a bad filter.
 */
export async function divisionRequest(request: Request, code: string): Promise<DivisionRequest> {
  const [page, related, reports] = await Promise.all([
    pageRequest(request, FILTER_BAR),
    relatedDivisions(code),
    reportsOfDivision(code),
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
    controls: page.controls.map((control) => adapted(control, filters, fallbacks)),
    years: yearsOffered(page.controls),
  };
}

function adapted(
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
