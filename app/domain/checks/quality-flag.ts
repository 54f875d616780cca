import type { ApplicantType } from "../form/requests";
import type { Indicator } from "../indicators/indicator";

import { formatValue } from "../indicators/number-format";
import { applicantCounted, type Quantity } from "../indicators/quantity";
import { cellsOf } from "../indicators/quantity-cells";
import type { StatedRatio } from "../statistics/ratio";
import type { ReportRepair, SmallestRepair } from "./repairs";

/** Which of the values of a report fail checks. */
export interface ReportQuality {
  readonly report_id: string;
  /** Errors found in its cells, but for those a person accepted. */
  readonly errors: number;
  readonly repairs: readonly Pick<ReportRepair, "table" | "ways">[];
}

/** The flag beside an indicator whose report fails checks. */
export interface QualityFlag {
  /**
   * What the indicator may be under the smallest repairs, as printed included, in words: 44.4%–46.1%,
   * or 不变; null where the range cannot be known.
   */
  readonly range: string | null;
  /** Whether a repair may move the indicator; true where that cannot be known. */
  readonly moves: boolean;
  /** The reason and the range in one Chinese sentence. */
  readonly words: string;
}

function computeShift(
  quantity: Quantity,
  applicant: ApplicantType,
  repair: SmallestRepair,
): number {
  const { plus, minus } = cellsOf(quantity, applicant);
  const moved = (cells: typeof plus): number =>
    repair.reduce(
      (sum, { cell, by }) => sum + (cells.some(({ name }) => name === cell) ? by : 0),
      0,
    );
  return moved(plus) - moved(minus);
}

function computeValueUnder(
  { numerator, denominator }: Indicator,
  applicant: ApplicantType,
  ratio: StatedRatio,
  repair: SmallestRepair,
): number | null {
  if (ratio.numerator === null) return null;
  const above = ratio.numerator + computeShift(numerator, applicant, repair);
  if (!denominator) return above;
  if (ratio.denominator === null) return null;
  const below = ratio.denominator + computeShift(denominator, applicant, repair);
  return below > 0 ? above / below : null;
}

/** Every repair of one table together with every repair of another. */
function combineRepairs(tables: readonly (readonly SmallestRepair[])[]): SmallestRepair[] {
  return tables.reduce<SmallestRepair[]>(
    (combined, table) => combined.flatMap((one) => table.map((other) => [...one, ...other])),
    [[]],
  );
}

/** What became of a ratio that enters sums otherwise than it is printed; empty where it enters as printed. */
function describeUse(indicator: Indicator, used: StatedRatio, printed: StatedRatio): string {
  if (used.numerator === printed.numerator && used.denominator === printed.denominator) return "";
  const { numerator, denominator } = printed;
  const value = indicator.denominator
    ? numerator !== null && (denominator ?? 0) > 0
      ? numerator / (denominator ?? 1)
      : null
    : numerator;
  const asPrinted = `按所印数字为${formatValue(value, indicator.format)}`;
  return isStated(indicator, used)
    ? `；${asPrinted}，合计和比较按唯一的最小修正或已采用的更正`
    : `；${asPrinted}，不计入合计和比较`;
}

function isStated({ denominator }: Indicator, ratio: StatedRatio): boolean {
  return ratio.numerator !== null && (!denominator || (ratio.denominator ?? 0) > 0);
}

/**
 * The flag of an indicator that a report states; null where no check of the report's values fails.
 *
 * @param ratio as it enters sums
 * @param printed as it is printed, where it enters otherwise or not at all
 */
export function flagQuality(
  indicator: Indicator,
  ratio: StatedRatio,
  quality: ReportQuality | undefined,
  chosen: ApplicantType = "total",
  printed: StatedRatio = ratio,
): QualityFlag | null {
  if (!quality || quality.errors === 0 || !isStated(indicator, printed)) return null;
  const applicant = applicantCounted(indicator, chosen);
  const found = `该报告的数字有差错${quality.errors}项${describeUse(indicator, ratio, printed)}`;
  const unknown = (why: string): QualityFlag => ({
    range: null,
    moves: true,
    words: found + why,
  });
  if (quality.repairs.length === 0) return unknown("，不能由表内勾稽关系推算可能范围");
  const drawnOn = [indicator.numerator, ...(indicator.denominator ? [indicator.denominator] : [])]
    .flatMap((quantity) => Object.values(cellsOf(quantity, applicant)).flat())
    .map(({ table }) => table);
  const repairs = quality.repairs.filter(({ table }) => drawnOn.includes(table));
  if (repairs.some(({ ways }) => ways.length === 0))
    return unknown("，有误的不止两格，不能推算可能范围");
  const values = [[], ...combineRepairs(repairs.map(({ ways }) => ways))].flatMap(
    (repair) => computeValueUnder(indicator, applicant, printed, repair) ?? [],
  );
  if (values.length === 0) return unknown("");
  const [low = "", high = ""] = [Math.min(...values), Math.max(...values)].map((value) =>
    formatValue(value, indicator.format),
  );
  const unmoved = isStated(indicator, ratio)
    ? "；按最小修正，本项数值不变"
    : "：哪一格有误不能唯一确定，有关的各格都没有采用";
  return low === high
    ? { range: "不变", moves: false, words: found + unmoved }
    : {
        range: `${low}–${high}`,
        moves: true,
        words: `${found}；按最小修正，本项在${low}至${high}之间`,
      };
}
