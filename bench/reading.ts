import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { loadDivisions } from "#etl/intake/register";
import { UnreadableDocument } from "#etl/read/document";
import { readDocument } from "#etl/read/formats";
import { watchedProcess } from "#etl/read/watched-process";
import { recogniseReport } from "#etl/recognise/recognise-report";
import { BROKEN_BYTES } from "../test/support/documents/broken-bytes";
import { FORMAT_NAMES, type FormatName, FORMATS } from "../test/support/documents/formats";
import { judge, type Judgement } from "../test/support/documents/judgement";
import { layOut } from "../test/support/documents/layout";
import { type Expected, mutate, MUTATIONS } from "../test/support/documents/mutations";
import { Random } from "../test/support/documents/random";
import { inventTruth, type ZeroStyle } from "../test/support/documents/truth";
import { measureKnownDocuments } from "./reading/known-documents";
import { measureSeason } from "./reading/season";
import { measureSpeed } from "./reading/speed";
import { measureReadingAlone, measureThreads } from "./reading/threads";
import { webPages } from "./reading/web-pages";

/** Sums of judgements over documents. */
export class ReadingSummary {
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
export function formatSummary(
  heading: string,
  tallies: ReadonlyMap<string, ReadingSummary>,
): string {
  const rows = [...tallies].map(([name, tally]) => formatSummaryRow(name, tally));
  return [
    `| ${heading} | 文档 | 准确 | 零的异写 | 拒读 | 有标记的误读 | 静默错误 |`,
    "|---|--:|--:|--:|--:|--:|--:|",
    ...rows,
  ].join("\n");
}

function formatSummaryRow(name: string, tally: ReadingSummary): string {
  const share = (count: number): string =>
    tally.cells === 0 ? "–" : `${((100 * count) / tally.cells).toFixed(count > 0 ? 3 : 0)}%`;
  const { documents, exact, sameZero, refused, marked, silent } = tally;
  return `| ${name} | ${documents} | ${share(exact)} | ${share(sameZero)} | ${share(refused)} | ${share(marked)} | ${share(silent)} (${silent}格) |`;
}

export const title = "读取：准确率与速度";

const WELL_FORMED = Number(process.env.BENCH_WELL_FORMED ?? 130);
/** Web pages that threads read: enough for them to get up to speed. */
const PAGES = 2000;
const ALONE = 200;
const MUTATED = Number(process.env.BENCH_MUTATED ?? 56);
const ZEROS: readonly ZeroStyle[] = ["0", "0", "", "/"];

const register = new DivisionNames(loadDivisions(), loadBodies());
const examples: string[] = [];

async function judgeOne(bytes: Uint8Array, file: string, expected: Expected): Promise<Judgement> {
  try {
    return judge(recogniseReport(await readDocument(bytes, file), { register }), expected);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { exact: 0, sameZero: 0, refused: expected.size, marked: 0, silent: [] };
  }
}

async function wellFormed(format: FormatName, tally: ReadingSummary): Promise<void> {
  for (let seed = 1; seed <= WELL_FORMED; seed += 1) {
    const random = new Random(seed * 31 + FORMAT_NAMES.indexOf(format));
    const truth = inventTruth(random, { zero: random.pick(ZEROS), hybrid: random.chance(0.15) });
    const { ending, write } = FORMATS[format];
    const bytes = await write(layOut(truth), random);
    note(format, seed, tally, await judgeOne(bytes, `示例.${ending}`, truth.cells));
  }
}

async function mutated(name: string, tally: ReadingSummary): Promise<void> {
  const broken = BROKEN_BYTES[name];
  const change = MUTATIONS[name];
  const fitting = FORMAT_NAMES.filter((each) => !broken || broken.applies(FORMATS[each].ending));
  for (let seed = 1; seed <= MUTATED; seed += 1) {
    const random = new Random(seed * 7919 + name.length * 104_729);
    const format = fitting[seed % fitting.length] ?? "DOCX";
    const { ending, write } = FORMATS[format];
    // A cell left out of a printed row is a blank box on paper.
    if (name === "行内缺一格" && (ending === "pdf" || ending === "ofd")) continue;
    const truth = inventTruth(random, { zero: random.pick(ZEROS) });
    const sample = layOut(truth);
    const mutant = change
      ? mutate(truth, sample, change, random)
      : { sample, expected: truth.cells };
    if (!mutant) continue;
    const whole = await write(mutant.sample, random);
    const bytes = broken ? broken.change(whole, random) : whole;
    const judgement = await judgeOne(bytes, `示例.${ending}`, mutant.expected);
    note(`${name}／${format}`, seed, tally, judgement);
  }
}

function note(what: string, seed: number, tally: ReadingSummary, judgement: Judgement): void {
  tally.add(judgement);
  const [first] = judgement.silent;
  if (first) examples.push(`${what} #${seed}: ${judgement.silent.length} × ${first}`);
}

/** Speed as in the processes of a load, which read PDFs with pdfium first. */
async function measureSpeedOfLoads(): Promise<string> {
  watchedProcess.isWatched = true;
  return measureSpeed();
}

/** Accuracy on a corpus of invented documents with known truth, then speed. */
export async function run(): Promise<string> {
  process.stdout.write(`${await measureKnownDocuments()}\n\n`);
  const good = new Map<string, ReadingSummary>();
  for (const format of FORMAT_NAMES) {
    const tally = new ReadingSummary();
    good.set(format, tally);
    await wellFormed(format, tally);
  }
  const bad = new Map<string, ReadingSummary>();
  for (const name of [...Object.keys(MUTATIONS), ...Object.keys(BROKEN_BYTES)]) {
    const tally = new ReadingSummary();
    bad.set(name, tally);
    await mutated(name, tally);
  }
  const documents = [...good.values(), ...bad.values()].reduce(
    (sum, { documents: n }) => sum + n,
    0,
  );
  const pages = await webPages(PAGES);
  return [
    `语料：${documents}份虚构文档，逐格比对。`,
    formatSummary("完好文档", good),
    formatSummary("损坏文档", bad),
    examples.length === 0 ? "无静默错误。" : `静默错误示例：\n${examples.slice(0, 40).join("\n")}`,
    await measureSpeedOfLoads(),
    await measureReadingAlone(pages.slice(0, ALONE)),
    await measureThreads(pages),
    await measureSeason(),
  ].join("\n\n");
}
