import { z } from "zod";
import {
  ACCEPTED_COLUMNS,
  type AcceptedFinding,
  acceptedFindingSchema,
} from "#domain/checks/accepted-findings";
import type { DeadlineSetting } from "#domain/checks/deadline";
import { BODY_KIND_CODES } from "#domain/report/body";
import { readReviewedCsv } from "../intake/reviewed-csv";

/** The findings that people accepted; none where there is no file. Throws a sentence naming a faulty line. */
export async function readAccepted(file: string): Promise<AcceptedFinding[]> {
  const rows = await readReviewedCsv(file, {
    columns: ACCEPTED_COLUMNS,
    row: acceptedFindingSchema,
    keyOf: ({ fingerprint }) => `发现 ${fingerprint}`,
  });
  return rows.map(({ row }) => row);
}

const dueSchema = z
  .string()
  .regex(/^(?:none|(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))$/, "应为月-日，如02-20，或none")
  .transform((due) => {
    const [month = 0, day = 0] = due.split("-").map(Number);
    return due === "none" ? null : { month, day };
  });
const yearsSchema = z
  .string()
  .regex(/^(?:20\d\d(?:;20\d\d)*)?$/, "应为四位年度，用;隔开")
  .transform((years) => (years === "" ? [] : years.split(";").map(Number)));
const rowSchema = z.strictObject({
  division: z.string().regex(/^(?:\d{6})?$/, "区划代码应为6位数字，或空着"),
  kind: z.enum(BODY_KIND_CODES),
  years: yearsSchema,
  due: dueSchema,
  basis: z.string().min(1, "须写明依据的通知"),
});
const settingSchema = rowSchema.transform(({ division, years, ...setting }): DeadlineSetting => ({
  ...setting,
  ...(division === "" ? {} : { division }),
  ...(years.length === 0 ? {} : { years }),
}));

/** The dates that local notices set; none where there is no file. Throws a sentence naming a faulty line. */
export async function readDeadlines(file: string): Promise<DeadlineSetting[]> {
  const rows = await readReviewedCsv(file, {
    columns: rowSchema.keyof().options,
    row: settingSchema,
  });
  return rows.map(({ row }) => row);
}
