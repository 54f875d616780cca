import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import process from "node:process";
import type { Block } from "#etl/read/document";
import { readPdf } from "#etl/read/pdf";
import { joinPages } from "#etl/read/pdf/blocks";
import { readWithPdfium } from "#etl/read/pdf/pdfium-reading";
import { watchedProcess } from "#etl/read/watched-process";
import { KNOWN_DOCUMENTS } from "../test/support/documents/known-documents";
import { layOut } from "../test/support/documents/layout";
import { MARK_TROUBLES, withMark } from "../test/support/documents/marks";
import { asPdf, PLAIN_MANNER, type PdfManner } from "../test/support/documents/pdf";
import { Random } from "../test/support/documents/random";
import { inventTruth } from "../test/support/documents/truth";

export const title = "PDF：pdfium与pdf.js";

const SEEDS = [1, 2, 3, 4, 5];
const ROUNDS = 3;
const MANNERS: Readonly<Record<string, Partial<PdfManner>>> = {
  strokes: {},
  boxes: { lines: "boxes" },
  frames: { lines: "frames" },
  "by character": { byCharacter: true },
  "drawn twice": { drawnTwice: true },
  backwards: { drawnBackwards: true },
};
/** Real reports, where they are kept beside the project. */
const REAL = [join(import.meta.dirname, "../../shared/reports/hongze-2023.pdf")];

type Corpus = ReadonlyMap<string, readonly Uint8Array[]>;

/** PDFs by where they come from. */
function gather(): Corpus {
  const known = KNOWN_DOCUMENTS.filter(({ path }) => extname(path) === ".pdf").map(({ path }) =>
    readFileSync(path),
  );
  const real = REAL.filter((path) => existsSync(path)).map((path) => readFileSync(path));
  const sampleOf = (seed: number) => layOut(inventTruth(new Random(seed)));
  const plain = Object.entries(MANNERS).map(
    ([name, manner]) =>
      [name, SEEDS.map((seed) => asPdf(sampleOf(seed), { ...PLAIN_MANNER, ...manner }))] as const,
  );
  const marked = Object.entries(MARK_TROUBLES).map(([name, trouble]) => {
    const changed = SEEDS.flatMap(
      (seed) => withMark(sampleOf(seed), trouble, new Random(seed))?.sample ?? [],
    );
    return [name, changed.map((sample) => asPdf(sample))] as const;
  });
  return new Map([["real reports", real], ["fixtures", known], ...plain, ...marked]);
}

/** Cells and paragraphs as texts, each with its place. */
function textsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block, number) =>
    block.kind === "paragraph"
      ? [`${number} ${block.text}`]
      : block.grid.slots.flatMap((row, at) =>
          row.map((cell, column) =>
            JSON.stringify([number, at, column, cell?.text ?? null, cell?.runs ?? null]),
          ),
        ),
  );
}

function usedSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** What pdfium gives of a document; null where it leaves it to pdf.js. */
async function textsOfPdfium(bytes: Uint8Array): Promise<string[] | null> {
  watchedProcess.isWatched = true;
  const read = await readWithPdfium(bytes);
  watchedProcess.isWatched = false;
  return read && textsOf(joinPages(read.pages));
}

/** Whether pdfium gives the cells and the text that pdf.js gives, where it gives any, and processor time of both. */
export async function run(): Promise<string> {
  const lines = [
    "| PDF | 文件 | pdfium读取 | 格与段 | pdfium不同 | pdf.js毫秒／份 | pdfium毫秒／份 |",
    "|---|--:|--:|--:|--:|--:|--:|",
  ];
  for (const [name, files] of gather()) {
    let texts = 0;
    let different = 0;
    let certain = 0;
    for (const bytes of files) {
      const expected = textsOf((await readPdf(bytes, "a.pdf")).blocks);
      const found = await textsOfPdfium(bytes);
      if (!found) continue;
      certain += 1;
      texts += expected.length;
      different += expected.filter((text, index) => text !== found[index]).length;
      different += Math.abs(expected.length - found.length);
    }
    const start = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round += 1)
      for (const bytes of files) await readPdf(bytes, "a.pdf");
    const ofPdfJs = usedSince(start);
    const began = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round += 1)
      for (const bytes of files) await textsOfPdfium(bytes);
    const each = (milliseconds: number): string =>
      (milliseconds / ROUNDS / Math.max(1, files.length)).toFixed(1);
    lines.push(
      `| ${name} | ${files.length} | ${certain} | ${texts} | ${different} | ${each(ofPdfJs)} | ${each(usedSince(began))} |`,
    );
  }
  return lines.join("\n");
}
