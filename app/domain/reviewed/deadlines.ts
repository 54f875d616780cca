import { z } from "zod";
import type { DeadlineSetting } from "../checks/deadline";
import { BODY_KIND_CODES } from "../report/body";
import type { ReviewedTable } from "./reviewed-table";

const MONTH_AND_DAY =
  /^(?:none|(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))$/;
const dueSchema = z
  .string()
  .regex(MONTH_AND_DAY, "应为有这一天的月-日，如02-20，或none")
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

/** deadlines.csv of the data folder. */
export const DEADLINE_TABLE: ReviewedTable<DeadlineSetting> = {
  columns: rowSchema.keyof().options,
  row: settingSchema,
};
