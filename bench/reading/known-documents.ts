import { MUTANT_KINDS, readMutant } from "../../test/support/documents/known-mutants";

/** Mutants of each kind: with those that do not fit their document left out, well over 400 in all. */
const EACH = Number(process.env.BENCH_KNOWN ?? 12);

interface KindSummary {
  documents: number;
  wholeRefused: number;
  cells: number;
  refused: number;
  marked: number;
  silent: number;
  wrongIdentities: number;
}

/**
 * Mutations of the cases and of the layouts of real pages, each with its cells known: the share refused
 * by kind, and everything that was read wrong without a word.
 */
export async function measureKnownDocuments(): Promise<string> {
  const rows: string[] = [];
  const faults: string[] = [];
  const all = newSummary();
  for (const kind of MUTANT_KINDS) {
    const own = newSummary();
    for (let seed = 1; seed <= EACH; seed += 1) {
      const read = await readMutant(kind, seed);
      if (!read) continue;
      const silent = read.silent.length;
      const cells = read.exact + read.sameZero + read.refused + read.marked + silent;
      for (const sum of [own, all]) {
        sum.documents += 1;
        sum.wholeRefused += read.isRefused ? 1 : 0;
        sum.cells += cells;
        sum.refused += read.refused;
        sum.marked += read.marked;
        sum.silent += silent;
        sum.wrongIdentities += read.wrongIdentity === null ? 0 : 1;
      }
      if (silent > 0) faults.push(`${kind}／${read.from}：${silent}格，如 ${read.silent[0]}`);
      if (read.wrongIdentity !== null)
        faults.push(`${kind}／${read.from}：身份 ${read.wrongIdentity}`);
    }
    rows.push(formatRow(kind, own));
  }
  return [
    `案例与真实版式的变异：${all.documents}份文档，逐格比对；静默错误${all.silent}格，身份错误${all.wrongIdentities}份。`,
    [
      "| 变异 | 文档 | 整份拒读 | 拒读的格 | 有标记的误读 | 静默错误 | 身份错误 |",
      "|---|--:|--:|--:|--:|--:|--:|",
      ...rows,
      formatRow("合计", all),
    ].join("\n"),
    ...(faults.length > 0 ? [faults.slice(0, 40).join("\n")] : []),
  ].join("\n\n");
}

function newSummary(): KindSummary {
  return {
    documents: 0,
    wholeRefused: 0,
    cells: 0,
    refused: 0,
    marked: 0,
    silent: 0,
    wrongIdentities: 0,
  };
}

function formatRow(kind: string, sum: KindSummary): string {
  const share = (count: number): string =>
    sum.cells === 0 ? "–" : `${((100 * count) / sum.cells).toFixed(count > 0 ? 1 : 0)}%`;
  const { documents, wholeRefused, refused, marked, silent, wrongIdentities } = sum;
  return `| ${kind} | ${documents} | ${wholeRefused} | ${share(refused)} | ${share(marked)} | ${silent} | ${wrongIdentities} |`;
}
