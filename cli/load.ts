import { defineCommand } from "./command";
import { formatExitCodes } from "./exit-codes";
import { recordCommand } from "./journal-actor";
import { loadedFrom } from "./loaded-from";
import { printLines } from "./terminal";
import { SEVERITIES } from "#domain/report/severity";
import { DOCUMENT_STATE_CODES, DOCUMENT_STATES } from "#domain/report/document-state";
import { load, type LoadOutcome } from "#etl/load";
import { showProgress } from "#etl/progress";
import { currentVersion } from "#store/current-version";
import { dataStore, singleFileStore, type Store } from "#store/data-folder";

const SUMMARY = "读取文件夹中的年度报告，核查后写成新一版数据库并发布";

const HELP = `用法：npm run etl -- load 路径… [--db 文件]
      npm run etl -- load --again

${SUMMARY}。

路径可以是文件夹（连同其下各级）或单个文件；网页、Word、WPS、Excel、PDF、OFD、文本和本项目的数字表
（CSV）都可以放在一起，也可以装在ZIP压缩包里，或是邮件（.eml）的附件。文件夹里的 manifest.csv 可以说明各文件属于哪个机关、哪一年（见 data/README.md）。

载入是一次完整的替换：新数据库写好、核对无误之后才改名发布，网页自动换用，不必重启。
中途按 Ctrl-C、断电或磁盘写满，原来的数据库都原样不动；再运行一次即可。
内容没有变的文件不再读取；换了内容的替代旧的；从文件夹里消失的标为“已撤下”；都留有记录。
要撤回载入过的文件，从它所在的文件夹中删去（文件夹可以空着，但要留着），再载入这个文件夹。

选项：
  --again     不添文件，只把载入过的文件按现在的程序重新写成一版（程序更新后用）
  --db 文件   只写这一个数据库文件（另在“文件.files”中存档），不影响网页使用的数据
  --help      显示本说明

例：
  npm run etl -- load data/reports
  npm run etl -- load ~/年报/2024 ~/年报/2023/某县.docx
  npm run etl -- status                     载入之后看有什么、缺什么

${formatExitCodes("load")}
环境变量 GONGKAI_DATA 可以另指数据文件夹（默认 data）。
`;

/** Loads documents and publishes the next database. */
export const loadCommand = defineCommand({
  name: "load",
  call: "npm run etl -- load",
  summary: SUMMARY,
  help: HELP,
  options: { again: { type: "boolean" }, db: { type: "string" } },
  takesPaths: true,
  failure: "没有发布",
  async run({ again, db }, paths) {
    if (paths.length === 0 && !again) throw new Error("请给出要载入的文件夹或文件。");
    const store = db === undefined ? dataStore() : singleFileStore(db);
    const before = await currentVersion(store);
    const outcome = await loadFrom(paths, store);
    printLines(process.stdout, formatOutcome(outcome));
    if (outcome.published && db === undefined) await recordLoad(store, outcome, before);
    return isComplete(outcome) ? "done" : "partly";
  },
});

/** @param before number of the version that was in use */
async function recordLoad(
  store: Store,
  { manifest, received }: LoadOutcome,
  before: number | null,
): Promise<void> {
  const { generation, dataHash, rows } = manifest;
  await recordCommand(store, {
    action: "loaded",
    subject: `第${generation}版`,
    before: before === null ? null : `第${before}版`,
    after: `第${generation}版，${rows["reports"] ?? "?"}份报告，校验码${dataHash.slice(0, 12)}`,
    reason: `收到${received.length}份文件`,
  });
}

async function loadFrom(paths: readonly string[], store: Store): Promise<LoadOutcome> {
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort(new Error("已中断，原来的数据库没有改动。"));
  };
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    return await load({
      ...loadedFrom(store, paths),
      progress: showProgress(process.stderr),
      signal: interrupted.signal,
      now: new Date(),
    });
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

/** What a load did, in lines for a person. */
export function formatOutcome(outcome: LoadOutcome): string[] {
  return [
    formatReceived(outcome),
    ...formatRefused(outcome),
    ...formatSuperseded(outcome),
    ...formatWarnings(outcome),
    ...formatFindings(outcome),
    ...formatCorrections(outcome),
    formatPublished(outcome),
  ];
}

/** Whether every document that was given is in use or a duplicate. */
export function isComplete({ received, unopened }: LoadOutcome): boolean {
  return unopened.length === 0 && received.every(({ state }) => state !== "refused");
}

function formatReceived({ received, read, unopened }: LoadOutcome): string {
  const parts = DOCUMENT_STATE_CODES.flatMap((state) => {
    const more = state === "refused" ? unopened.length : 0;
    const count = received.filter((status) => status.state === state).length + more;
    const always = state === "loaded" || state === "refused" || state === "duplicate";
    return always || count > 0 ? [`${DOCUMENT_STATES[state].name} ${count}`] : [];
  });
  const unchanged = received.length - read;
  const known = unchanged > 0 ? `（${unchanged} 份与上次相同，未重新读取）` : "";
  return `收到 ${received.length + unopened.length} 份 = ${parts.join(" + ")}${known}`;
}

function formatRefused({ received, unopened }: LoadOutcome): string[] {
  const refused = received.filter(({ state }) => state === "refused");
  if (refused.length + unopened.length === 0) return [];
  return [
    `${DOCUMENT_STATES.refused.name}的文件：`,
    ...refused.map(({ document, reason }) => `  ${document.file}：${reason}`),
    ...unopened.map(({ file, reason }) => `  ${file}：${reason}`),
  ];
}

function formatSuperseded({ superseded }: LoadOutcome): string[] {
  if (superseded.length === 0) return [];
  return [
    `${DOCUMENT_STATES.superseded.name}的文件（同一份报告的别的文件）：`,
    ...superseded.map(({ document, reason }) => `  ${document.file}：${reason}`),
  ];
}

function formatWarnings({ warnings, received }: LoadOutcome): string[] {
  const overruled = received.flatMap(({ document }) =>
    document.overruled.map((message) => `${document.file}：${message}`),
  );
  const all = [...warnings, ...overruled];
  return all.length === 0 ? [] : ["请核对：", ...all.map((warning) => `  ${warning}`)];
}

function formatFindings({ findings }: LoadOutcome): string[] {
  if (!findings) return [];
  const open = [...findings.open, ...findings.changed.map(({ stored }) => stored)];
  const parts = Object.entries(SEVERITIES).map(([severity, { name }]) => {
    const count = open.filter(({ finding }) => finding.severity === severity).length;
    return `${name} ${count}`;
  });
  const accepted = findings.accepted.length > 0 ? `（另有已接受 ${findings.accepted.length}）` : "";
  const flaws = [
    ...findings.changed.map(({ stored }) => `  ${stored.reportId} 已接受的发现数值有变，重新列出`),
    ...findings.stale.map(
      ({ fingerprint }) => `  已接受的发现 ${fingerprint} 不再出现，可从表中删去`,
    ),
  ];
  return [`核查发现（条）：${parts.join("，")}${accepted}`, ...flaws];
}

function formatCorrections({ corrections }: LoadOutcome): string[] {
  if (corrections.length === 0) return [];
  const refused = corrections.filter(({ refusal }) => refusal !== null);
  return [
    `更正：采用 ${corrections.length - refused.length} 条，未采用 ${refused.length} 条`,
    ...refused.map(
      ({ correction, refusal }) => `  ${correction.report} ${correction.cell}：${refusal}`,
    ),
  ];
}

function formatPublished({ manifest, published }: LoadOutcome): string {
  const name = `第 ${manifest.generation} 版数据（${manifest.rows["reports"] ?? "?"} 份报告，校验码 ${manifest.dataHash.slice(0, 12)}）`;
  return published ? `已发布${name}` : `没有变化，仍用${name}`;
}
