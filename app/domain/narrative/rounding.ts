/** Whether a share rounds to a percentage as written with so many decimals. */
export function roundsTo(share: number, percent: number, decimals: number): boolean {
  return Math.abs(100 * share - percent) <= 0.5 * 10 ** -decimals + 1e-9;
}

/** How far two percentages lie apart, as the end of a sentence; nothing where one is not known. */
export function pointsApart(stated: number, other: number | undefined): string {
  return other === undefined ? "" : `，相差${Math.abs(stated - other).toFixed(2)}个百分点`;
}
