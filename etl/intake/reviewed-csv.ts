import { readFile, stat } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { decodeText, LOST_CHARACTER } from "../read/encoding";
import { LIMITS } from "../read/limits";

/** A table that people write by hand and review: its columns and the meaning of a row. */
export interface ReviewedTable<Row> {
  readonly columns: readonly string[];
  /** The columns that must be there; all where none are named. */
  readonly required?: readonly string[];
  readonly row: z.ZodType<Row>;
  /** What only one row may say, in words for a person; left out where rows may repeat. */
  readonly keyOf?: (row: Row) => string;
}

/** A row and its place in its file: 某处/manifest.csv 第3行. */
export interface ReviewedRow<Row> {
  readonly row: Row;
  readonly where: string;
}

/** A row that cannot be taken as meant. */
interface RowFlaw {
  /** What is wrong with it and where, in a sentence. */
  readonly message: string;
  /** What it says, by column. */
  readonly values: Readonly<Record<string, string>>;
}

const recordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }),
);

/**
 * The rows of a table that people write; none where there is no file. UTF-8 or, as Excel saves it in
 * China, GB18030. Throws a sentence that names file, line and column where it cannot be taken as meant.
 */
export async function readReviewedCsv<Row>(
  file: string,
  table: ReviewedTable<Row>,
): Promise<ReviewedRow<Row>[]> {
  const bytes = await readTableFile(file);
  return bytes === null ? [] : parseReviewedCsv(bytes, file, table);
}

/** The bytes of a table; null where there is none. A pipe or device, which may never end, is not read. */
export async function readTableFile(file: string): Promise<Uint8Array | null> {
  try {
    const { size } = await stat(file).then((found) => {
      if (!found.isFile())
        throw Object.assign(new Error("no regular file"), { code: "不是普通文件" });
      return found;
    });
    if (size > LIMITS.tableBytes) throw new Error(`${file} ${TABLE_TOO_LARGE}`);
    return await readFile(file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code === "ENOENT") return null;
    throw new Error(
      `${file} 读不出来，请检查是不是文件、有没有读取权限。（${String(error.code)}）`,
      { cause: error },
    );
  }
}

export const TABLE_TOO_LARGE = `超过${LIMITS.tableBytes / 1024 / 1024}MB，未读取；请核对是不是表格，或分成几个文件夹。`;

/**
 * The rows of such a table whose bytes are at hand.
 *
 * @param onFlaw takes each row that cannot be taken as meant, which is left out; without it the first is an error
 */
export function parseReviewedCsv<Row>(
  bytes: Uint8Array,
  file: string,
  table: ReviewedTable<Row>,
  onFlaw?: (flaw: RowFlaw) => void,
): ReviewedRow<Row>[] {
  const [first, ...records] = parseRecords(decodeTable(bytes, file), file);
  if (!first) return [];
  const header = parseHeader(first.record, file, table);
  const seen = new Map<string, string>();
  return records.flatMap(({ record, info }) => {
    const where = `${file} 第${info.lines}行`;
    const values = Object.fromEntries(header.map((name, at) => [name, record[at] ?? ""]));
    const refuse = (message: string): readonly [] => {
      if (!onFlaw) throw new Error(message);
      onFlaw({ message, values });
      return [];
    };
    const more = record.slice(header.length).some((value) => value.trim() !== "");
    if (more || record.length < header.length)
      return refuse(
        `${where}有${record.length}列，表头有${header.length}列；含逗号的内容要加英文引号，空着的也要留逗号。`,
      );
    const row = table.row.safeParse(values, { error: formatValueError });
    if (!row.success) return refuse(`${where}有误：${formatFlaws(row.error, values)}。`);
    const key = table.keyOf?.(row.data);
    if (key !== undefined) {
      const earlier = seen.get(key);
      if (earlier) return refuse(`${where}与${earlier}都写了${key}；请只留一行。`);
      seen.set(key, `第${info.lines}行`);
    }
    return [{ row: row.data, where }];
  });
}

function decodeTable(bytes: Uint8Array, file: string): string {
  try {
    const text = decodeText(bytes);
    if (text.includes(LOST_CHARACTER)) throw new Error("a character is lost");
    return text;
  } catch (error) {
    throw new Error(
      `${file} 的文字编码无法辨认，或文字已成乱码；请在表格软件中改好，另存为“CSV UTF-8”。`,
      { cause: error },
    );
  }
}

function parseRecords(text: string, file: string): z.infer<typeof recordsSchema> {
  try {
    return recordsSchema
      .parse(
        parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }),
      )
      .filter(({ record }) => record.some((value) => value.trim() !== ""));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? `第${error["lines"]}行` : "";
    throw new Error(`${file} ${line}的英文引号不成对；内容中的引号要写成两个。`, { cause: error });
  }
}

function parseHeader<Row>(
  record: readonly string[],
  file: string,
  { columns, required = columns }: ReviewedTable<Row>,
): string[] {
  const header = record.map((name) => name.trim());
  while (header.at(-1) === "") header.pop();
  const flaw = (words: string): Error =>
    new Error(`${file} 的表头有误：${words}。各列应为 ${columns.join(",")}，以英文逗号隔开。`);
  if (header.length === 1 && /[;；，\t]/u.test(header[0] ?? ""))
    throw flaw("各列不是以英文逗号隔开的");
  const unknown = header.filter((name) => !columns.includes(name));
  if (unknown.length > 0) throw flaw(`不认得${unknown.map((name) => `“${name}”`).join("、")}列`);
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0) throw flaw(`缺少${missing.map((name) => `“${name}”`).join("、")}列`);
  if (new Set(header).size < header.length) throw flaw("有的列写了两次");
  return header;
}

function formatFlaws({ issues }: z.ZodError, values: Readonly<Record<string, string>>): string {
  return issues
    .map(({ path, message }) => {
      const column = String(path[0] ?? "");
      return `${column} 列“${values[column] ?? ""}”：${message}`;
    })
    .join("；");
}

/** What is wrong with a value, where the schema does not say it itself. */
function formatValueError(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "invalid_value") return `应为 ${issue.values.join("、")} 之一`;
  if (issue.code === "too_small") return "不能空着";
  if (issue.code === "invalid_format" && issue.format === "date") return "日期应写作 2024-01-31";
  return "内容不合要求";
}
