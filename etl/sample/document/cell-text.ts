import type { PrintedFigure } from "../printing";

/** How a skin writes what is no plain number. */
export interface CellManner {
  /** Unit in which the purchases of the 2019 edition are written into their cell. */
  readonly purchases: "元" | "万元";
  /** How a change of items shows its sign. */
  readonly change: "sign" | "word";
  /** What stays glued to the numbers of decisions, such as a no-break space. */
  readonly glue: string;
}

function signed(value: number, manner: CellManner): string {
  if (value === 0) return "0";
  const [more, less] = manner.change === "word" ? ["增", "减"] : ["+", "-"];
  return `${value > 0 ? more : less}${Math.abs(value)}`;
}

function purchases(value: number, manner: CellManner): string {
  return manner.purchases === "元" ? `${value}元` : `${value / 10_000}万元`;
}

/** The text of a cell. */
export function cellText({ cell, value, state }: PrintedFigure, manner: CellManner): string {
  if (state === "slash") return "/";
  if (value === null) return "";
  if (cell.signed) return signed(value, manner);
  if (cell.column === "decisions") return `${value}${manner.glue}`;
  return cell.unit === "元" ? purchases(value, manner) : String(value);
}
