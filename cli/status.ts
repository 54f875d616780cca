import { DATASETS, LEVEL_CODES, LEVELS } from "#domain/report/division";
import { DOCUMENT_STATES } from "#domain/report/document-state";
import { SCOPE_CODES, SCOPES } from "#domain/report/body";
import { timeInChina } from "#domain/desk/china-time";
import { formatHolder } from "#store/lock";
import { readStatus, type StoreStatus } from "#etl/build/store-status";
import { dataStore, singleFileStore } from "#store/data-folder";
import { defineCommand } from "./command";
import { formatExitCodes } from "./exit-codes";
import { printLines } from "./terminal";

const SUMMARY = "说明载入了什么、哪些未能载入及原因、各年各地还缺什么";

const HELP = `用法：npm run etl -- status [--db 文件] [--all]

${SUMMARY}。

选项：
  --db 文件   看 load --db 写出的数据库，而不是网页使用的
  --all       列全未采用的文件和报告未载入的地区（默认各列前 10 个）
  --help      显示本说明

“缺”只对已载入至少一份全辖区报告的省和年度而言，按当年存在的区划计算。
${formatExitCodes("status")}
`;

/** Prints what is loaded, what was refused and what is missing. */
export const statusCommand = defineCommand({
  name: "status",
  call: "npm run etl -- status",
  summary: SUMMARY,
  help: HELP,
  options: { db: { type: "string" }, all: { type: "boolean", default: false } },
  takesPaths: false,
  failure: "看不到状态",
  async run({ db, all }) {
    const status = await readStatus(db === undefined ? dataStore() : singleFileStore(db));
    printLines(process.stdout, formatStatus(status, all ? Infinity : 10));
    return status.manifest ? "done" : "failed";
  },
});

function formatStatus(status: StoreStatus, shown: number): string[] {
  const { holder, manifest, damaged } = status;
  const running = holder ? [`正在载入：${formatHolder(holder)}`] : [];
  if (damaged)
    return [
      ...running,
      `记录当前版本的文件已损坏：${damaged}。`,
      "网页改用最新的完好版本；再载入一次（npm run etl -- load data/reports）即写成新的一版。",
    ];
  if (!manifest) return [...running, "还没有载入数据。请运行：npm run etl -- load data/reports"];
  return [
    ...running,
    `第 ${manifest.generation} 版数据，发布于 ${timeInChina(manifest.loadedAt)}，校验码 ${manifest.dataHash.slice(0, 12)}`,
    ...formatVersions(status),
    "",
    "已载入的报告：",
    ...formatLoaded(status),
    "",
    `收到的文件：${formatDocuments(status)}`,
    ...formatRefused(status, shown),
    "",
    "全辖区报告未载入：",
    ...formatMissing(status, shown),
  ];
}

/** What the data were before, and what they can be again. */
function formatVersions({ manifest, restored, kept }: StoreStatus): string[] {
  const others = kept.filter((version) => version !== manifest?.generation);
  return [
    ...(restored ? [`${timeInChina(restored.at)}由第 ${restored.from} 版恢复到这一版`] : []),
    ...(others.length === 0 ? [] : [`可以恢复的：第 ${others.join("、")} 版（restore）`]),
  ];
}

function formatLoaded({ loaded }: StoreStatus): string[] {
  return loaded.map(({ dataset, year, reports, levels, scopes }) => {
    const byLevel = formatCounts(LEVEL_CODES.map((code) => [LEVELS[code], levels[code]]));
    const byScope = formatCounts(SCOPE_CODES.map((code) => [SCOPES[code].name, scopes[code]]));
    return `  ${DATASETS[dataset].name} ${year}年：${reports} 份（${byLevel}；${byScope}）`;
  });
}

function formatCounts(named: readonly (readonly [string, number])[]): string {
  return named
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join("，");
}

function formatDocuments({ documents }: StoreStatus): string {
  return formatCounts(documents.map((row) => [DOCUMENT_STATES[row.state].name, row.documents]));
}

function formatRefused({ refused }: StoreStatus, shown: number): string[] {
  const lines = refused.slice(0, shown).map(({ file, reason }) => `  ${file}：${reason}`);
  const more = refused.length - lines.length;
  return more > 0 ? [...lines, `  另有 ${more} 份，用 --all 列出`] : lines;
}

function formatMissing({ missing }: StoreStatus, shown: number): string[] {
  return missing.map(({ year, province, due, missing: names }) => {
    const named = names.slice(0, shown).join("、");
    const list = names.length > shown ? `${named}等` : named;
    const lacking = names.length === 0 ? "全部已载入" : `缺 ${names.length}：${list}`;
    return `  ${province} ${year}年：应有 ${due}，${lacking}`;
  });
}
