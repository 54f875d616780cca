import type { TableCode } from "../form/cells";
import type { Edition } from "../form/edition";
import { cellInWords, columnInWords } from "../form/wording";
import { DASH, MISSING, UNREADABLE, type Figures } from "./figures";
import { identitiesIn } from "./identity";
import type { Change } from "./repair";

const signed = (difference: number): string =>
  difference > 0 ? `多${difference}` : `少${-difference}`;

/** Every identity that fails, in words, with how much its left side is above or below its right. */
export function describeFailing(table: TableCode, edition: Edition, figures: Figures): string[] {
  return identitiesIn(table, edition).flatMap(({ kind, left, right, cells }) => {
    const all = [...left, ...right];
    if (all.some((position) => figures.bitsAt(position) & (MISSING | DASH | UNREADABLE))) return [];
    const total = (positions: readonly number[]): number =>
      positions.reduce((sum, position) => sum + figures.at(position), 0);
    const difference = total(left) - total(right);
    const [head = ""] = cells;
    if (difference === 0) return [];
    return kind === "balance"
      ? `表三“${columnInWords(head)}”列第一、二项之和比第三、四项之和${signed(difference)}`
      : `${cellInWords(head)}比${kind === "across" ? "本行" : "本列"}分项之和${signed(difference)}`;
  });
}

/** A change in words. */
export function describeChange({ cell, printed, proposed }: Change): string {
  return `若${cellInWords(cell)}由${printed}改为${proposed}，各项勾稽关系全部成立，且改动其他任何一格都不能如此`;
}
