import { readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type Bundle, mayBeBundle, openBundle } from "#etl/intake/bundles";
import { readManifest } from "#etl/intake/manifest";
import { takeOut } from "#etl/intake/sources";
import { readReportSchema, type ReadReport } from "#domain/report/read-report";
import { UnreadableDocument } from "#etl/read/document";
import { LIMITS } from "#etl/read/limits";
import { formatReadableFormats } from "#etl/read/formats";
import { LimitedReader, type NamedBytes } from "#etl/reading/limited-reader";
import { readReport } from "#etl/recognise/recognise-report";
import { loadDivisions } from "#etl/intake/register";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { defineCommand } from "./command";
import { formatExitCodes } from "./exit-codes";
import { printLines } from "./terminal";

const SUMMARY = "读取年度报告，每份输出一行 JSON";

const HELP = `用法：npm run -s etl -- read 文件…

${SUMMARY}。结果写到标准输出，说明写到标准错误，便于接其他工具。

文件可以是${formatReadableFormats()}，
也可以是装有它们的ZIP压缩包，或以它们为附件的邮件；每份报告各占一行。
旁边若有 manifest.csv（列：file,name,body,division,year,scope,published_on,source，除 file 外都可省略），
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

${formatExitCodes("read")}
`;

/** Reads the documents named and prints what was read, a JSON object a line. */
export const readCommand = defineCommand({
  name: "read",
  call: "npm run etl -- read",
  summary: SUMMARY,
  help: HELP,
  options: {},
  takesPaths: true,
  failure: "没有读取",
  async run(_options, files) {
    if (files.length === 0) throw new Error("请给出要读取的文件。");
    let unread = 0;
    for await (const { file, report, error } of readFilesApart(files))
      if (report) {
        process.stdout.write(`${JSON.stringify(report)}\n`);
        printSummary(report);
      } else {
        unread += 1;
        printUnread(file, error);
      }
    return unread > 0 ? "partly" : "done";
  },
});

/** A file that was named: what was read of it, or why nothing was. */
interface NamedFile {
  readonly file: string;
  readonly report: ReadReport | null;
  readonly error?: unknown;
}

/** Makes a report of a document. */
type ReadBytes = (document: NamedBytes) => Promise<ReadReport>;

/** Reads files as {@link readFiles} does, in a process whose time and memory are limited as those of a load are. */
export async function* readFilesApart(files: readonly string[]): AsyncGenerator<NamedFile> {
  const reader = new LimitedReader();
  try {
    yield* readFiles(files, (document) => reader.read(document));
  } finally {
    reader.close();
  }
}

/** Reads files one after another, each as the manifest.csv beside it says. */
export async function* readFiles(
  files: readonly string[],
  read = readHere(),
): AsyncGenerator<NamedFile> {
  const register = new DivisionNames(loadDivisions(), loadBodies());
  const isDivision = (code: string): boolean => register.withCode(code) !== undefined;
  const manifests = new Map<string, ReturnType<typeof readManifest>>();
  for (const file of files)
    try {
      const folder = dirname(file);
      const folderManifest = manifests.get(folder) ?? readManifest(folder, isDivision);
      manifests.set(folder, folderManifest);
      const { byFile, names, flaws } = await folderManifest;
      const flaw = flaws.get(basename(file));
      if (flaw !== undefined) throw new UnreadableDocument(flaw);
      const manifest = byFile.get(basename(file)) ?? null;
      const name = names.get(basename(file)) ?? file;
      const content = { bytes: await readRegularFile(file), path: file, name };
      yield* readContent(content, { register, manifest, read });
    } catch (error) {
      yield { file, report: null, error };
    }
}

/** Reads a document under the name that it was handed in with, whatever the file is called that holds it now. */
export async function* readUpload(path: string, name: string): AsyncGenerator<NamedFile> {
  const register = new DivisionNames(loadDivisions(), loadBodies());
  try {
    const content = { bytes: await readFile(path), path: name, name };
    yield* readContent(content, { register, manifest: null, read: readHere() });
  } catch (error) {
    yield { file: name, report: null, error };
  }
}

/** A pipe or a device may never end. */
async function readRegularFile(file: string): Promise<Buffer> {
  const found = await stat(file);
  if (!found.isFile() && !found.isDirectory())
    throw new UnreadableDocument("是管道或设备，不是普通文件，未读取");
  if (found.size > LIMITS.bundleBytes)
    throw new UnreadableDocument(
      `文件超过${LIMITS.bundleBytes / 1024 / 1024}MB，不像年度报告，未读取`,
    );
  return readFile(file);
}

interface FileContent {
  readonly bytes: Buffer;
  readonly path: string;
  /** What people call it. */
  readonly name: string;
}

/** What is known of a document beside its content, and who reads it. */
interface Reading {
  readonly register: DivisionNames;
  readonly manifest: NamedBytes["manifest"];
  readonly read: ReadBytes;
}

/** Reads in this process, which has no limits. */
function readHere(): ReadBytes {
  const register = new DivisionNames(loadDivisions(), loadBodies());
  return ({ bytes, file, manifest }) => readReport(bytes, file, { register, manifest });
}

async function* readContent(
  { bytes, path, name: file }: FileContent,
  { register, manifest, read }: Reading,
): AsyncGenerator<NamedFile> {
  const bundle = mayBeBundle(path, bytes) ? openBundle(bytes, file) : undefined;
  if (bundle) yield* readBundle(bundle, file, { register, read });
  else yield { file, report: readReportSchema.parse(await read({ bytes, file, manifest })) };
}

/** Reads the documents of an archive or a mail, each under the bundle's name and its own. */
async function* readBundle(
  bundle: Bundle,
  file: string,
  { register, read }: Pick<Reading, "register" | "read">,
): AsyncGenerator<NamedFile> {
  const isDivision = (code: string): boolean => register.withCode(code) !== undefined;
  const { documents, unopened } = takeOut(bundle, file, { isDivision, keep: (bytes) => bytes });
  for (const { name, called, kept: bytes, manifest } of documents) {
    const within = called ?? `${file}/${name}`;
    try {
      const report = await read({ bytes, file: within, manifest });
      yield { file: within, report: readReportSchema.parse(report) };
    } catch (error) {
      yield { file: within, report: null, error };
    }
  }
  for (const { file: within, reason } of unopened)
    yield { file: within, report: null, error: new UnreadableDocument(reason) };
}

/** Says why a file could not be read. */
export function printUnread(file: string, error: unknown): void {
  printLines(process.stderr, [`${file}：未读取。${reasonOf(error)}`]);
}

function printSummary({ file, body, year, cells, problems }: ReadReport): void {
  const who = `${body ?? "机关不明"}${year === null ? "（年度不明）" : `${year}年度`}`;
  printLines(process.stderr, [
    `${file}：${who}，读出${cells.length}格`,
    ...problems.map(
      ({ severity, message }) => `  ${severity === "error" ? "错误" : "提醒"}：${message}`,
    ),
  ]);
}

/** Why a file could not be read, in a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof UnreadableDocument) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "没有这个文件，请核对路径";
  if (code === "EISDIR") return "这是文件夹；请给出其中的文件，或用 load 载入整个文件夹";
  if (code === "EACCES") return "没有读取权限";
  return `${error instanceof Error ? error.message : String(error)}`;
}
