import { cellName } from "../form/cell-name";
import { cellByName, type Cell } from "../form/cells";
import type { ApplicantType } from "../form/requests";
import type { Quantity } from "./quantity";

/** The cells that a quantity adds and subtracts, for one type of applicant or 总计. */
export function cellsOf(
  quantity: Quantity,
  applicant: ApplicantType = "total",
): { readonly plus: readonly Cell[]; readonly minus: readonly Cell[] } {
  const named = (names: readonly string[]): Cell[] =>
    names.flatMap((name) => cellByName(name) ?? []);
  return {
    plus: named([
      ...(quantity.lines ?? []).map((line) => cellName(line, applicant)),
      ...(quantity.plus ?? []),
    ]),
    minus: named(quantity.minus ?? []),
  };
}
