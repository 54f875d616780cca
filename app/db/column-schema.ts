import { z } from "zod";

const column = <Value>(isValue: (value: unknown) => value is Value) =>
  z.custom<readonly Value[]>((values) => Array.isArray(values) && values.every(isValue));

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";

/** Columns of an answer, checked in one pass without an object for each value. */
export const texts = column(isText);
export const numbers = column(isNumber);
export const numbersOrNull = column(
  (value): value is number | null => value === null || isNumber(value),
);

/** The columns that tell which body a figure is of (`WHICH_BODY`). */
export const whichBody = { body: texts, year: numbers };

/** The value of a column in a row of the answer. */
export function at<Value>(column: readonly Value[], row: number): Value {
  const value = column[row];
  if (value === undefined) throw new RangeError(`The answer has no row ${row}`);
  return value;
}
