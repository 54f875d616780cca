import type { Cell } from "../form/cells";
import { isPlausible, type Unit } from "../form/table";
import type { CellState } from "./printed-cell";
import { simplifyCharacters } from "./simple-characters";

/** The meaning of a cell's text. `value` is in the unit of the cell; null unless a number. */
export interface CellReading {
  readonly value: number | null;
  readonly state: CellState;
  /** The unit printed beside the figure, if any. */
  readonly unit?: string;
  readonly note?: string;
  /** Blanks part its thousands. */
  readonly isApart?: true;
}

export const PLAIN_COUNT = /^(?:0|[1-9]\d{0,8})$/;
const SPACES = /[\s\u00A0\u3000]+/g;
/** Thousands apart by one blank of any kind but a line break, every time the same: 20 517. */
const APART =
  /^([+-]?[1-9]\d{0,2})(?=([^\S\r\n]))(?:\2\d{3})+(?:\.\d+)?\s*(?:亿元|万元|元|[件项个])?$/;
const FIGURE = /^([+-]?)(0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(\.\d+)?(亿元|万元|元|[件项个])?$/;
const NOTE_AFTER = /^([^()]*)\(([^()]*\p{Script=Han}[^()]*)\)$/u;
const CHANGE = /^(?:净?(增加?|减少?))(\d.*)$/;
const BOTH_WAYS = /^\+?(?:增加?)?\(?\+?(\d+)\)?[,/]?(?:-|减少?)\(?-?(\d+)\)?$/;
const NO_FIGURE = /^(?:无|暂无|没有|不适用|不涉及|未收取|未收费|未发生|未开展)$/;

/** How many tens a money unit is above 元. */
const MONEY: Readonly<Record<string, number>> = { 元: 0, 万元: 4, 亿元: 8 };
export const ILLEGIBLE: CellReading = { value: null, state: "illegible" };

/**
 * Reads the text of a cell. A text that is neither one plain figure nor a known sign for none is
 * illegible.
 *
 * @param cell the unit the form declares, and whether the figure may be signed
 * @param unit the unit that the header prints, if any
 */
export function readCellText(
  text: string,
  cell: Pick<Cell, "unit" | "signed">,
  unit?: string,
): CellReading {
  if (PLAIN_COUNT.test(text) && unit === undefined) return { value: Number(text), state: "number" };
  const plain = simplifyCharacters(text).replace(/[−－]/g, "-").trim();
  const tight = plain.replace(SPACES, "");
  if (tight === "") return { value: null, state: "blank" };
  if (/^[/／\\]+$/.test(tight)) return { value: null, state: "slash" };
  if (/^[-—–─_]+$/.test(tight)) return { value: null, state: "dash" };
  if (NO_FIGURE.test(tight)) return { value: null, state: "note", note: tight };
  if (cell.signed && BOTH_WAYS.test(tight)) return parseIncreaseAndDecrease(tight, cell);
  const noted = NOTE_AFTER.exec(tight);
  if (noted) {
    const figure = parseFigure(noted[1] ?? "", cell, unit);
    return figure.state === "number" ? { ...figure, note: noted[2] ?? "" } : ILLEGIBLE;
  }
  if (APART.test(plain)) return { ...parseFigure(tight, cell, unit), isApart: true };
  if (/\d[\s\u00A0\u3000]+[\d,.]|[,.][\s\u00A0\u3000]+\d/.test(plain)) return ILLEGIBLE;
  return parseFigure(tight, cell, unit);
}

function parseIncreaseAndDecrease(text: string, { unit }: Pick<Cell, "unit">): CellReading {
  const [, up = "0", down = "0"] = BOTH_WAYS.exec(text) ?? [];
  const value = Number(up) - Number(down);
  return isPlausible(value, unit) ? { value, state: "number" } : ILLEGIBLE;
}

function parseFigure(
  text: string,
  cell: Pick<Cell, "unit" | "signed">,
  header?: string,
): CellReading {
  const change = cell.signed ? CHANGE.exec(text) : null;
  const signless = change ? `${change[1]?.startsWith("减") ? "-" : "+"}${change[2] ?? ""}` : text;
  const [, sign = "", whole = "", fraction = "", printed] = FIGURE.exec(signless) ?? [];
  if (whole === "" || (sign === "+" && !cell.signed)) return ILLEGIBLE;
  const unit = printed ?? header;
  const digits = whole.replaceAll(",", "");
  const value = isMoney(cell.unit)
    ? parseMoney(digits, fraction, unit, cell.unit)
    : parseCount(digits, fraction, unit);
  if (value === undefined || !isPlausible(value, cell.unit)) return ILLEGIBLE;
  const signed = sign === "-" && value !== 0 ? -value : value;
  return { value: signed, state: "number", ...(printed ? { unit: printed } : {}) };
}

/** Whether a unit of the form counts money. */
export function isMoney(unit: string): boolean {
  return unit in MONEY;
}

function parseCount(
  digits: string,
  fraction: string,
  unit: string | undefined,
): number | undefined {
  if (unit !== undefined && isMoney(unit)) return undefined;
  if (!/^(?:\.0+)?$/.test(fraction)) return undefined;
  return Number(digits);
}

/** Moves the decimal point in the text, since 447.18 × 10000 is not exact in floating point. */
function parseMoney(
  digits: string,
  fraction: string,
  printed: string | undefined,
  declared: Unit,
): number | undefined {
  const from = MONEY[printed ?? declared];
  const to = MONEY[declared];
  if (from === undefined || to === undefined) return undefined;
  return Number(`${digits}${fraction}e${from - to}`);
}
