import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { DeadlineSetting } from "#domain/checks/deadline";
import { BODY_KIND_CODES } from "#domain/report/body-kind";
import { divisionCodeSchema } from "#domain/report/division-schema";

const dueSchema = z
  .string()
  .regex(/^(?:none|(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))$/, "due应为月-日，如02-20，或none")
  .transform((due) => {
    const [month = 0, day = 0] = due.split("-").map(Number);
    return due === "none" ? null : { month, day };
  });
const yearsSchema = z
  .string()
  .regex(/^(?:20\d\d(?:;20\d\d)*)?$/, "years应为四位年度，用;隔开")
  .transform((years) => (years === "" ? [] : years.split(";").map(Number)));
const settingSchema = z
  .strictObject({
    division: z.union([z.literal(""), divisionCodeSchema]),
    kind: z.enum(BODY_KIND_CODES),
    years: yearsSchema,
    due: dueSchema,
    basis: z.string().min(1, "须写明依据的通知"),
  })
  .transform(({ division, years, ...setting }): DeadlineSetting => ({
    ...setting,
    ...(division === "" ? {} : { division }),
    ...(years.length === 0 ? {} : { years }),
  }));

/** The dates that local notices set; none where there is no file. Throws a sentence naming a faulty line. */
export async function readDeadlines(file: string): Promise<DeadlineSetting[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const rows: unknown[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  return rows.map((row, index) => {
    const parsed = settingSchema.safeParse(row);
    if (parsed.success) return parsed.data;
    const flaws = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new Error(`${file} 第${index + 2}行有误：${flaws.join("；")}。`);
  });
}
