/** Rows of a table on one page: the districts of any province, but not all its departments. */
const ROWS_ON_A_SHEET = 200;

/** The part of a long table that a page shows. */
export interface Sheet {
  /** From 1. */
  readonly number: number;
  readonly sheets: number;
  /** First and last of the rows shown, from 1; 0 of an empty table. */
  readonly first: number;
  readonly last: number;
  readonly rows: number;
}

/**
 * The sheet that the address asks for: `page=2`, or under another name for a second table of a page; the
 * last for a number beyond, the first for what is no number.
 */
export function sheetOf(parameters: URLSearchParams, rows: number, name = "page"): Sheet {
  const sheets = Math.max(1, Math.ceil(rows / ROWS_ON_A_SHEET));
  const asked = Number(parameters.get(name) ?? "1");
  const number = Number.isSafeInteger(asked) ? Math.min(sheets, Math.max(1, asked)) : 1;
  const before = (number - 1) * ROWS_ON_A_SHEET;
  const last = Math.min(rows, before + ROWS_ON_A_SHEET);
  return { number, sheets, first: Math.min(rows, before + 1), last, rows };
}

/** The address of the same table on another sheet. */
export function addressOfSheet(parameters: URLSearchParams, number: number, name = "page"): string {
  const next = new URLSearchParams(parameters);
  if (number === 1) next.delete(name);
  else next.set(name, String(number));
  return `?${next.toString()}`;
}
