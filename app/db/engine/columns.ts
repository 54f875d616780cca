import { z } from "zod";

const columnSchema = <Value>(isValue: (value: unknown) => value is Value) =>
  z.custom<readonly Value[]>((values) => Array.isArray(values) && values.every(isValue));

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";

/** Columns of an answer, checked in one pass without an object for each value. */
export const texts = columnSchema(isText);
export const textsOrNull = columnSchema(
  (value): value is string | null => value === null || isText(value),
);
export const flags = columnSchema((value): value is boolean => typeof value === "boolean");
export const numbers = columnSchema(isNumber);
export const numbersOrNull = columnSchema(
  (value): value is number | null => value === null || isNumber(value),
);

/** The value of a column in a row of the answer. */
export function valueAt<Value>(column: readonly Value[], row: number): Value {
  const value = column[row];
  if (value === undefined) throw new RangeError(`The answer has no row ${row}`);
  return value;
}
