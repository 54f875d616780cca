/** How a kind of number is written; the page, the axis and the sheet take it from here. */
export const FORMATS = {
  count: { name: "件数", axis: "件", decimals: 0, sheet: "#,##0" },
  share: { name: "比率", axis: "%", decimals: 1, sheet: "0.0%" },
} as const;
export type Format = keyof typeof FORMATS;

/** What stands for a figure that is not known or cannot be calculated. */
export const NOT_CALCULABLE = "—";

const grouped = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 4 });

/** A count with thousands separated, or a share in per cent with one decimal: 12,345 or 46.0%. */
export function formatted(value: number | null, format: Format): string {
  if (value === null) return NOT_CALCULABLE;
  return format === "share" ? percent(value) : grouped.format(value);
}

/** A share as per cent, % closed up. */
export function percent(share: number, decimals: number = FORMATS.share.decimals): string {
  return `${(share * 100).toFixed(decimals)}%`;
}

/** A difference of two shares in 百分点, with its sign. */
export function percentagePoints(difference: number | null, decimals = 1): string {
  if (difference === null) return NOT_CALCULABLE;
  return `${signed((difference * 100).toFixed(decimals))}个百分点`;
}

/** A relative change in per cent, with its sign. */
export function relativeChange(change: number | null): string {
  return change === null ? NOT_CALCULABLE : `${signed((change * 100).toFixed(1))}%`;
}

function signed(digits: string): string {
  const rounded = Number(digits);
  if (rounded === 0) return digits.replace("-", "");
  return rounded > 0 ? `+${digits}` : `−${digits.slice(1)}`;
}
