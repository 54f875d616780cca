import { DataUnavailable } from "#db/engine/connection.server";
import { fetchPublished } from "#db/queries/published-documents.server";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { currentVersion } from "#store/current-version";
import { dataStore } from "#store/data-folder";

/** The hashes of those documents that readers see now. */
export async function listPublished(
  records: readonly Pick<IntakeRecord, "hash">[],
): Promise<ReadonlySet<string>> {
  if ((await currentVersion(dataStore())) === null) return new Set();
  const hashes = records.flatMap(({ hash }) => hash ?? []);
  return fetchPublished(hashes).catch((error: unknown) => {
    // A version that holds no report, or that cannot be opened: the readers' pages say why.
    if (error instanceof DataUnavailable) return new Set<string>();
    throw error;
  });
}
