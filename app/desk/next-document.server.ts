import type { Actor } from "#domain/desk/actor";
import { isLeftToReview } from "#domain/desk/desk-state";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { stateRecords } from "./desk-states.server";
import { mayHandle } from "./intake.server";
import { listRecords } from "./intake-records.server";

/** The document to look at after another one. */
export interface NextDocument {
  readonly id: string;
  readonly name: string;
  /** Documents that are left to look at, this one included. */
  readonly left: number;
}

/**
 * The document that came after another and that is refused or doubtful; after the last one the first. So whoever goes on
 * from each sees all of them, those that he has put right no more.
 * @returns null where no other is left
 */
export async function findNextDocument(
  store: Store,
  id: string,
  actor: Actor,
): Promise<NextDocument | null> {
  const records = await listRecords(deskFolderOf(store));
  const own = records.filter((record) => record.file !== null && mayHandle(actor, record));
  const at = own.findIndex((record) => record.id === id);
  const inTurn = await stateRecords(store, [
    ...own.slice(at + 1),
    ...own.slice(0, Math.max(0, at)),
  ]);
  const left = inTurn.filter(({ state }) => isLeftToReview(state));
  const [next] = left;
  return next ? { id: next.record.id, name: next.record.name, left: left.length } : null;
}
