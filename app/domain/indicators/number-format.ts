/** How a kind of number is written; the page, the axis and the sheet take it from here. */
export const NUMBER_FORMATS = {
  count: { name: "件数", axis: "件", decimals: 0, sheet: "#,##0" },
  share: { name: "比率", axis: "%", decimals: 1, sheet: "0.0%" },
} as const;
export type NumberFormat = keyof typeof NUMBER_FORMATS;

/** What stands for a figure that is not known or cannot be calculated. */
export const NOT_CALCULABLE = "—";

const GROUPED = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 4 });

/** A count with thousands separated, or a share in per cent with one decimal: 12,345 or 46.0%. */
export function formatValue(value: number | null, format: NumberFormat): string {
  if (value === null) return NOT_CALCULABLE;
  return format === "share" ? formatPercent(value) : GROUPED.format(value);
}

/** A share as per cent, % closed up. */
export function formatPercent(
  share: number,
  decimals: number = NUMBER_FORMATS.share.decimals,
): string {
  return `${(share * 100).toFixed(decimals)}%`;
}

/** A difference of two shares in 百分点, with its sign. */
export function formatPercentagePoints(difference: number | null, decimals = 1): string {
  if (difference === null) return NOT_CALCULABLE;
  return `${withSign((difference * 100).toFixed(decimals))}个百分点`;
}

/** A relative change in per cent, with its sign. */
export function formatRelativeChange(change: number | null): string {
  return change === null ? NOT_CALCULABLE : `${withSign((change * 100).toFixed(1))}%`;
}

function withSign(digits: string): string {
  const rounded = Number(digits);
  if (rounded === 0) return digits.replace("-", "");
  return rounded > 0 ? `+${digits}` : `−${digits.slice(1)}`;
}
