import { cellByName } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import { UNITS } from "#domain/form/table";
import type { ReadReport } from "#domain/report/read-report";
import {
  CORRECTION_TABLE,
  type Correction,
  type CorrectionRow,
} from "#domain/reviewed/corrections";
import { readReviewedCsv } from "../intake/reviewed-csv";

/** What became of a correction or of an entry; `refusal` is null where it is applied. */
export interface CorrectionDecision {
  readonly correction: CorrectionRow;
  readonly refusal: string | null;
}

/** The rows of corrections.csv; none where there is no file. Throws a sentence naming a faulty line. */
export async function readCorrections(file: string): Promise<CorrectionRow[]> {
  const rows = await readReviewedCsv(file, CORRECTION_TABLE);
  return rows.map(({ row }) => row);
}

/**
 * Why a correction does not apply to a report; null where it does: only while the document prints what the correction
 * expects, in a table that counts.
 */
export function refuseCorrection(correction: Correction, read: ReadReport): string | null {
  const cell = cellByName(correction.cell);
  const printed = read.cells.find(({ line, column }) => cellName(line, column) === correction.cell);
  if (!cell || !printed) return "报告没有印出这一格";
  if (read.forms[cell.table] === null) return "所在的表缺失或不完整，不参与计算";
  if (printed.raw !== correction.expected)
    return `报告现在印的是“${printed.raw}”，不是“${correction.expected}”`;
  if (!Number.isInteger(correction.corrected) && !UNITS[cell.unit].isMoney)
    return "件数只能更正为整数";
  return null;
}

/** The row of `corrections`. */
export function correctionRow({
  correction,
  refusal,
}: CorrectionDecision): Record<string, unknown> {
  const { report, ...rest } = correction;
  return { report_id: report, ...rest, accepted: refusal === null, refusal };
}
