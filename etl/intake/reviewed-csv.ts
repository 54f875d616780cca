import { readFile, stat } from "node:fs/promises";
import type { ReviewedRow, ReviewedTable } from "#domain/reviewed/reviewed-table";
import { parseReviewedText } from "#domain/reviewed/table-text";
import { decodeText, LOST_CHARACTER } from "../read/encoding";
import { LIMITS } from "../read/limits";

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

/** The rows of such a table whose bytes are at hand; see {@link parseReviewedText}. */
export function parseReviewedCsv<Row>(
  bytes: Uint8Array,
  file: string,
  table: ReviewedTable<Row>,
  onFlaw?: Parameters<typeof parseReviewedText<Row>>[3],
): ReviewedRow<Row>[] {
  return parseReviewedText(decodeTable(bytes, file), file, table, onFlaw);
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
