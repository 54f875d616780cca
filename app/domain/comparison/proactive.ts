import { isUnitOpen } from "../form/table";
import type { Cell } from "../form/cells";
import type { Edition } from "../form/edition";

/** Printed counts and amounts of table 二, by the name of the cell; null where they are not stated. */
export type ProactiveCells = Readonly<Record<string, number | null>>;

/** An amount that may be in another unit than its cell's (T2-UNIT, unless accepted). */
export interface UncertainAmount {
  readonly report_id: string;
  readonly division: string;
  readonly cell: string;
  /** As the report states it, in the cell's unit. */
  readonly value: number;
  readonly message: string;
}

/** Table 二 over the reports of one year that print it in one edition. */
export interface YearOfProactive {
  readonly edition: Edition;
  readonly year: number;
  readonly reports: number;
  readonly cells: ProactiveCells;
  readonly uncertain: readonly UncertainAmount[];
}

/** Table 二 of one report. */
export interface BodyProactive {
  readonly edition: Edition;
  readonly report_id: string;
  readonly division_code: string;
  readonly division: string;
  readonly cells: ProactiveCells;
  readonly uncertain: readonly UncertainAmount[];
}

/**
 * Whether sums of a cell mean anything. The form prints no unit for 采购总金额: reports state 元 or
 * 万元 as they like.
 */
export function isSummable({ unit }: Cell): boolean {
  return !isUnitOpen(unit);
}
