import type { GridCell } from "../read/document";
import { isLikeFigure } from "./printed-text";

/** Shares and changes that reports add to the form's tables, which has none. */
const RATIO = /占比|比例|比重|百分比|同比|环比|增长率|增幅/;
const PERCENTAGE = /^\s*[+\-−－]?\d+(?:\.\d+)?\s*[%％‰]\s*$/;
const SHARE = /^\s*[+\-−－]?(?:\d+(?:\.\d+)?\s*[%％‰]|\d+\.\d+)\s*$/;
const LONGEST_LABEL = 12;

/** Whether a text heads a row or column of ratios. */
export function isRatioLabel(text: string): boolean {
  return text.length <= LONGEST_LABEL && RATIO.test(text);
}

/** Whether a row is one of ratios: named so, or of percentages beside a label that is no line. */
export function isRatioRow(
  printed: readonly {
    readonly text: string;
    readonly labels: readonly { readonly kind: string }[];
  }[],
): boolean {
  const label = printed.find(({ text }) => !isLikeFigure(text) && !PERCENTAGE.test(text));
  const rest = printed.filter((each) => each !== label);
  if (!label || rest.length === 0 || label.labels.some(({ kind }) => kind === "line")) return false;
  const isNamed = isRatioLabel(label.text);
  return rest.every(({ text }) => PERCENTAGE.test(text) || (isNamed && isLikeFigure(text)));
}

/** Whether a cell is a share under one of the labels of shares. */
export function isShareUnder(labels: readonly GridCell[], cell: GridCell): boolean {
  const { column, columnSpan } = cell;
  const isUnder = (above: GridCell): boolean =>
    above.column <= column && above.column + above.columnSpan >= column + columnSpan;
  return SHARE.test(cell.text) && labels.some(isUnder);
}
