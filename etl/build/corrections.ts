import { z } from "zod";
import { cellName, cellByName } from "#domain/form/cells";
import { UNITS } from "#domain/form/table";
import type { ReadReport } from "#domain/report/read-report";
import { readReviewedCsv } from "../intake/reviewed-csv";

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

/** What became of a correction; `refusal` is null where it is applied. */
export interface CorrectionDecision {
  readonly correction: Correction;
  readonly refusal: string | null;
}

/** The corrections of a file; none where there is no file. Throws a sentence naming a faulty line. */
export async function readCorrections(file: string): Promise<Correction[]> {
  const rows = await readReviewedCsv(file, {
    columns: correctionSchema.keyof().options,
    row: correctionSchema,
    keyOf: ({ report, cell }) => `${report} 的 ${cell}`,
  });
  return rows.map(({ row }) => row);
}

/**
 * Whether a correction applies to a report: only while the document prints what the correction
 * expects, in a table that counts.
 */
export function decideCorrection(
  correction: Correction,
  read: ReadReport | null,
): CorrectionDecision {
  const refused = (refusal: string): CorrectionDecision => ({ correction, refusal });
  if (!read) return refused("没有载入这份报告");
  const cell = cellByName(correction.cell);
  const printed = read.cells.find(({ line, column }) => cellName(line, column) === correction.cell);
  if (!cell || !printed) return refused("报告没有印出这一格");
  if (read.forms[cell.table] === null) return refused("所在的表缺失或不完整，不参与计算");
  if (printed.raw !== correction.expected)
    return refused(`报告现在印的是“${printed.raw}”，不是“${correction.expected}”`);
  if (!Number.isInteger(correction.corrected) && !UNITS[cell.unit].isMoney)
    return refused("件数只能更正为整数");
  return { correction, refusal: null };
}

/** The row of `corrections`. */
export function correctionRow({
  correction,
  refusal,
}: CorrectionDecision): Record<string, unknown> {
  const { report, ...rest } = correction;
  return { report_id: report, ...rest, accepted: refusal === null, refusal };
}
