import { cellInWords } from "../form/wording";
import type { Indicator } from "./indicators";
import { cellsOf, isByApplicant, type Quantity } from "./quantity";

/** A formula as the method page prints it: Σ本机关不掌握 ÷ Σ办理结果总计. */
export function formulaInWords(indicator: Indicator): string {
  const { numerator, denominator } = indicator;
  return denominator ? `Σ${numerator.name} ÷ Σ${denominator.name}` : `Σ${numerator.name}`;
}

/** A quantity as the cells it is read from, in the form's own words. */
export function quantityInCells(quantity: Quantity): string {
  const { plus, minus } = cellsOf(quantity);
  return [
    plus.map(({ name }) => cellInWords(name)).join(" + "),
    ...minus.map((cell) => ` − ${cellInWords(cell.name)}`),
  ].join("");
}

/** Whether an indicator can be told apart by type of applicant. */
export function allowsApplicant({ numerator, denominator }: Indicator): boolean {
  return isByApplicant(numerator) && (!denominator || isByApplicant(denominator));
}
