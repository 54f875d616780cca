import type { JudgedBody } from "#domain/comparison/judged-body";
import { formatFraction, formatPercent } from "#domain/indicators/number-format";
import { VERDICTS, type Verdict } from "#domain/statistics/verdict";
import type { Interval } from "#domain/statistics/ratio";

/** The rate of a body, as the funnel and the ranked dots take it. */
export interface BodyRate {
  readonly code: string;
  readonly name: string;
  /** Where the dot leads; none in files. */
  readonly href?: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** 0..1; null when it cannot be calculated. */
  readonly rate: number | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict;
  /** Whether checks of its report fail. */
  readonly failing: boolean;
  /** Why there is no rate, or what else a reader must know; shown with it. */
  readonly note?: string;
  /** Chosen by the reader, such as the division whose page it is: always named. */
  readonly chosen?: boolean;
}

/** A compared body as the charts take it; one that is not judged has too few cases. */
export function bodyRateOf(body: JudgedBody): BodyRate {
  return {
    code: body.code,
    name: body.division,
    numerator: body.numerator,
    denominator: body.denominator,
    rate: body.value,
    interval: body.interval,
    verdict: body.verdict ?? "too_few",
    failing: body.errors > 0,
  };
}

/** A body whose rate can be drawn: not where the numerator of a share exceeds its denominator. */
export interface RatedBody extends BodyRate {
  readonly rate: number;
  readonly denominator: number;
}

export function isRated(body: BodyRate): body is RatedBody {
  return (
    body.rate !== null &&
    body.rate >= 0 &&
    body.denominator !== null &&
    body.verdict !== "impossible"
  );
}

/** Why a body has no dot. */
export function reasonOf(body: BodyRate): string {
  if (body.note) return body.note;
  return body.verdict === "impossible" ? VERDICTS.impossible.name : "无法计算";
}

/** The words of a dot, shown on hover and focus: rate, counts, interval, verdict. */
export function formatBody(body: RatedBody): string {
  const counts = formatFraction(body.numerator, body.denominator);
  const range = body.interval
    ? `95%区间${formatPercent(body.interval.lower)}–${formatPercent(body.interval.upper)}`
    : "";
  const lines = [
    `${body.name} ${formatPercent(body.rate)}（${counts}）`,
    [range, VERDICTS[body.verdict].name].filter(Boolean).join("，"),
    body.failing ? "报告有未通过的核查" : "",
    body.note ?? "",
  ];
  return lines.filter(Boolean).join("\n");
}
