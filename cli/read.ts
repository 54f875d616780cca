import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { readManifest } from "#etl/intake/manifest";
import { readReportSchema, type ReadReport } from "#domain/report/read-report";
import { UnreadableDocument } from "#etl/read/document";
import { readReport } from "#etl/recognise/read-report";
import { loadDivisions } from "#etl/intake/register";
import { DivisionNames } from "#etl/intake/division-names";
import { parseCommandLine } from "./command-line";

export const summary = "读取年度报告，每份输出一行 JSON";

const HELP = `用法：npm run -s etl -- read 文件…

${summary}。结果写到标准输出，说明写到标准错误，便于接其他工具。

文件可以是网页（.html）、文本（.txt、.md）、Word（.docx、.doc）、Excel（.xlsx）或带文字的 PDF。
旁边若有 manifest.csv（列：file,body,division,year,scope,published_on,source，除 file 外都可省略），
以其所载为准；与文件不一致时给出提醒。

每行 JSON 的内容：
  file、body（机关）、kind、division（区划代码）、year（年度）、
  scope（jurisdiction 全辖区，organ 本机关，unknown 不明）、
  forms（三张表各用 2019 还是 2021 年格式；null 表示缺表或不完整）、publishedOn、source、
  cells（每格的 table、line、column、value、state、raw、where）、
  sections（六个部分的文字）、problems（error 为未能读取之处，warning 为需要核对之处）。

例：
  npm run -s etl -- read data/reports/某区2023.html
  npm run -s etl -- read 年报/*.html > 读取结果.jsonl
  npm run -s etl -- read 某区2023.txt | jq '.cells[] | select(.line == "unable_not_held")'

退出码：0 全部读出；2 有文件读不出（逐一说明原因）；1 用法有误。
`;

/**
 * Reads the documents named and prints what was read, a JSON object a line.
 *
 * @returns 0 when all were read, 2 when one could not be, 1 for a wrong call
 */
export async function run(args: string[]): Promise<number> {
  let files: string[];
  try {
    const { values, positionals } = parseCommandLine({
      args,
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    if (positionals.length === 0) throw new Error("请给出要读取的文件。");
    files = positionals;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${why}\n使用 npm run etl -- read --help 查看说明。\n`);
    return 1;
  }
  const register = new DivisionNames(loadDivisions());
  const manifests = new Map<string, ReturnType<typeof readManifest>>();
  let unread = 0;
  for (const file of files) {
    try {
      const folder = dirname(file);
      const listings =
        manifests.get(folder) ??
        readManifest(folder, (code) => register.withCode(code) !== undefined);
      manifests.set(folder, listings);
      const manifest = (await listings).byFile.get(basename(file)) ?? null;
      const report = await readReport(await readFile(file), file, { register, manifest });
      process.stdout.write(`${JSON.stringify(readReportSchema.parse(report))}\n`);
      printSummary(report);
    } catch (error) {
      unread += 1;
      process.stderr.write(`${file}：未读取。${reasonOf(error)}\n`);
    }
  }
  return unread > 0 ? 2 : 0;
}

function printSummary({ file, body, year, cells, problems }: ReadReport): void {
  const who = `${body ?? "机关不明"}${year === null ? "（年度不明）" : `${year}年度`}`;
  process.stderr.write(`${file}：${who}，读出${cells.length}格\n`);
  for (const { severity, message } of problems)
    process.stderr.write(`  ${severity === "error" ? "错误" : "提醒"}：${message}\n`);
}

function reasonOf(error: unknown): string {
  if (error instanceof UnreadableDocument) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "没有这个文件，请核对路径";
  if (code === "EISDIR") return "这是文件夹；请给出其中的文件，或用 load 载入整个文件夹";
  if (code === "EACCES") return "没有读取权限";
  return `${error instanceof Error ? error.message : String(error)}`;
}
