import { formatCellLabel } from "../form/cell-label";
import type { ApplicantType } from "../form/requests";
import type { Indicator } from "./indicators";
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
