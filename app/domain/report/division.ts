/** Levels of administrative division, from the top. */
export const LEVELS = { province: "省级", city: "市级", county: "县级" } as const;
export type Level = keyof typeof LEVELS;
export const LEVEL_CODES = ["province", "city", "county"] as const satisfies readonly Level[];

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
export const DATASET_CODES = ["real", "demo"] as const satisfies readonly Dataset[];
export function datasetOf(code: string): Dataset {
  return code.startsWith(FICTIONAL_PREFIX) ? "demo" : "real";
}
