import { DataUnavailable } from "#db/engine/connection.server";
import { fetchPublished, type PublishedDocument } from "#db/queries/published-documents.server";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { currentVersion } from "#store/current-version";
import type { Store } from "#store/data-folder";
import { listJournalLines } from "#store/journal";

/** The hashes of those documents that readers see now. */
export async function listPublished(
  store: Store,
  records: readonly Pick<IntakeRecord, "hash">[],
): Promise<ReadonlySet<string>> {
  const published = await findPublished(
    store,
    records.flatMap(({ hash }) => hash ?? []),
  );
  return new Set(published.map(({ hash }) => hash));
}

/**
 * The reports that readers see though their documents were taken off the desk: the next version leaves them out, or has
 * another document in their place.
 * @param records all of the desk
 */
export async function listLeaving(
  store: Store,
  records: readonly Pick<IntakeRecord, "hash">[],
): Promise<PublishedDocument[]> {
  const removed = (await listJournalLines(store, isRemoval)).flatMap(({ before }) =>
    typeof before === "string" ? before : [],
  );
  const there = new Set(records.map(({ hash }) => hash));
  return findPublished(
    store,
    [...new Set(removed)].filter((hash) => !there.has(hash)),
  );
}

function isRemoval(action: string): boolean {
  return action === "removed";
}

async function findPublished(
  store: Store,
  hashes: readonly string[],
): Promise<PublishedDocument[]> {
  if (hashes.length === 0 || (await currentVersion(store)) === null) return [];
  return fetchPublished(hashes).catch((error: unknown) => {
    // A version that holds no report, or that cannot be opened: the readers' pages say why.
    if (error instanceof DataUnavailable) return [];
    throw error;
  });
}
