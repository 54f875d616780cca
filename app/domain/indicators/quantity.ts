import { cellName } from "../form/cell-name";
import type { Edition } from "../form/edition";
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
  /** Its first line in an edition that does not print the first of `lines`. */
  readonly firstLineOf?: Readonly<Partial<Record<Edition, string>>>;
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

/** Name of the first cell that an edition prints of what a quantity adds; undefined where it adds none. */
export function firstCellName(
  { lines = [], plus = [], firstLineOf }: Quantity,
  edition: Edition,
  applicant: ApplicantType = "total",
): string | undefined {
  const line = firstLineOf?.[edition] ?? lines[0];
  return line === undefined ? plus[0] : cellName(line, applicant);
}
