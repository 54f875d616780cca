import { mkdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  addRows,
  editTable,
  keyIn,
  listRows,
  type RowEdit,
  RowRefused,
} from "#domain/reviewed/edit-table";
import { REVIEWED_TABLES, type ReviewedTableCode } from "#domain/reviewed/tables";
import type { RowValues } from "#domain/reviewed/reviewed-table";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { writeDurably } from "#store/durable-file";
import { tryLock } from "#store/lock";

/** One row of a reviewed table that was added, replaced or taken away; turned round it is its undoing. */
export interface RowChange extends RowEdit {
  readonly table: ReviewedTableCode;
}

/** A change that was written. */
export interface WrittenChange extends RowChange {
  /** Whether the file was in GB18030 and is in UTF-8 from now on. */
  readonly converted: boolean;
}

/** Much more than people write by hand; the same limit as that of the loader. */
const MOST_BYTES = 16 * 1024 * 1024;
/** How often, and how many milliseconds apart, the lock is asked for. */
const TRIES = 60;
const BETWEEN_TRIES = 50;

/** Path of a reviewed table: manifest.csv lies beside the documents of the desk, the others in the data folder. */
function reviewedFile(store: Store, table: ReviewedTableCode): string {
  if (table === "manifest") return deskFolderOf(store).manifest;
  return join(store.root, REVIEWED_TABLES[table].file);
}

/** The rows of a table as they are written, by column. */
export async function readReviewedRows(
  store: Store,
  table: ReviewedTableCode,
): Promise<RowValues[]> {
  const { text } = await readTable(reviewedFile(store, table));
  return listRows(text, REVIEWED_TABLES[table].file, REVIEWED_TABLES[table].table);
}

/**
 * Adds, replaces or takes away one row, durably, and leaves the others as they are. A file in GB18030 is written in
 * UTF-8 from then on, with the same text.
 *
 * @throws RowRefused with a sentence where the row is no longer as it was seen, or the new one cannot be taken
 */
export function changeRow(store: Store, change: RowChange): Promise<WrittenChange> {
  return editLocked(store, change.table, () => change);
}

/** Writes a row in the place of the one with the same key, or adds it. Throws as {@link changeRow}. */
export function putRow(
  store: Store,
  table: ReviewedTableCode,
  after: RowValues,
): Promise<WrittenChange> {
  const { table: shape, file } = REVIEWED_TABLES[table];
  return editLocked(store, table, (text) => {
    const key = keyIn(shape, after);
    const same = (row: RowValues): boolean => key !== undefined && keyIn(shape, row) === key;
    return { before: listRows(text, file, shape).find(same) ?? null, after };
  });
}

/** What came of rows that were put together: those written, and of the others why not. */
interface PutRows {
  readonly changes: readonly WrittenChange[];
  readonly refused: readonly { readonly row: RowValues; readonly why: string }[];
}

/** Writes rows as {@link putRow} does each, in one go; those that cannot be taken are left out with the reason. */
export function putRows(
  store: Store,
  table: ReviewedTableCode,
  rows: readonly RowValues[],
): Promise<PutRows> {
  const { table: shape, file } = REVIEWED_TABLES[table];
  return editInOneGo(store, table, (text) => {
    const known = new Map(listRows(text, file, shape).map((row) => [keyIn(shape, row), row]));
    return rows.map((after) => {
      const key = keyIn(shape, after);
      return { before: (key === undefined ? null : known.get(key)) ?? null, after };
    });
  });
}

/** Changes rows as {@link changeRow} does each, in one go; what cannot be taken is left as it is, with the reason. */
export function changeRows(
  store: Store,
  table: ReviewedTableCode,
  edits: readonly RowReplacement[],
): Promise<PutRows> {
  return editInOneGo(store, table, () => edits);
}

/** A row that is written, in the place of another or of none. */
type RowReplacement = RowEdit & { readonly after: RowValues };

async function editInOneGo(
  store: Store,
  table: ReviewedTableCode,
  decide: (text: string) => readonly RowReplacement[],
): Promise<PutRows> {
  const { table: shape, file } = REVIEWED_TABLES[table];
  const { result, converted } = await rewriteLocked(store, table, (before) => {
    const edits: RowEdit[] = [];
    const refused: { row: RowValues; why: string }[] = [];
    let text = before;
    for (const edit of decide(before))
      try {
        text = editTable(text, file, shape, edit);
        edits.push(edit);
      } catch (error) {
        if (!(error instanceof RowRefused)) throw error;
        refused.push({ row: edit.after, why: error.message });
      }
    return { text, result: { edits, refused } };
  });
  const { edits, refused } = result;
  return { changes: edits.map((edit) => ({ table, ...edit, converted })), refused };
}

/** Adds rows, those left out of which the key is there already. Throws as {@link changeRow}. */
export async function putNewRows(
  store: Store,
  code: ReviewedTableCode,
  rows: readonly RowValues[],
): Promise<void> {
  const { file, table } = REVIEWED_TABLES[code];
  await rewriteLocked(store, code, (text) => ({
    text: addRows(text, file, table, rows),
    result: null,
  }));
}

/** What puts back the row as it was. */
export function undoingOf({ table, before, after }: RowChange): RowChange {
  return { table, before: after, after: before };
}

const queues = new Map<string, Promise<unknown>>();

async function editLocked(
  store: Store,
  table: ReviewedTableCode,
  decide: (text: string) => RowEdit,
): Promise<WrittenChange> {
  const { file, table: shape } = REVIEWED_TABLES[table];
  const { result, converted } = await rewriteLocked(store, table, (text) => {
    const { before, after } = decide(text);
    return { text: editTable(text, file, shape, { before, after }), result: { before, after } };
  });
  return { table, ...result, converted };
}

/** Writes a table anew, if it changes, while nobody else does. */
async function rewriteLocked<Result>(
  store: Store,
  table: ReviewedTableCode,
  rewrite: (text: string) => { readonly text: string; readonly result: Result },
): Promise<{ readonly result: Result; readonly converted: boolean }> {
  const path = reviewedFile(store, table);
  return inTurn(store.root, async () => {
    const release = await lockRows(join(deskFolderOf(store).root, "rows.lock"));
    try {
      const { text, converted } = await readTable(path);
      const { text: rewritten, result } = rewrite(text);
      if (rewritten !== text) {
        await mkdir(dirname(path), { recursive: true });
        await writeDurably(path, rewritten);
      }
      return { result, converted };
    } finally {
      await release();
    }
  });
}

/** Begins when what this process does to the tables of a data folder has ended. */
function inTurn<Result>(root: string, work: () => Promise<Result>): Promise<Result> {
  const before = queues.get(root) ?? Promise.resolve();
  const own = before.then(work, work);
  queues.set(root, own);
  return own;
}

async function lockRows(lock: string): Promise<() => Promise<void>> {
  for (let tried = 1; ; tried += 1) {
    const release = await tryLock(lock);
    if (release !== null) return release;
    if (tried >= TRIES) throw new RowRefused("另一个程序正在改动这些表，请过几秒再试。");
    await setTimeout(BETWEEN_TRIES);
  }
}

/** The text of a table, its byte-order mark included; '' where there is none. */
async function readTable(
  path: string,
): Promise<{ readonly text: string; readonly converted: boolean }> {
  const size = await stat(path).then(
    (found) => found.size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    },
  );
  if (size === null) return { text: "", converted: false };
  if (size > MOST_BYTES) throw new RowRefused(`${path} 太大，不像人工填写的表，没有改动。`);
  const bytes = await readFile(path);
  const utf8 = decodeStrictly(bytes, "utf-8");
  if (utf8 !== null) return { text: utf8, converted: false };
  const text = decodeStrictly(bytes, "gb18030");
  if (text === null)
    throw new RowRefused(
      `${path} 的文字编码既不是UTF-8也不是GB18030，没有改动；请在表格软件中改好，另存为“CSV UTF-8”。`,
    );
  return { text: `\uFEFF${text}`, converted: true };
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
