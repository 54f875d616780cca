import type { BriefingTemplate } from "#domain/briefing/templates";
import type { IndicatorCode } from "#domain/indicators/indicators";
import type { Level } from "#domain/report/division";
import type { BodyKind, Scope } from "#domain/report/body";

/** What the links out of a division's page keep. */
export interface Choice {
  readonly year: number;
  readonly scope: Scope;
}

/** The comparison of an indicator over the divisions of one level in an area. */
export function toComparison(
  indicator: IndicatorCode,
  area: string,
  level: Level,
  { year, scope }: Choice,
): string {
  const parts = { indicator, year: String(year), area, level, scope };
  return `/compare?${new URLSearchParams(parts).toString()}`;
}

/** The comparison of the bodies of a kind that an area has several of. */
export function toBodies(
  kind: BodyKind,
  { code, level }: { readonly code: string; readonly level: Level },
  year: number,
): string {
  const parts = { year: String(year), area: code, level, scope: "organ", kind };
  return `/compare?${new URLSearchParams(parts).toString()}`;
}

/** The page of a division with the same year and scope. */
export function toDivision(code: string, { year, scope }: Choice): string {
  return `/districts/${code}?year=${year}&scope=${scope}`;
}

/** The letter to a division about its report, which compares it with its level in the province. */
export function toLetter(
  {
    code,
    level,
    province,
  }: { readonly code: string; readonly level: Level; readonly province: string },
  { year, scope }: Choice,
): string {
  const parts = {
    template: "letter" satisfies BriefingTemplate,
    division: code,
    year: String(year),
    area: province,
    level,
    scope,
  };
  return `/briefing?${new URLSearchParams(parts).toString()}`;
}

/** Several divisions side by side. */
export function toSideBySide(codes: readonly string[], { year, scope }: Choice): string {
  return `/districts/compare?codes=${codes.join(",")}&year=${year}&scope=${scope}`;
}
