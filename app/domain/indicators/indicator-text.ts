import { formatCellLabel } from "../form/cell-label";
import type { ApplicantType } from "../form/requests";
import type { Indicator } from "./indicators";
import {
  formatSignedChange,
  printPointsChange,
  printRelativeChange,
  type PrintedChange,
} from "./number-format";
import { cellsOf, isByApplicant, type Quantity } from "./quantity";

/** A formula as the method page prints it: Σ本机关不掌握 ÷ Σ办理结果总计. */
export function formatFormula(indicator: Indicator): string {
  const { numerator, denominator } = indicator;
  return denominator ? `Σ${numerator.name} ÷ Σ${denominator.name}` : `Σ${numerator.name}`;
}

/** A quantity as the cells it is read from, in the form's own words. */
export function formatQuantity(quantity: Quantity): string {
  const { plus, minus } = cellsOf(quantity);
  return [
    plus.map(({ name }) => formatCellLabel(name)).join(" + "),
    ...minus.map((cell) => ` − ${formatCellLabel(cell.name)}`),
  ].join("");
}

type Sides = Pick<Indicator, "numerator" | "denominator">;

/** Whether both sides of an indicator are stated by type of applicant. */
export function allowsApplicant({ numerator, denominator }: Sides): boolean {
  return isByApplicant(numerator) && (!denominator || isByApplicant(denominator));
}

/** The applicants whose requests an indicator counts where a type is chosen: all where it does not tell them apart. */
export function applicantCounted(sides: Sides, chosen: ApplicantType): ApplicantType {
  return allowsApplicant(sides) ? chosen : "total";
}

/**
 * The change of an indicator between two years as it is printed: in 百分点 for a rate, in per cent for
 * a count. Null where either year is not known, or a count was 0 before.
 */
export function printChange(
  indicator: Indicator,
  earlier: number | null | undefined,
  later: number | null | undefined,
): PrintedChange | null {
  if (earlier === null || earlier === undefined || later === null || later === undefined)
    return null;
  if (indicator.format === "share") return printPointsChange(later - earlier);
  return earlier === 0 ? null : printRelativeChange((later - earlier) / earlier);
}

/** {@link printChange} with its sign and unit; null where that is null. */
export function formatChange(
  indicator: Indicator,
  earlier: number | null | undefined,
  later: number | null | undefined,
): string | null {
  const change = printChange(indicator, earlier, later);
  return change && formatSignedChange(change);
}
