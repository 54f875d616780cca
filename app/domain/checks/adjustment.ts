import type { TableCode } from "../form/cells";

/** Why a figure in sums is another than the one that is printed. */
export const ADJUSTMENTS = {
  corrected: { name: "已更正", words: "按已采用的更正计入" },
  repaired: { name: "按唯一修正计入", words: "勾稽不符，按唯一的最小修正计入" },
  set_aside: { name: "未计入", words: "勾稽不符或不可能，且不能确定哪一格有误，未计入" },
} as const;
export type AdjustmentKind = keyof typeof ADJUSTMENTS;

/** A figure that enters sums otherwise than it is printed. The printed one stays where it is printed. */
export interface Adjustment {
  readonly table: TableCode;
  readonly cell: string;
  readonly kind: AdjustmentKind;
  /** Null where no figure is printed or follows from what is. */
  readonly printed: number | null;
  /** Null where it enters no sum. */
  readonly used: number | null;
}
