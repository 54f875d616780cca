import { mkdtempSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { loadDivisions } from "#etl/intake/register";
import { readDocument } from "#etl/read/formats";
import { ReadingCache } from "#etl/reading/cache";
import { recogniseReport } from "#etl/recognise/recognise-report";
import { archiveDocument } from "#store/archive";
import { hashOf } from "#store/content-hash";
import { dataStore } from "#store/data-folder";
import { type FormatName, FORMATS } from "../../test/support/documents/formats";
import { layOut } from "../../test/support/documents/layout";
import { Random } from "../../test/support/documents/random";
import { inventTruth } from "../../test/support/documents/truth";
import { asLongAsAPage } from "./web-pages";

/** Formats of a season. */
const FORMATS_OF_A_SEASON: readonly FormatName[] = ["HTML（UTF-8）", "DOCX", "PDF", "DOC", "XLSX"];
const DOCUMENTS = Number(process.env.BENCH_COSTS ?? 200);

/** What a process that reads does with a document, in turn. */
const STEPS = ["取字节、计哈希", "归档", "读取", "识别", "保存", "取回"] as const;

/** Milliseconds of the processor that each step takes for a document of each format, once the compiler is warm. */
export async function measureCosts(): Promise<string> {
  const register = new DivisionNames(loadDivisions(), loadBodies());
  const rows: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "reading-costs-"));
  try {
    for (const format of FORMATS_OF_A_SEASON) {
      const { ending } = FORMATS[format];
      const store = dataStore(join(folder, ending));
      const cache = new ReadingCache(store);
      const files = await writeDocuments(format, folder);
      const used = STEPS.map(() => 0);
      // The first half warms the compiler up.
      for (const [index, file] of files.entries()) {
        let last = processorTime();
        let step = 0;
        const lap = (): void => {
          const now = processorTime();
          if (index >= DOCUMENTS) used[step] = (used[step] ?? 0) + now - last;
          last = now;
          step += 1;
        };
        const bytes = readFileSync(file);
        const hash = hashOf(bytes);
        lap();
        archiveDocument(store, hash, bytes);
        lap();
        const document = await readDocument(bytes, file);
        lap();
        const report = recogniseReport(document, { register });
        lap();
        cache.keep(hash, report);
        lap();
        cache.of(hash);
        lap();
      }
      const each = [...used, used.reduce((sum, one) => sum + one, 0)];
      rows.push(`| ${format} | ${each.map((sum) => (sum / DOCUMENTS).toFixed(2)).join(" | ")} |`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const head = ["每份的处理器毫秒", ...STEPS, "合计"];
  return [`| ${head.join(" | ")} |`, `|---${"|--:".repeat(head.length - 1)}|`, ...rows].join("\n");
}

async function writeDocuments(format: FormatName, folder: string): Promise<string[]> {
  const { ending, write } = FORMATS[format];
  const files: string[] = [];
  for (let seed = 1; seed <= 2 * DOCUMENTS; seed += 1) {
    const random = new Random(seed);
    const sample = layOut(inventTruth(random));
    const file = join(folder, `${seed}.${ending}`);
    writeFileSync(file, await write(ending === "html" ? asLongAsAPage(sample) : sample, random));
    files.push(file);
  }
  return files;
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
