import { keysOf } from "../records";
import type { CellLocation, CellState } from "./printed-cell";

/** What a page shows of a cell: its state, or that the document has no such cell. */
export type ShownState = CellState | "missing";

/** The states of a cell in words. Blank, slash and dash are not zero and not each other. */
export const SHOWN_STATES = {
  number: { name: "数字", meaning: "印有数字" },
  blank: { name: "空白", meaning: "格内未填，计算时按0计，显示仍为空白" },
  slash: { name: "斜线", meaning: "填“/”，计算时按0计，显示仍为斜线" },
  dash: { name: "横线", meaning: "填横线，含义不定，不参与计算" },
  note: { name: "文字", meaning: "填有文字而无数字，不参与计算" },
  illegible: { name: "无法识别", meaning: "有内容但认不准，不参与计算，请核对原件" },
  missing: { name: "未印出", meaning: "原件中没有找到这一格" },
} as const satisfies Record<ShownState, { name: string; meaning: string }>;

export const SHOWN_STATE_CODES = keysOf(SHOWN_STATES);

/** A place in words: 第2页第3表第5行第4列. */
export function formatLocation(place: CellLocation): string {
  const words = [
    place.page && `第${place.page}页`,
    place.table && `第${place.table}表`,
    place.row && `第${place.row}行`,
    place.column && `第${place.column}列`,
    place.line && `第${place.line}行文字`,
  ];
  return words.filter(Boolean).join("");
}
