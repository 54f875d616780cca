import { join } from "node:path";
import { failureInWords } from "#etl/load/failure-words";
import { load } from "#etl/load/load";
import { isComplete, outcomeInWords } from "#etl/load/outcome-words";
import { progressOn } from "#etl/load/progress";
import { dataFolder, dataStore, singleFileStore, type Store } from "#etl/load/store";
import { loadDivisions } from "#etl/register/divisions";
import { commandLine } from "./command-line";

export const summary = "读取文件夹中的年度报告，核查后写成新一版数据库并发布";

const HELP = `用法：npm run etl -- load 路径… [--db 文件]
      npm run etl -- load --again

${summary}。

路径可以是文件夹（连同其下各级）或单个文件；网页、Word、Excel、PDF、文本和本项目的数字表（CSV）
都可以放在一起。文件夹里的 manifest.csv 可以说明各文件属于哪个机关、哪一年（见 data/README.md）。

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

退出码：0 全部载入；2 已发布，但有文件未能载入（逐一说明原因）；1 没有发布任何东西。
环境变量 GONGKAI_DATA 可以另指数据文件夹（默认 data）。
`;

/** Loads documents and publishes the next database. */
export async function run(args: string[]): Promise<number> {
  try {
    const { values, positionals } = commandLine({
      args,
      allowPositionals: true,
      options: {
        again: { type: "boolean" },
        db: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    if (positionals.length === 0 && !values.again)
      throw new Error("请给出要载入的文件夹或文件。用 --help 查看说明和例子。");
    return await loadFrom(
      positionals,
      values.db === undefined ? dataStore() : singleFileStore(values.db),
    );
  } catch (error) {
    process.stderr.write(`没有发布：${failureInWords(error)}\n`);
    return 1;
  }
}

async function loadFrom(paths: readonly string[], store: Store): Promise<number> {
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort(new Error("已中断，原来的数据库没有改动。"));
  };
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    const outcome = await load({
      store,
      paths,
      divisions: await loadDivisions(),
      correctionsFile: join(dataFolder(), "corrections.csv"),
      acceptedFile: join(dataFolder(), "accepted-findings.csv"),
      deadlinesFile: join(dataFolder(), "deadlines.csv"),
      progress: progressOn(process.stderr),
      signal: interrupted.signal,
      now: new Date(),
    });
    process.stdout.write(`${outcomeInWords(outcome).join("\n")}\n`);
    return isComplete(outcome) ? 0 : 2;
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}
