import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { acceptedSchema, type Accepted } from "#domain/checks/accepted";

/** The findings that people accepted; none where there is no file. Throws a sentence naming a faulty line. */
export async function readAccepted(file: string): Promise<Accepted[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const rows: unknown[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  return rows.map((row, index) => {
    const parsed = acceptedSchema.safeParse(row);
    if (parsed.success) return parsed.data;
    const flaws = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new Error(`${file} 第${index + 2}行有误：${flaws.join("；")}。`);
  });
}
