import { keysOf } from "../records";
/** Levels of administrative division, from the top. */
export const LEVELS = { province: "省级", city: "市级", county: "县级" } as const;
export type Level = keyof typeof LEVELS;
export const LEVEL_CODES = keysOf(LEVELS);

export interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Code of the division around it; null for a province. */
  readonly parent: string | null;
  /** First and last year in which it exists; null where the register sets no bound. */
  readonly validFrom: number | null;
  readonly validTo: number | null;
  /** What it became; of one that lives on, what a part of it became. */
  readonly successors: readonly string[];
  readonly formerNames: readonly string[];
  readonly note: string;
}

/** Whether a division exists in a year. */
export function existsIn(division: Division, year: number): boolean {
  return (division.validFrom ?? year) <= year && year <= (division.validTo ?? year);
}

/** Divisions of the fictional province carry codes that GB/T 2260 does not use. */
export const FICTIONAL_PREFIX = "99";

/** What kind of data stands under a division: no invented figure ever stands under a real name. */
export const DATASETS = {
  real: { name: "真实数据", notice: "真实数据：摘录自已公开发布的年度报告" },
  demo: {
    name: "演示数据（虚构）",
    notice: "演示数据（虚构）：示例省及其市县、机关、数字均为虚构",
  },
} as const;
export type Dataset = keyof typeof DATASETS;
export const DATASET_CODES = keysOf(DATASETS);
export function datasetOf(code: string): Dataset {
  return code.startsWith(FICTIONAL_PREFIX) ? "demo" : "real";
}

/** The years in which a division exists, and what it came from or became. */
export interface Lifespan {
  readonly name: string;
  readonly valid_from: number | null;
  readonly valid_to: number | null;
  readonly former_names: readonly string[] | null;
}

/** Whether a division exists in a year. */
export function livesIn({ valid_from, valid_to }: Lifespan, year: number): boolean {
  return (valid_from ?? year) <= year && year <= (valid_to ?? year);
}

/** Changes of a division in words; nothing where the register knows of none. */
export function formatLifespan({ valid_from, valid_to, former_names }: Lifespan): string[] {
  return [
    valid_from === null ? "" : `${valid_from}年起设立`,
    valid_to === null ? "" : `存续至${valid_to}年`,
    former_names && former_names.length > 0 ? `曾用名：${former_names.join("、")}` : "",
  ].filter(Boolean);
}

/** Why there can be no report of a year. */
export function explainAbsence(division: Lifespan, year: number): string {
  const { name, valid_from, valid_to } = division;
  if (valid_from !== null && year < valid_from)
    return `${name}${valid_from}年起设立，${year}年尚不存在，没有这一年的报告，也不算缺报。`;
  return `${name}存续至${valid_to ?? ""}年，${year}年已不存在，没有这一年的报告，也不算缺报。`;
}

/** A division of which reports are loaded. */
export interface ListedDivision {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Name of the city around it; null where the province stands directly above. */
  readonly city: string | null;
  readonly reports: number;
  readonly first_year: number;
  readonly last_year: number;
}
