import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { dataFolder } from "#store/data-folder";
import { writeDocument } from "#etl/sample/document/document";
import { simulateBodies, writeFiguresTable, writeManifest } from "#etl/sample/bodies";
import {
  DEFAULT_SEED,
  fictionalDivisions,
  firstPrintOf,
  simulateProvince,
  type SampleReport,
  withdrawnAfter,
} from "#etl/sample/province";
import { listStories } from "#etl/sample/story-list";
import { defineCommand } from "./command";
import { formatExitCodes } from "./exit-codes";

const SUMMARY = "生成虚构的示例省，作为演示和测试用的年度报告文档";

/** A document of this command, below the folder of its year. */
const SAMPLE_FILE =
  /^99\d{4}(?:-bodies)?[/\\](?:99\d{4}-(?:government|office)(?:-first|-withdrawn)?\.(?:html|txt)|99\d{4}-(?:department|township)-\d+\.csv|manifest\.csv)$/;

const HELP = `用法：npm run etl -- sample [--out 目录] [--seed 整数] [--stories 文件]

${SUMMARY}。

示例省（区划代码990000）及其11个设区市、约90个县（市、区）均为虚构，
2019至2025年度每地两份报告：全辖区（人民政府）和本机关（政府办公室）。另有两个市的部门
和两个县区的乡镇、街道2023至2025年度的报告（数字表），一份更正后重新公布的报告和它的前一版，一份公布后又撤下的报告。
文档为网页和文本，按年度使用应当使用的格式，均标明“演示数据（虚构）”。
同一个种子总是生成完全相同的文件。

选项：
  --out 目录       写到哪里，默认数据文件夹下的 reports/demo（先删去其中上次生成的文档，不动别的文件）
  --seed 整数      随机种子，默认 ${DEFAULT_SEED}
  --stories 文件   另把埋设的问题清单（单元格、真值、印出的值）写成JSON
  --help           显示本说明

例：
  npm run etl -- sample
  npm run etl -- sample --out /tmp/demo --seed 7
  npm run etl -- load data/reports/demo        随后载入

环境变量 GONGKAI_DATA 可以另指数据文件夹（默认 data）。
${formatExitCodes("sample")}
目录：<年度>/<市代码>/<区划代码>-government.html（或 -office.txt）
`;

/** Writes the demo province as documents. */
export const sampleCommand = defineCommand({
  name: "sample",
  call: "npm run etl -- sample",
  summary: SUMMARY,
  help: HELP,
  options: {
    out: { type: "string" },
    seed: { type: "string", default: String(DEFAULT_SEED) },
    stories: { type: "string" },
  },
  takesPaths: false,
  failure: "没有生成完",
  async run({ out = join(dataFolder(), "reports", "demo"), seed: given, stories }) {
    const seed = Number(given);
    if (!Number.isSafeInteger(seed)) throw new Error(`种子应为整数，而不是“${given}”。`);
    writeSample(out, seed, stories);
    return "done";
  },
});

function writeSample(out: string, seed: number, stories: string | undefined): void {
  const reports: SampleReport[] = [];
  const withdrawn: SampleReport[] = [];
  const folders = new Set<string>();
  const write = (path: string, content: Uint8Array | string): void => {
    const file = join(out, path);
    const folder = dirname(file);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(file, content);
  };
  const writeBeside = (ending: string, report: SampleReport): void => {
    const { path, bytes } = writeDocument(report, seed);
    const extension = extname(path);
    write(`${path.slice(0, -extension.length)}-${ending}${extension}`, bytes);
  };
  for (const report of simulateProvince(seed)) {
    if (report.year !== reports.at(-1)?.year) {
      removeSamples(join(out, String(report.year)));
      process.stderr.write(`正在生成${report.year}年度报告……\n`);
    }
    const { path, bytes } = writeDocument(report, seed);
    write(path, bytes);
    const first = firstPrintOf(report);
    if (first) writeBeside("first", first);
    const next = withdrawnAfter(report);
    if (next) withdrawn.push(next);
    reports.push(report);
  }
  // The folder of a year is emptied before its first report is written.
  for (const report of withdrawn) writeBeside("withdrawn", report);
  const bodies = [...simulateBodies(seed, fictionalDivisions())];
  for (const body of bodies) write(`${body.folder}/${body.file}`, writeFiguresTable(body));
  for (const folder of new Set(bodies.map((body) => body.folder)))
    write(`${folder}/manifest.csv`, writeManifest(bodies.filter((body) => body.folder === folder)));
  if (stories) writeFileSync(stories, formatStories(reports));
  process.stderr.write(`已写出${reports.length + bodies.length}份虚构报告：${out}\n`);
}

/** Removes what an earlier run wrote into the folder of a year, and nothing else. */
function removeSamples(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (SAMPLE_FILE.test(name)) rmSync(join(folder, name));
}

/** The list of planted stories as the repository keeps it. */
export function formatStories(reports: readonly SampleReport[]): string {
  return `${JSON.stringify(listStories(reports), null, 1)}\n`;
}
