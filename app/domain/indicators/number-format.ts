/** How a kind of number is written; the page, the axis and the sheet take it from here. */
export const NUMBER_FORMATS = {
  count: { name: "件数", axis: "件", decimals: 0, sheet: "#,##0" },
  share: { name: "比率", axis: "%", decimals: 1, sheet: "0.0%" },
} as const;
export type NumberFormat = keyof typeof NUMBER_FORMATS;

/** What stands for a figure that is not known or cannot be calculated. */
export const NOT_CALCULABLE = "—";

const GROUPED = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 4 });
const UNGROUPED = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 4, useGrouping: false });

/** A count with thousands separated, or a share in per cent with one decimal: 12,345, −21 or 46.0%. */
export function formatValue(value: number | null, format: NumberFormat): string {
  if (value === null) return NOT_CALCULABLE;
  return format === "share" ? formatPercent(value) : GROUPED.format(value).replace("-", "−");
}

/** A count as official documents print it, without thousands separator (GB/T 15835): 12345. */
export function formatPlainCount(count: number): string {
  return UNGROUPED.format(count);
}

/** What a rate is made of: 1,307/6,484. */
export function formatFraction(numerator: number | null, denominator: number | null): string {
  return `${formatValue(numerator, "count")}/${formatValue(denominator, "count")}`;
}

/** A share as per cent, % closed up. */
export function formatPercent(
  share: number,
  decimals: number = NUMBER_FORMATS.share.decimals,
): string {
  return `${(share * 100).toFixed(decimals)}%`;
}

/** A change rounded as it is printed, so that a text can word its direction and a column its sign. */
export interface PrintedChange {
  /** 0 where the change prints as zeros only. */
  readonly direction: -1 | 0 | 1;
  /** The size without sign and unit: 1.3. */
  readonly digits: string;
  readonly unit: "个百分点" | "%";
}

/** A difference of two shares (0.013) as it is printed in 百分点 (1.3). */
export function printPointsChange(difference: number, decimals = 1): PrintedChange {
  return { ...roundChange(difference, decimals), unit: "个百分点" };
}

/** A change relative to what was before (0.293) as it is printed in per cent (29.3). */
export function printRelativeChange(change: number): PrintedChange {
  return { ...roundChange(change, 1), unit: "%" };
}

function roundChange(change: number, decimals: number): Omit<PrintedChange, "unit"> {
  const digits = Math.abs(change * 100).toFixed(decimals);
  const direction = Number(digits) === 0 ? 0 : change > 0 ? 1 : -1;
  return { direction, digits };
}

/** The size of a change with its unit, for a text that words the direction: 1.3个百分点. */
export function formatChangeSize({ digits, unit }: PrintedChange): string {
  return `${digits}${unit}`;
}

/** The size of a change with its sign, for a column whose header names the unit: −1.3. */
export function formatSignedDigits({ direction, digits }: PrintedChange): string {
  const sign = direction === 0 ? "" : direction > 0 ? "+" : "−";
  return `${sign}${digits}`;
}

/** A change with its sign and unit: −1.3个百分点. */
export function formatSignedChange(change: PrintedChange): string {
  return `${formatSignedDigits(change)}${change.unit}`;
}

/** A difference of two shares in 百分点, with its sign. */
export function formatPercentagePoints(difference: number | null, decimals = 1): string {
  return difference === null
    ? NOT_CALCULABLE
    : formatSignedChange(printPointsChange(difference, decimals));
}

/** A relative change in per cent, with its sign. */
export function formatRelativeChange(change: number | null): string {
  return change === null ? NOT_CALCULABLE : formatSignedChange(printRelativeChange(change));
}
