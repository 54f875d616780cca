import type { Edition } from "./edition";

/** A text that the editions may word differently. */
export type Wording = string | Readonly<Record<Edition, string>>;

/**
 * What the figures of a column count. Money may have decimals; every other unit counts whole things.
 * The form prints the unit of an amount beside its column (`isPrinted`), but for 采购总金额 of 2019,
 * which reports state in 元 or 万元 as they like.
 */
export const UNITS = {
  件: { isMoney: false, isPrinted: false },
  项: { isMoney: false, isPrinted: false },
  个: { isMoney: false, isPrinted: false },
  万元: { isMoney: true, isPrinted: true },
  元: { isMoney: true, isPrinted: false },
} as const;
export type Unit = keyof typeof UNITS;

/** Whether a unit is one of money. */
export function isMoneyUnit(unit: Unit): boolean {
  return UNITS[unit].isMoney;
}

/** Whether reports state the figures of a column in units of their own choice. */
export function isUnitOpen(unit: Unit): boolean {
  return UNITS[unit].isMoney && !UNITS[unit].isPrinted;
}

/**
 * The largest count that a column of the database holds (INTEGER), and the largest amount that is
 * believed: 10 trillion of its unit, below what DECIMAL(18,4) holds.
 */
const LARGEST_COUNT = 2 ** 31 - 1;
const LARGEST_AMOUNT = 1e13;

/** Whether a number can stand in a column of a unit: a whole count or an amount, neither beyond belief. */
export function isPlausible(value: number, unit: Unit): boolean {
  if (isMoneyUnit(unit)) return Math.abs(value) <= LARGEST_AMOUNT;
  return Number.isInteger(value) && Math.abs(value) <= LARGEST_COUNT;
}

/** A column of a statutory table: the upper label of its cells. */
export interface Column {
  readonly code: string;
  readonly label: string;
  /** What it is called beside a year. */
  readonly short?: string;
  /** Label above it that it shares with its neighbours. */
  readonly heading?: string;
  /** Other wordings seen in published reports (shared/domain/variants.md 14-15). */
  readonly aliases?: readonly string[];
  readonly unit: Unit;
  /** A difference, which may be negative. */
  readonly signed?: true;
  /** Codes of the columns that it is the sum of. */
  readonly sumOf?: readonly string[];
}

/** A line of a statutory table: the left label of its cells. */
export interface Line {
  readonly code: string;
  readonly label: Wording;
  /** The numbering printed before the label, such as 一、 or （一） or 1. */
  readonly numeral?: string;
  /** Code of the group of lines it stands in. */
  readonly group?: string;
  readonly aliases?: readonly string[];
  /** The article of the 条例 that the line applies. */
  readonly basis?: string;
  /** The editions that print it; both when left out. */
  readonly editions?: readonly Edition[];
  /** The columns that cross it, by edition; all columns of the table when left out. */
  readonly columns?: Readonly<Partial<Record<Edition, readonly string[]>>>;
  /** Codes of the lines that it is the sum of. */
  readonly sumOf?: readonly string[];
}

/** A printed label that holds several lines together. */
export interface Group {
  readonly code: string;
  readonly label: string;
  readonly numeral?: string;
  /** Code of the group around it. */
  readonly within?: string;
  readonly editions?: readonly Edition[];
}

/** The statutory layout: its tables, in order. */
export type Form = readonly Table[];

export interface Table {
  readonly code: string;
  /** Number of the section whose table it is. */
  readonly numeral: string;
  readonly title: string;
  readonly short: string;
  readonly groups: readonly Group[];
  readonly lines: readonly Line[];
  readonly columns: readonly Column[];
  /** Whether its lines stand beside one another, so that all of its cells are one printed row. */
  readonly isOneRow?: true;
}

/** The wording of a label in an edition. */
export function wordingIn(wording: Wording, edition: Edition): string {
  return typeof wording === "string" ? wording : wording[edition];
}
