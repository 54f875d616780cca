/** As much of a finding as tells which slip it comes from. */
interface Comparable {
  readonly report_id: string;
  /** The printed cells that are compared; none where it is not about figures. */
  readonly cells: readonly string[];
  readonly difference: number | null;
}

/** A finding with those that the same misprinted cell brings about. */
export interface Slip<Found> {
  readonly head: Found;
  readonly consequences: readonly Found[];
}

/**
 * Puts together the findings that one misprinted cell explains: those of one report that all compare one cell and are
 * off by the same count. The first keeps its place in the list; the others follow from it.
 */
export function groupSlips<Found extends Comparable>(findings: readonly Found[]): Slip<Found>[] {
  const slips: { head: Found; consequences: Found[]; shared: ReadonlySet<string> }[] = [];
  const byKey = new Map<string, typeof slips>();
  for (const finding of findings) {
    const size = Math.abs(finding.difference ?? 0);
    const key = `${finding.report_id} ${size}`;
    const candidates = size === 0 ? [] : (byKey.get(key) ?? []);
    const slip = candidates.find(({ shared }) => finding.cells.some((cell) => shared.has(cell)));
    if (slip) {
      slip.consequences.push(finding);
      slip.shared = new Set(finding.cells.filter((cell) => slip.shared.has(cell)));
      continue;
    }
    const fresh = { head: finding, consequences: [], shared: new Set(finding.cells) };
    slips.push(fresh);
    if (size > 0) byKey.set(key, [...candidates, fresh]);
  }
  return slips.map(({ head, consequences }) => ({ head, consequences }));
}
