import type { Division } from "#domain/report/division";
import type { SampleKind } from "./story";

/** The name of the body that reports; a 区 bears the name of its city before its own. */
export function bodyName(division: Division, kind: SampleKind, city: Division | undefined): string {
  const around = division.level === "county" && division.name.endsWith("区") ? city?.name : "";
  const government = `${around ?? ""}${division.name}人民政府`;
  if (kind === "government") return government;
  return `${government}${division.level === "province" ? "办公厅" : "办公室"}`;
}
