import { formatCellLabel } from "../form/cell-label";
import type { Indicator } from "./indicator";
import type { Quantity } from "./quantity";
import { cellsOf } from "./quantity-cells";

/** A formula as the method page prints it: Σ本机关不掌握 ÷ Σ办结件数. */
export function formatFormula(indicator: Indicator): string {
  const { numerator, denominator } = indicator;
  return denominator ? `Σ${numerator.name} ÷ Σ${denominator.name}` : `Σ${numerator.name}`;
}

/** A formula in the words of a page: 本机关不掌握件数 ÷ 办结件数，各地件数相加后计算. */
export function formatRatio({ numerator, denominator }: Indicator): string {
  const counted = denominator ? `${numerator.name} ÷ ${denominator.name}` : numerator.name;
  return `${counted}，各地件数相加后计算`;
}

/** A quantity as the cells it is read from, in the form's own words. */
export function formatQuantity(quantity: Quantity): string {
  const { plus, minus } = cellsOf(quantity);
  return [
    plus.map(({ name }) => formatCellLabel(name)).join(" + "),
    ...minus.map((cell) => ` − ${formatCellLabel(cell.name)}`),
  ].join("");
}
