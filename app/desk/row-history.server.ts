import type { Actor } from "#domain/desk/actor";
import { dayInChina } from "#domain/desk/china-time";
import { type JournalAction, type JournalEntry, NOT_UNDOABLE } from "#domain/desk/journal";
import { MovedLines } from "#domain/desk/moved-lines";
import { keysOf } from "#domain/records";
import type { RowValues } from "#domain/reviewed/reviewed-table";
import type { ReviewedTableCode } from "#domain/reviewed/tables";
import type { Store } from "#store/data-folder";
import { appendToJournal, listJournalLines } from "#store/journal";
import type { RowChange, WrittenChange } from "./reviewed-rows.server";

/** Which table a change of the journal is of, for those that can be undone. */
const TABLE_OF_ACTION = {
  cell_entered: "corrections",
  cell_corrected: "corrections",
  cells_moved: "corrections",
  identity_set: "manifest",
  finding_accepted: "accepted",
  deadline_set: "deadlines",
  absence_confirmed: "absences",
} as const satisfies Partial<Record<JournalAction, ReviewedTableCode>>;
type RowAction = keyof typeof TABLE_OF_ACTION;
const ROW_ACTIONS = keysOf(TABLE_OF_ACTION);

/** A change of a row, as the journal keeps it. */
export interface RowHistory extends RowChange {
  readonly line: number;
  readonly at: string;
  readonly actor: string;
  readonly action: RowAction;
  readonly subject: string;
  readonly reason: string;
}

/** The changes of rows that are wanted by what they are about, or by the report that they followed their document to; the newest first. */
export async function listRowHistory(
  store: Store,
  isWanted: (change: Pick<RowHistory, "table" | "subject">) => boolean,
): Promise<RowHistory[]> {
  const lines = await listJournalLines(store, isRowAction);
  const moved = new MovedLines();
  for (const line of lines) moved.add(line);
  return lines
    .flatMap(({ line, at, actor, subject, reason, ...own }): RowHistory[] => {
      const action = toRowAction(own.action);
      const [before, after] = [own.before, own.after];
      if (action === undefined || !isRow(before) || !isRow(after)) return [];
      const table = TABLE_OF_ACTION[action];
      const subjects = [subject, moved.reportOf(line) ?? subject];
      if (!subjects.some((each) => isWanted({ table, subject: each }))) return [];
      return [{ line, at, actor, action, subject, reason, table, before, after }];
    })
    .reverse();
}

function isRowAction(action: string): boolean {
  return toRowAction(action) !== undefined;
}

function toRowAction(action: string): RowAction | undefined {
  return ROW_ACTIONS.find((each) => each === action);
}

function isRow(value: string | number | null | RowValues): value is RowValues | null {
  return typeof value !== "string" && typeof value !== "number";
}

/** Who changes rows of a data folder, and when. */
export interface RowAuthor {
  readonly store: Store;
  readonly actor: Actor;
  readonly now: Date;
}

/**
 * Adds a line to the journal for each row that was changed.
 * @returns a sentence where that could not be done, which does not undo the change; else an empty text
 */
export async function recordRows(
  { store, actor, now }: RowAuthor,
  action: JournalAction,
  subject: string,
  changes: readonly Pick<WrittenChange, "before" | "after">[],
  reason: string,
): Promise<string> {
  const entries = changes.map(({ before, after }): JournalEntry => ({
    ...{ at: now.toISOString(), actor: actor.name, action, subject, before, after, reason },
  }));
  if (entries.length === 0) return "";
  return appendToJournal(store, ...entries).then(
    () => "",
    () => NOT_UNDOABLE,
  );
}

/** Who and when, as rows say it: the date in China. */
export function signRow({ actor, now }: Pick<RowAuthor, "actor" | "now">) {
  return { by: actor.name, date: dayInChina(now) };
}
