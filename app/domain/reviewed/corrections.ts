import { z } from "zod";
import { cellByName } from "../form/cells";
import type { ReviewedTable } from "./reviewed-table";

/** One line of data/corrections.csv: a printed figure that is known to be wrong. */
const correctionSchema = z.strictObject({
  report: z.string().min(1),
  /** Name of the cell, which is the name of its column. */
  cell: z.string().refine((name) => cellByName(name) !== undefined, "表格中没有这个单元格"),
  /** The text the document prints in the cell, exactly. */
  expected: z.string(),
  corrected: z
    .string()
    .regex(/^-?\d+(\.\d{1,4})?$/, "更正值应为数字，最多四位小数")
    .transform(Number),
  reason: z.string().min(1, "请写明更正理由"),
  source: z.string().min(1, "请写明更正依据"),
  by: z.string().min(1, "请写明更正人"),
  date: z.iso.date("日期应写作 2024-01-31"),
});
export type Correction = z.infer<typeof correctionSchema>;

/** corrections.csv of the data folder. */
export const CORRECTION_TABLE: ReviewedTable<Correction> = {
  columns: correctionSchema.keyof().options,
  row: correctionSchema,
  keyOf: ({ report, cell }) => `${report} 的 ${cell}`,
};
