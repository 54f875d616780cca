import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { readRow, type ReviewedRow, type ReviewedTable, type RowValues } from "./reviewed-table";

/** A row that cannot be taken as meant. */
interface RowFlaw {
  /** What is wrong with it and where, in a sentence. */
  readonly message: string;
  readonly values: RowValues;
}

/** The records of a table as they are written, blank ones left out. */
export interface TableText {
  /** Names of the columns. */
  readonly header: readonly string[];
  readonly records: readonly { readonly fields: readonly string[]; readonly line: number }[];
}

const recordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }),
);

/**
 * The rows of such a table whose text is at hand. Throws a sentence that names file, line and column where it cannot
 * be taken as meant.
 *
 * @param onFlaw takes each row that cannot be taken as meant, which is left out; without it the first is an error
 */
export function parseReviewedText<Row>(
  text: string,
  file: string,
  table: ReviewedTable<Row>,
  onFlaw?: (flaw: RowFlaw) => void,
): ReviewedRow<Row>[] {
  const read = readTableText(text, file, table);
  if (!read) return [];
  const { header, records } = read;
  const seen = new Map<string, string>();
  return records.flatMap(({ fields, line }) => {
    const where = `${file} 第${line}行`;
    const values = valuesOf(header, fields);
    const refuse = (message: string): readonly [] => {
      if (!onFlaw) throw new Error(message);
      onFlaw({ message, values });
      return [];
    };
    const more = fields.slice(header.length).some((value) => value.trim() !== "");
    if (more || fields.length < header.length)
      return refuse(
        `${where}有${fields.length}列，表头有${header.length}列；含逗号的内容要加英文引号，空着的也要留逗号。`,
      );
    const read = readRow(table, values);
    if ("flaws" in read) return refuse(`${where}有误：${read.flaws}。`);
    const key = table.keyOf?.(read.row);
    if (key !== undefined) {
      const earlier = seen.get(key);
      if (earlier) return refuse(`${where}与${earlier}都写了${key}；请只留一行。`);
      seen.set(key, `第${line}行`);
    }
    return [{ row: read.row, where }];
  });
}

/** What a record says, by column. */
export function valuesOf(header: readonly string[], fields: readonly string[]): RowValues {
  return Object.fromEntries(header.map((name, at) => [name, fields[at] ?? ""]));
}

/** The header and the records of a table; null where there is no text. Throws as {@link parseReviewedText}. */
export function readTableText<Row>(
  text: string,
  file: string,
  table: ReviewedTable<Row>,
): TableText | null {
  const [first, ...records] = parseRecords(text, file);
  if (!first) return null;
  return {
    header: parseHeader(first.record, file, table),
    records: records.map(({ record, info }) => ({ fields: record, line: info.lines })),
  };
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
