import type { FigureMark } from "../checks/figure-mark";
import { INDICATORS, type Indicator, type IndicatorCode } from "../indicators/indicators";
import { lawBreak } from "../indicators/law-break";
import { fiveNumbers, type FiveNumbers } from "../statistics/five-numbers";
import { groupVerdicts } from "../statistics/group-verdicts";
import { RATE_FLOOR } from "../statistics/rate-floor";
import type { Tally } from "../statistics/tally";
import type { Verdict } from "../statistics/verdict";
import { wilson, type Interval } from "../statistics/wilson";
import {
  markIn,
  sidesOf,
  toPrintedCell,
  valueOf,
  whyNoValue,
  type DivisionYear,
} from "./division-year";

/** One indicator of a division in a year, beside last year and its peers. */
export interface ProfileRow {
  readonly code: IndicatorCode;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  /** Set where the report fails checks. */
  readonly mark: FigureMark | null;
  readonly interval: Interval | null;
  readonly last: number | null;
  readonly lastCell: string | null;
  readonly change: number | null;
  /** Why it must not be compared with last year; null where it may be. */
  readonly incomparable: string | null;
  /** The other divisions of the group that state it; null where none does. */
  readonly peers: FiveNumbers | null;
  readonly stating: number;
  /** Place among those large enough to be ranked, the highest first; null for one that is not. */
  readonly rank: number | null;
  readonly ranked: number;
  readonly verdict: Verdict | null;
  /** The way to the printed cell. */
  readonly cell: string | null;
  readonly denominatorCell: string | null;
  readonly why: string;
}

interface ProfileQuestion {
  readonly code: string;
  readonly own: DivisionYear | undefined;
  readonly last: DivisionYear | undefined;
  /** Why this year must not be compared with last year, such as other boundaries; null where it may be. */
  readonly incomparable: string | null;
  /** The whole group of the year, the division itself among them. */
  readonly group: readonly DivisionYear[];
}

/** Every indicator of a division beside last year and the group it belongs to. */
export function profileOf(question: ProfileQuestion): ProfileRow[] {
  return Object.entries(INDICATORS).map(([code, indicator]) =>
    profileRow(code, indicator, question),
  );
}

function profileRow(
  code: IndicatorCode,
  indicator: Indicator,
  { code: division, own, last, incomparable: otherGround, group }: ProfileQuestion,
): ProfileRow {
  const incomparable = otherGround ?? (own ? lawBreak(indicator, own.year - 1, own.year) : null);
  const sides = sidesOf(own, code);
  const value = valueOf(indicator, sides);
  const before = valueOf(indicator, sidesOf(last, code));
  const others = group.filter((other) => other.division_code !== division);
  const stated = others.flatMap((other) => valueOf(indicator, sidesOf(other, code)) ?? []);
  return {
    code,
    ...sides,
    value,
    mark: markIn(own, code),
    interval: indicator.denominator ? intervalOf(sides) : null,
    last: before,
    lastCell: toPrintedCell(last, indicator.numerator),
    change: value === null || before === null || incomparable !== null ? null : value - before,
    incomparable,
    peers: fiveNumbers(stated),
    stating: stated.length,
    ...rankOf(code, indicator, division, group),
    verdict: indicator.denominator ? verdictOf(code, division, group) : null,
    cell: toPrintedCell(own, indicator.numerator),
    denominatorCell: indicator.denominator ? toPrintedCell(own, indicator.denominator) : null,
    why: whyNoValue(indicator, sides, own !== undefined),
  };
}

function intervalOf({
  numerator,
  denominator,
}: {
  numerator: number | null;
  denominator: number | null;
}) {
  if (numerator === null || denominator === null || numerator > denominator) return null;
  return wilson({ numerator, denominator });
}

function rankOf(
  code: IndicatorCode,
  indicator: Indicator,
  division: string,
  group: readonly DivisionYear[],
): { rank: number | null; ranked: number } {
  const values = group.flatMap((each) => {
    const sides = sidesOf(each, code);
    const value = valueOf(indicator, sides);
    const large = !indicator.denominator || (sides.denominator ?? 0) >= RATE_FLOOR;
    return value !== null && large ? [{ code: each.division_code, value }] : [];
  });
  const own = values.find((each) => each.code === division);
  const above = own && values.filter(({ value }) => value > own.value).length;
  return { rank: above === undefined ? null : above + 1, ranked: values.length };
}

function verdictOf(
  code: IndicatorCode,
  division: string,
  group: readonly DivisionYear[],
): Verdict | null {
  const tallies = group.flatMap((each): Tally[] => {
    const { numerator, denominator } = sidesOf(each, code);
    if (numerator === null || denominator === null || denominator === 0) return [];
    return [{ code: each.division_code, numerator, denominator }];
  });
  if (tallies.length < 2) return null;
  return groupVerdicts(tallies).get(division) ?? null;
}
