/** Whether a share rounds to a percentage as written with so many decimals. */
export function roundsTo(share: number, percent: number, decimals: number): boolean {
  return Math.abs(100 * share - percent) <= 0.5 * 10 ** -decimals + 1e-9;
}
