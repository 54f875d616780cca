import { ACCEPTANCE_CODES, SEVERITY_CODES } from "#domain/checks/check-rule";
import { CHECK_RULES } from "#domain/checks/rule-list";
import { BODY_KIND_CODES, BODY_KINDS } from "#domain/report/body";
import { REQUESTS } from "#domain/form/requests";
import { allowsApplicant } from "#domain/indicators/indicator-text";
import { INDICATOR_GROUPS, INDICATORS, indicatorOf } from "#domain/indicators/indicators";
import { LEVELS, type Level } from "#domain/report/division";
import { LIMIT_MODEL_CODES } from "#domain/statistics/funnel";
import { FILTERS, type FilterKey, type FilterValues } from "#domain/filters/filters";

/** What the loaded data offer to choose from. */
export interface DataFacts {
  /** Report years, newest first. */
  readonly years: readonly number[];
  readonly areas: readonly Area[];
  /** Every division of the provinces whose reports are loaded, by code. */
  readonly districts: readonly District[];
  /** The chosen area where it is not one of these, as the register names it. */
  readonly other?: { readonly code: string; readonly name: string };
}

/** A province or city whose reports are loaded. */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly reports: number;
}

/** A division, with those around it. */
export interface District {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly city: string | null;
  readonly province: string;
}

/** What an area is called; its code where neither the data nor the register know it. */
export function areaName(area: string, { areas, other }: DataFacts): string {
  const named = other?.code === area ? other : areas.find(({ code }) => code === area);
  return named?.name ?? area;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
}

/** One part of the filter sentence: a control with what can be chosen. */
export interface FilterControl {
  readonly key: FilterKey;
  readonly label: string;
  readonly value: string;
  /** What holds when nothing is chosen: left out of the address. */
  readonly fallback: string;
  readonly choices: readonly Choice[];
}

/** The filter sentence of a page. Controls that cannot matter for the choice made are left out. */
export function buildFilterControls(
  keys: readonly FilterKey[],
  values: FilterValues,
  fallbacks: FilterValues,
  facts: DataFacts,
): FilterControl[] {
  return keys
    .filter((key) => isRelevant(key, values))
    .map((key) => ({
      key,
      label: FILTERS[key].label,
      value: String(values[key]),
      fallback: String(fallbacks[key]),
      choices: addChosen(choicesOf(key, facts, values), key, values),
    }));
}

/** The districts of the level and the area that were chosen. */
function districtsIn(
  { area, level }: Pick<FilterValues, "area" | "level">,
  { districts }: DataFacts,
): District[] {
  return districts.filter(
    (each) => each.level === level && [each.code, each.city, each.province].includes(area),
  );
}

/** The same filters without a single district that lies elsewhere, as after a change of the area. */
export function keepDistrictInArea(values: FilterValues, facts: DataFacts): FilterValues {
  const lies = districtsIn(values, facts).some(({ code }) => code === values.district);
  return lies ? values : { ...values, district: "all" };
}

function isRelevant(key: FilterKey, values: FilterValues): boolean {
  if (key === "kind") return values.scope === "organ";
  if (key === "district") return values.level !== "province";
  if (key === "view" || key === "limits")
    return indicatorOf(values.indicator)?.denominator !== undefined;
  if (key !== "applicant") return true;
  const indicator = indicatorOf(values.indicator);
  return indicator !== undefined && allowsApplicant(indicator);
}

function choicesOf(key: FilterKey, facts: DataFacts, values: FilterValues): Choice[] {
  switch (key) {
    case "year":
      return facts.years.map((year) => ({ value: String(year), label: `${year}年度` }));
    case "area":
      return [
        ...(facts.other ? [{ value: facts.other.code, label: facts.other.name }] : []),
        ...facts.areas.map(({ code, name, level }) => ({
          value: code,
          label: level === "province" ? name : `　${name}`,
        })),
      ];
    case "level":
      return Object.entries(LEVELS).map(([value, label]) => ({ value, label }));
    case "district":
      return [
        { value: "all", label: FILTERS.district.words("all") },
        ...districtsIn(values, facts).map(({ code, name }) => ({ value: code, label: name })),
      ];
    case "scope":
      return (["jurisdiction", "organ"] as const).map((value) => ({
        value,
        label: FILTERS.scope.words(value),
      }));
    case "kind":
      return BODY_KIND_CODES.map((value) => ({ value, label: BODY_KINDS[value] }));
    case "applicant":
      return REQUESTS.columns.map(({ code }) => ({
        value: code,
        label: FILTERS.applicant.words(code),
      }));
    case "view":
      return (["funnel", "ranked"] as const).map((value) => ({
        value,
        label: FILTERS.view.words(value),
      }));
    case "limits":
      return LIMIT_MODEL_CODES.map((value) => ({ value, label: FILTERS.limits.words(value) }));
    case "base":
      return facts.years.map((year) => ({
        value: String(year),
        label: FILTERS.base.words(year),
      }));
    case "severity":
      return (["all", ...SEVERITY_CODES] as const).map((value) => ({
        value,
        label: FILTERS.severity.words(value),
      }));
    case "check":
      return ["all", ...CHECK_RULES.map((check) => check.id)].map((value) => ({
        value,
        label: FILTERS.check.words(value),
      }));
    case "state":
      return (["pending", ...ACCEPTANCE_CODES, "all"] as const).map((value) => ({
        value,
        label: FILTERS.state.words(value),
      }));
    case "indicator":
      return Object.entries(INDICATORS).map(([value, { name, group }]) => ({
        value,
        label: name,
        group: INDICATOR_GROUPS[group],
      }));
  }
}

/** A chosen value that the data do not offer stays visible, so that the page can say so. */
function addChosen(choices: Choice[], key: FilterKey, values: FilterValues): Choice[] {
  const value = String(values[key]);
  if (choices.some((choice) => choice.value === value)) return choices;
  const words = key === "year" || key === "base" ? FILTERS[key].words(Number(value)) : value;
  return [{ value, label: `${words}（无数据）` }, ...choices];
}

/** The filters of a page in words, for headings, files and print: 2023年度 · 示例省 · 县级. */
export function formatFilters(controls: readonly FilterControl[]): string {
  return controls
    .map(({ value, choices }) => choices.find((choice) => choice.value === value)?.label ?? value)
    .map((label) => label.trim())
    .join(" · ");
}
