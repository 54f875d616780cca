import { recordOf } from "../records";
import { INDICATOR_CODES, INDICATORS, type IndicatorCode } from "./indicators";
import type { Quantity } from "./quantity";
import { cellsOf } from "./quantity-cells";

/** Whether every cell that one quantity adds is one that the other adds: 不掌握 within 无法提供. */
function isWithin(one: Quantity, other: Quantity): boolean {
  const [cells, whole] = [cellsOf(one).plus, cellsOf(other).plus].map((all) =>
    all.map(({ name }) => name),
  );
  return cells !== undefined && cells.every((name) => whole?.includes(name));
}

/**
 * Whether two rates tell of one thing: over one denominator one counts part of what the other counts, or one is
 * declared to fall as the other rises. When one of them stands out, so does the other.
 */
export function areRelated(oneCode: IndicatorCode, otherCode: IndicatorCode): boolean {
  const [one, other] = [INDICATORS[oneCode], INDICATORS[otherCode]];
  if (one.opposite === otherCode || other.opposite === oneCode) return true;
  return (
    one.denominator !== undefined &&
    one.denominator === other.denominator &&
    (isWithin(one.numerator, other.numerator) || isWithin(other.numerator, one.numerator))
  );
}

/** Of each indicator the first that it is related to, by others too. */
const FAMILIES: Readonly<Record<IndicatorCode, IndicatorCode>> = findFamilies();

function findFamilies(): Record<IndicatorCode, IndicatorCode> {
  const families = recordOf(INDICATOR_CODES, (code) => code);
  for (const one of INDICATOR_CODES)
    for (const other of INDICATOR_CODES) {
      if (!areRelated(one, other)) continue;
      const [kept, joined] = [families[one], families[other]];
      for (const code of INDICATOR_CODES) if (families[code] === joined) families[code] = kept;
    }
  return families;
}

/** Rows in groups that tell of one thing each, in the order in which they first appear: what is counted once. */
export function groupRelated<Row extends { readonly code: IndicatorCode }>(
  rows: readonly Row[],
): Row[][] {
  const groups = new Map<IndicatorCode, Row[]>();
  for (const row of rows) {
    const family = FAMILIES[row.code];
    groups.set(family, [...(groups.get(family) ?? []), row]);
  }
  return [...groups.values()];
}
