import { type Yardstick, YARDSTICKS } from "../filters/yardsticks";
import type { Level } from "../report/division";

/** What a group is called: `area` alone, `of` before a number of bodies. */
export interface LoadedPart {
  readonly area: string;
  readonly of: string;
}

/** What the divisions of a level are counted as. */
const DIVISIONS_OF: Readonly<Record<Level, string>> = {
  province: "个省",
  city: "个市",
  county: "个县（市、区）",
};

interface GroupExtent {
  /** Divisions of the level that exist in the province, and those of them that a body of the group belongs to. */
  readonly existing: number;
  readonly reporting: number;
  readonly level: Level;
  /** Whether each division has one body of the kind. */
  readonly isSingle: boolean;
}

/**
 * What the province's group is called where less than half of the divisions of its level have a report in it:
 * 已载入的2个市（的28个机关）. Null where most have, so that it may be called the province's, and where there is none.
 */
export function namePart({ existing, reporting, level, isSingle }: GroupExtent): LoadedPart | null {
  if (reporting === 0 || reporting * 2 >= existing) return null;
  if (isSingle) return { area: "已载入各地", of: "已载入的" };
  const area = `已载入的${reporting}${DIVISIONS_OF[level]}`;
  return { area, of: `${area}的` };
}

/** A group of which a comparison speaks. */
export interface NamedGroup {
  readonly yardstick: Yardstick;
  readonly loadedPart: LoadedPart | null;
}

/** What a group is called: 全省, 已载入的2个市. */
export function nameGroup({ yardstick, loadedPart }: NamedGroup): LoadedPart {
  return loadedPart ?? YARDSTICKS[yardstick];
}
