import type { ApplicantType } from "../form/requests";
import type { Indicator } from "../indicators/indicators";
import { formatValue } from "../indicators/number-format";
import { cellsOf, type Quantity } from "../indicators/quantity";
import type { StatedRatio } from "../statistics/ratio";
import type { ReportRepair, SmallestRepair } from "./repairs";

/** What the checks have against the figures of a report. */
export interface ReportQuality {
  readonly report_id: string;
  /** Errors found in its cells, but for those a person accepted. */
  readonly errors: number;
  readonly repairs: readonly Pick<ReportRepair, "table" | "ways">[];
}

/** The mark that an indicator bears where checks of its report fail. */
export interface QualityFlag {
  /**
   * What the indicator may be under the smallest repairs, as printed included, in words: 44.4%–46.1%,
   * or 不变; null where nobody can tell.
   */
  readonly range: string | null;
  /** Whether a repair may move the indicator, as far as anybody can tell. */
  readonly moves: boolean;
  /** One Chinese sentence for the one who asks. */
  readonly words: string;
}

function computeShift(quantity: Quantity, applicant: ApplicantType, way: SmallestRepair): number {
  const { plus, minus } = cellsOf(quantity, applicant);
  const moved = (cells: typeof plus): number =>
    way.reduce((sum, { cell, by }) => sum + (cells.some(({ name }) => name === cell) ? by : 0), 0);
  return moved(plus) - moved(minus);
}

function computeValueUnder(
  { numerator, denominator }: Indicator,
  applicant: ApplicantType,
  sides: StatedRatio,
  way: SmallestRepair,
): number | null {
  if (sides.numerator === null) return null;
  const above = sides.numerator + computeShift(numerator, applicant, way);
  if (!denominator) return above;
  if (sides.denominator === null) return null;
  const below = sides.denominator + computeShift(denominator, applicant, way);
  return below > 0 ? above / below : null;
}

/** Every way of one table together with every way of another. */
function combineRepairs(tables: readonly (readonly SmallestRepair[])[]): SmallestRepair[] {
  return tables.reduce<SmallestRepair[]>(
    (ways, table) => ways.flatMap((way) => table.map((other) => [...way, ...other])),
    [[]],
  );
}

function isStated({ denominator }: Indicator, sides: StatedRatio): boolean {
  return sides.numerator !== null && (!denominator || (sides.denominator ?? 0) > 0);
}

/** The mark of one indicator that a report states; null where no check of the report's figures fails. */
export function flagQuality(
  indicator: Indicator,
  sides: StatedRatio,
  flaws: ReportQuality | undefined,
  applicant: ApplicantType = "total",
): QualityFlag | null {
  if (!flaws || flaws.errors === 0 || !isStated(indicator, sides)) return null;
  const found = `该报告的数字有差错${flaws.errors}项`;
  const unknown = (why: string): QualityFlag => ({
    range: null,
    moves: true,
    words: found + why,
  });
  if (flaws.repairs.length === 0) return unknown("，不能由表内勾稽关系推算可能范围");
  const drawnOn = [indicator.numerator, ...(indicator.denominator ? [indicator.denominator] : [])]
    .flatMap((quantity) => Object.values(cellsOf(quantity, applicant)).flat())
    .map(({ table }) => table);
  const repairs = flaws.repairs.filter(({ table }) => drawnOn.includes(table));
  if (repairs.some(({ ways }) => ways.length === 0))
    return unknown("，有误的不止两格，不能推算可能范围");
  const values = [[], ...combineRepairs(repairs.map(({ ways }) => ways))].flatMap(
    (way) => computeValueUnder(indicator, applicant, sides, way) ?? [],
  );
  if (values.length === 0) return unknown("");
  const [low = "", high = ""] = [Math.min(...values), Math.max(...values)].map((value) =>
    formatValue(value, indicator.format),
  );
  return low === high
    ? { range: "不变", moves: false, words: `${found}；按最小修正，本项数值不变` }
    : {
        range: `${low}–${high}`,
        moves: true,
        words: `${found}；按最小修正，本项在${low}至${high}之间`,
      };
}
