import { BODY_KINDS, type BodyKind, SCOPES, type Scope } from "../report/body";
import { LEVELS, type Level } from "../report/division";
import type { FilterValues } from "./filters";

/** Reports that are loaded of an area and compare with each other. */
export interface LoadedGroup {
  readonly year: number;
  readonly level: Level;
  readonly scope: Exclude<Scope, "unknown">;
  readonly kind: BodyKind;
  readonly reports: number;
}

type GroupKey = Omit<LoadedGroup, "reports">;

/** The group of a page whose address says nothing: what governments report on their counties. */
const USUAL = { level: "county", scope: "jurisdiction", kind: "government" } as const;

const isSame = (one: Omit<GroupKey, "year">, other: Omit<GroupKey, "year">): boolean =>
  one.level === other.level && one.scope === other.scope && one.kind === other.kind;

/** Whether any report is loaded of what filters select. */
export function isLoaded(groups: readonly LoadedGroup[], filters: GroupKey): boolean {
  return groups.some((group) => group.year === filters.year && isSame(group, filters));
}

/** The newest year of which anything is loaded; null of nothing. */
export function newestYearOf(groups: readonly LoadedGroup[]): number | null {
  return groups.length === 0 ? null : Math.max(...groups.map(({ year }) => year));
}

/** What a first view opens: the usual group of the newest year, else the largest that it has; null of nothing. */
export function firstGroupOf(groups: readonly LoadedGroup[]): LoadedGroup | null {
  const year = newestYearOf(groups);
  const newest = groups.filter((group) => group.year === year);
  const [largest = null] = newest.toSorted((a, b) => b.reports - a.reports);
  return newest.find((group) => isSame(group, USUAL)) ?? largest;
}

/** The filters that lead to a group; of a whole jurisdiction the government is meant unless a zone is. */
export function filtersOfGroup({ year, level, scope, kind }: GroupKey): Partial<FilterValues> {
  return { year, level, scope, ...(scope === "organ" || kind === "zone" ? { kind } : {}) };
}

/** 2025年度 · 县级 · 人民政府全辖区报告 */
export function formatLoadedGroup({ year, level, scope, kind }: GroupKey): string {
  return `${year}年度 · ${LEVELS[level]} · ${BODY_KINDS[kind]}${SCOPES[scope].name}报告`;
}
