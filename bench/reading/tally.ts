import type { Judgement } from "../../test/support/documents/judgement";

/** Sums of judgements over documents. */
export class Tally {
  documents = 0;
  exact = 0;
  sameZero = 0;
  refused = 0;
  marked = 0;
  silent = 0;

  add(judgement: Judgement): void {
    this.documents += 1;
    this.exact += judgement.exact;
    this.sameZero += judgement.sameZero;
    this.refused += judgement.refused;
    this.marked += judgement.marked;
    this.silent += judgement.silent.length;
  }

  get cells(): number {
    return this.exact + this.sameZero + this.refused + this.marked + this.silent;
  }
}

/** The tallies as a Markdown table, shares of all cells in percent. */
export function tableOf(heading: string, tallies: ReadonlyMap<string, Tally>): string {
  const rows = [...tallies].map(([name, tally]) => rowOf(name, tally));
  return [
    `| ${heading} | 文档 | 准确 | 零的异写 | 拒读 | 有标记的误读 | 静默错误 |`,
    "|---|--:|--:|--:|--:|--:|--:|",
    ...rows,
  ].join("\n");
}

function rowOf(name: string, tally: Tally): string {
  const share = (count: number): string =>
    tally.cells === 0 ? "–" : `${((100 * count) / tally.cells).toFixed(count > 0 ? 3 : 0)}%`;
  const { documents, exact, sameZero, refused, marked, silent } = tally;
  return `| ${name} | ${documents} | ${share(exact)} | ${share(sameZero)} | ${share(refused)} | ${share(marked)} | ${share(silent)} (${silent}格) |`;
}
