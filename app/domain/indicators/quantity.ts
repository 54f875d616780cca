import { cellName, cellByName, type Cell } from "../form/cells";
import type { ApplicantType } from "../form/requests";

/**
 * A named sum of cells of the form, of which indicators are made. Blank cells count as 0 beside a
 * printed one; where none of its cells is printed, the quantity is unknown (null), never 0.
 */
export interface Quantity {
  readonly name: string;
  /** Lines of table 三, added in the column of one type of applicant or of 总计. */
  readonly lines?: readonly string[];
  /** Names of single cells that are added. */
  readonly plus?: readonly string[];
  /** Names of single cells that are subtracted. */
  readonly minus?: readonly string[];
}

/** Whether a quantity is stated by type of applicant, as only lines of table 三 are. */
export function isByApplicant(quantity: Quantity): boolean {
  return quantity.lines !== undefined;
}

/** What an indicator is made of. */
interface Sides {
  readonly numerator: Quantity;
  readonly denominator?: Quantity;
}

/** Whether both sides of an indicator are stated by type of applicant. */
export function allowsApplicant({ numerator, denominator }: Sides): boolean {
  return isByApplicant(numerator) && (!denominator || isByApplicant(denominator));
}

/** The applicants whose requests an indicator counts where a type is chosen: all where it does not tell them apart. */
export function applicantCounted(sides: Sides, chosen: ApplicantType): ApplicantType {
  return allowsApplicant(sides) ? chosen : "total";
}

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
