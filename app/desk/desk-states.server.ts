import { type DeskState, deskStateOf } from "#domain/desk/desk-state";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { ABSENCE_TABLE } from "#domain/reviewed/absences";
import { readRow } from "#domain/reviewed/reviewed-table";
import { formatWithdrawal, withdrawalsOf } from "#domain/reviewed/withdrawals";
import type { Store } from "#store/data-folder";
import { readReviewedRows } from "./reviewed-rows.server";

/** A document of the desk with how it stands there. */
export interface StatedRecord {
  readonly record: IntakeRecord;
  readonly state: DeskState;
  /** That its body took the report down, in a sentence; null where nobody confirmed so. */
  readonly withdrawal: string | null;
}

/** How documents stand at the desk, by what was read of them and by the withdrawals that people confirmed. */
export async function stateRecords(
  store: Store,
  records: readonly IntakeRecord[],
): Promise<StatedRecord[]> {
  // A row that cannot be read is said where the table is changed, and by the plan.
  const rows = await readReviewedRows(store, "absences").catch(() => []);
  const findWithdrawal = withdrawalsOf(
    rows.flatMap((values) => {
      const read = readRow(ABSENCE_TABLE, values);
      return "row" in read ? [read.row] : [];
    }),
  );
  return records.map((record) => {
    const found = record.reading === null ? null : findWithdrawal(record.reading);
    return {
      record,
      state: deskStateOf(record, found !== null),
      withdrawal: found && formatWithdrawal(found),
    };
  });
}
