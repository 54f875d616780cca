import { keysOf } from "../records";

/** Levels of administrative division, from the top. */
export const LEVELS = { province: "省级", city: "市级", county: "县级" } as const;
export type Level = keyof typeof LEVELS;
export const LEVEL_CODES = keysOf(LEVELS);

/** An administrative area, as the register lists it (data/divisions.csv). */
export interface Division {
  /** Six digits of GB/T 2260. */
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

/** The level of a division by its code (GB/T 2260). */
export function levelOfCode(code: string): Level {
  if (code.endsWith("0000")) return "province";
  return code.endsWith("00") ? "city" : "county";
}

/** The province that a division lies in: the first two digits of its code name it (GB/T 2260). */
export function provinceOf(code: string): string {
  return `${code.slice(0, 2)}0000`;
}

/** The city that an area is or lies in, by its code; null for a province, which is wider. */
export function cityAround(code: string): string | null {
  return code.endsWith("0000") ? null : `${code.slice(0, 4)}00`;
}

/** The years in which a division exists, under which names. */
export type Lifespan = Pick<Division, "name" | "validFrom" | "validTo" | "formerNames">;

/** Whether a division exists in a year. */
export function existsIn(
  { validFrom, validTo }: Pick<Division, "validFrom" | "validTo">,
  year: number,
): boolean {
  return (validFrom ?? year) <= year && year <= (validTo ?? year);
}

/** Changes of a division in words; nothing where the register knows of none. */
export function formatLifespan({ validFrom, validTo, formerNames }: Lifespan): string[] {
  return [
    validFrom === null ? "" : `${validFrom}年起设立`,
    validTo === null ? "" : `存续至${validTo}年`,
    formerNames.length > 0 ? `曾用名：${formerNames.join("、")}` : "",
  ].filter(Boolean);
}

/** Why there can be no report of a year in which a division does not exist. */
export function explainAbsence({ name, validFrom, validTo }: Lifespan, year: number): string {
  if (validFrom !== null && year < validFrom)
    return `${name}${validFrom}年起设立，${year}年尚不存在，不需报告。`;
  return `${name}存续至${validTo ?? ""}年，${year}年已不存在，不需报告。`;
}

/** How the codes of the fictional province begin, which GB/T 2260 does not use. */
export const FICTIONAL_PREFIX = "99";

/** What kind of data stands under a division: no invented figure ever stands under a real name. */
export const DATASETS = {
  real: { name: "真实数据", notice: "本单位载入的报告" },
  demo: {
    name: "演示数据（虚构）",
    notice: "演示数据（虚构）：示例省及其市县、机关、数字均为虚构",
  },
} as const;
export type Dataset = keyof typeof DATASETS;
export const DATASET_CODES = keysOf(DATASETS);

/** Whether the data of a division are real or invented, by its code. */
export function datasetOf(code: string): Dataset {
  return code.startsWith(FICTIONAL_PREFIX) ? "demo" : "real";
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
