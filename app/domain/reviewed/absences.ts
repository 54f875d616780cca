import { z } from "zod";
import { BODY_KIND_CODES, DIVISION_KINDS } from "../report/body";
import type { ReviewedTable } from "./reviewed-table";

/** One line of data/absences.csv: a report that a person confirmed was not published, or was taken down again. */
const absenceLineSchema = z.strictObject({
  division: z.string().regex(/^\d{6}$/, "区划代码应为6位数字"),
  kind: z.enum(BODY_KIND_CODES),
  body: z.string().trim(),
  year: z
    .string()
    .regex(/^20\d\d$/, "应为四位年度")
    .transform(Number),
  reason: z.string().min(1, "请写明没有公布的原因"),
  source: z.string().min(1, "请写明依据"),
  by: z.string().min(1, "请写明核实人"),
  date: z.iso.date("日期应写作 2024-01-31"),
  /** The day on which the body took down the report; empty where it published none. */
  withdrawn: z
    .union([z.literal(""), z.iso.date()], "撤下日期应写作 2024-01-31，没有公布过的空着")
    .optional(),
});
const absenceSchema = absenceLineSchema
  .refine(({ kind, body }) => DIVISION_KINDS.includes(kind) || body !== "", {
    path: ["body"],
    message: "一个地区有多个这类机关，请写明机关全称",
  })
  .refine(({ year, date }) => date.slice(0, 4) > String(year), {
    path: ["date"],
    message: "报告在次年公布，核实日期不能早于次年1月1日",
  })
  .refine(
    ({ year, date, withdrawn = "" }) =>
      withdrawn === "" || (withdrawn.slice(0, 4) > String(year) && withdrawn <= date),
    {
      path: ["withdrawn"],
      message: "报告在次年公布以后才能撤下，核实日期不能早于撤下日期",
    },
  )
  .transform(({ withdrawn = "", ...row }) => ({
    ...row,
    withdrawn: withdrawn === "" ? null : withdrawn,
  }));
export type Absence = z.infer<typeof absenceSchema>;

/** absences.csv of the data folder. */
export const ABSENCE_TABLE: ReviewedTable<Absence> = {
  columns: absenceLineSchema.keyof().options,
  required: absenceLineSchema.omit({ withdrawn: true }).keyof().options,
  row: absenceSchema,
  keyOf: ({ division, kind, body, year }) =>
    [division, kind, DIVISION_KINDS.includes(kind) ? "" : body, year].filter(Boolean).join(" "),
};
