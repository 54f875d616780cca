import { DATASETS, LEVEL_CODES, LEVELS } from "#domain/report/division";
import { DOCUMENT_STATES } from "#domain/report/document-state";
import { SCOPE_CODES, SCOPES } from "#domain/report/body";
import { formatHolder } from "#store/lock";
import { readStatus, type StoreStatus } from "#etl/build/store-status";
import { dataStore, singleFileStore } from "#store/data-folder";
import { parseCommandLine } from "./command-line";

export const summary = "说明载入了什么、哪些未能载入及原因、各年各地还缺什么";

const HELP = `用法：npm run etl -- status [--db 文件] [--all]

${summary}。

选项：
  --db 文件   看 load --db 写出的数据库，而不是网页使用的
  --all       列全未载入的文件和缺报的地区（默认各列前 10 个）
  --help      显示本说明

“缺”只对已载入至少一份全辖区报告的省和年度而言，按当年存在的区划计算。
退出码：0 有数据；1 还没有数据。
`;

/** Prints what is loaded, what was refused and what is missing. */
export async function run(args: string[]): Promise<number> {
  try {
    const { values } = parseCommandLine({
      args,
      options: {
        db: { type: "string" },
        all: { type: "boolean", default: false },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const store = values.db === undefined ? dataStore() : singleFileStore(values.db);
    const status = await readStatus(store);
    const shown = values.all ? Infinity : 10;
    process.stdout.write(`${formatStatus(status, shown).join("\n")}\n`);
    return status.manifest ? 0 : 1;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`看不到状态：${why}\n使用 npm run etl -- status --help 查看说明。\n`);
    return 1;
  }
}

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
    `第 ${manifest.generation} 版数据，发布于 ${new Date(manifest.loadedAt).toLocaleString("zh-CN")}，校验码 ${manifest.dataHash.slice(0, 12)}`,
    "",
    "已载入的报告：",
    ...formatLoaded(status),
    "",
    `收到的文件：${formatDocuments(status)}`,
    ...formatRefused(status, shown),
    "",
    "全辖区报告缺报：",
    ...formatMissing(status, shown),
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
