import type { Indicator } from "../indicators/indicator";
import { formatValue } from "../indicators/number-format";
import { ABSENCES } from "../report/absence";
import { rateOf } from "../statistics/ratio";
import { type Verdict, VERDICTS } from "../statistics/verdict";
import type { JudgedBody } from "./judged-body";

/** Why a year of a strip has no verdict. */
export const STRIP_GAPS = {
  not_loaded: { sign: ABSENCES.not_loaded.mark, name: ABSENCES.not_loaded.name },
  set_aside: { sign: "∥", name: "数字勾稽不符，未计入" },
  not_stated: { sign: "—", name: "报告未填写所需数字" },
  other_ground: { sign: "∅", name: "区划调整以前，范围不同" },
} as const;
type StripGap = keyof typeof STRIP_GAPS;

/** One year of a body as a strip shows it. */
export interface StripYear {
  readonly year: number;
  readonly verdict: Verdict | null;
  /** Set where there is no verdict. */
  readonly gap: StripGap | null;
  /** 2021年：显著偏高（45.0%） */
  readonly words: string;
}

/** Why a rate is not compared with the year before: its own figures or those of that year are missing. */
export function explainGapBetween(judged: Pick<JudgedBody, "history" | "year"> | null): string {
  const aside = [judged?.year ?? 0, (judged?.year ?? 0) - 1].find((each) =>
    judged?.history.some((found) => found.year === each && found.isSetAside === true),
  );
  return aside === undefined ? "上年报告缺失或无法计算" : `${aside}年${STRIP_GAPS.set_aside.name}`;
}

/** How a body was judged in each of some years, with the years of which nothing is known in their places. */
export function buildYearStrip(
  { format }: Pick<Indicator, "format">,
  { history, comparableFrom }: Pick<JudgedBody, "history" | "comparableFrom">,
  years: readonly number[],
): StripYear[] {
  return years.map((year) => {
    const found = history.find((each) => each.year === year);
    if (found?.verdict) {
      const { numerator, denominator, verdict } = found;
      const rate =
        numerator === null || denominator === null ? null : rateOf({ numerator, denominator });
      const shown = rate === null ? "" : `（${formatValue(rate, format)}）`;
      return { year, verdict, gap: null, words: `${year}年：${VERDICTS[verdict].short}${shown}` };
    }
    const gap: StripGap =
      comparableFrom !== null && year < comparableFrom
        ? "other_ground"
        : found === undefined
          ? "not_loaded"
          : found.isSetAside === true
            ? "set_aside"
            : "not_stated";
    return { year, verdict: null, gap, words: `${year}年：${STRIP_GAPS[gap].name}` };
  });
}
