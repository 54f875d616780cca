import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocument } from "#etl/read/formats";
import { recogniseReport } from "#etl/recognise/recognise-report";
import { loadDivisions } from "#etl/intake/register";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { FORMAT_NAMES, FORMATS } from "../../test/support/documents/formats";
import { layOut } from "../../test/support/documents/layout";
import { Random } from "../../test/support/documents/random";
import { inventTruth } from "../../test/support/documents/truth";
import { asLongAsAPage } from "./web-pages";

const DOCUMENTS = 60;
/** Seconds of processor time after which the compiler has done most of its work on a reader. */
const WARMING = 3;
const HTML = "HTML（UTF-8）";

const PANDAS = `
import glob, sys, time
try:
    import pandas
except ImportError:
    print("absent"); sys.exit()
files = sorted(glob.glob(sys.argv[1] + "/*.html"))
pandas.read_html(files[0], encoding="utf-8")
start = time.process_time()
for file in files:
    pandas.read_html(file, encoding="utf-8")
print(len(files) / (time.process_time() - start))
`;

/** Debian's Python, which has pandas as a package, before any other. */
const PYTHONS = ["/usr/bin/python3", "python3"];

/**
 * Documents a second of processor time in each format, and pandas on the same pages: what else the
 * machine does at the time does not change it.
 */
export async function measureSpeed(): Promise<string> {
  const register = new DivisionNames(loadDivisions(), loadBodies());
  const lines = ["| 每核速度（按处理器时间） | 份／秒 | 页／秒 |", "|---|--:|--:|"];
  let pages: readonly Uint8Array[] = [];
  let htmlSpeed = 0;
  for (const format of FORMAT_NAMES) {
    const { ending, write } = FORMATS[format];
    const documents: Uint8Array[] = [];
    for (let seed = 1; seed <= DOCUMENTS; seed += 1) {
      const random = new Random(seed);
      const sample = layOut(inventTruth(random));
      documents.push(await write(ending === "html" ? asLongAsAPage(sample) : sample, random));
    }
    if (format === HTML) pages = documents;
    const read = async (bytes: Uint8Array): Promise<number> => {
      const document = await readDocument(bytes, `示例.${ending}`);
      recogniseReport(document, { register });
      return Math.max(1, ...document.blocks.map((block) => lastPage(block)));
    };
    // Some rounds warm the compiler up, as the first hundreds of documents of a long load do.
    const begun = process.cpuUsage();
    while (secondsSince(begun) < WARMING) for (const bytes of documents) await read(bytes);
    const start = process.cpuUsage();
    let pagesRead = 0;
    for (const bytes of documents) pagesRead += await read(bytes);
    const seconds = secondsSince(start);
    const speed = documents.length / seconds;
    if (format === HTML) htmlSpeed = speed;
    const perPage = ending === "pdf" ? (pagesRead / seconds).toFixed(1) : "";
    lines.push(`| ${format} | ${speed.toFixed(0)} | ${perPage} |`);
  }
  return [...lines, "", pandasLine(pages, htmlSpeed)].join("\n");
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000_000;
}

function lastPage(block: Awaited<ReturnType<typeof readDocument>>["blocks"][number]): number {
  if (block.kind === "paragraph") return block.location.page ?? 1;
  return block.grid.slots.at(-1)?.at(-1)?.location.page ?? 1;
}

function pandasLine(pages: readonly Uint8Array[], speed: number): string {
  const folder = mkdtempSync(join(tmpdir(), "reading-"));
  pages.forEach((bytes, index) => writeFileSync(join(folder, `${index}.html`), bytes));
  const speeds = PYTHONS.map((python) => {
    const { stdout } = spawnSync(python, ["-c", PANDAS, folder], { encoding: "utf8" });
    return Number((stdout ?? "").trim());
  });
  rmSync(folder, { recursive: true });
  const pandas = speeds.find((found) => found > 0) ?? 0;
  if (!(pandas > 0)) return "pandas.read_html：本机没有pandas，略过。";
  return `同一批网页，pandas.read_html ${pandas.toFixed(0)}份／秒（只解析表格）；本程序（读取并识别）为其${(speed / pandas).toFixed(1)}倍。`;
}
