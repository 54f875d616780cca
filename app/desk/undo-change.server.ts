import { RowRefused } from "#domain/reviewed/edit-table";
import { listRowHistory, recordRows, type RowAuthor, type RowHistory } from "./row-history.server";
import { changeRow, undoingOf } from "./reviewed-rows.server";

/** A change of a row that was taken back. */
interface UndoneChange {
  readonly change: RowHistory;
  /** What was done, in a sentence. */
  readonly sentence: string;
}

/** Whether a change can be taken back by itself; one that followed from another is taken back with that one. */
export function isUndoable({ action }: Pick<RowHistory, "action">): boolean {
  return action !== "cells_moved";
}

/**
 * Puts back the row that a line of the journal changed.
 * @param isWanted whether a change is one of those that may be taken back here
 * @param refuse throws RowRefused where whoever asks may not
 * @throws RowRefused where there is no such line, or its row is no longer as it was written
 */
export async function undoLine(
  author: RowAuthor,
  line: string,
  isWanted: (change: Pick<RowHistory, "table" | "subject">) => boolean,
  refuse: (change: RowHistory) => void = () => undefined,
): Promise<UndoneChange> {
  const history = await listRowHistory(author.store, isWanted);
  const change = history.find((each) => String(each.line) === line && isUndoable(each));
  if (!change) throw new RowRefused("没有这条记录，或它不能在这里撤销。");
  refuse(change);
  const undone = await changeRow(author.store, undoingOf(change));
  const why = `撤销第${change.line}行`;
  const unrecorded = await recordRows(author, "undone", change.subject, [undone], why);
  return { change, sentence: `已撤销，恢复为改动前的内容。${unrecorded}` };
}
