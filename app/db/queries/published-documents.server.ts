import { z } from "zod";
import { cachePerVersion } from "../engine/connection.server";
import { queryRows } from "../engine/rows.server";

/** What the codes of divisions begin with of which reports are loaded: two digits a province. */
export const fetchLoadedProvinces = cachePerVersion(async (): Promise<readonly string[]> => {
  const found = await queryRows(
    `SELECT DISTINCT left(division_code, 2) AS province FROM reports ORDER BY province`,
    [],
    z.object({ province: z.string() }),
  );
  return found.map(({ province }) => province);
});

/** Which of some documents, by their hashes, readers see. */
export async function fetchPublished(hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const found = await queryRows(
    `SELECT document_hash AS hash FROM reports
     WHERE document_hash IN (${hashes.map(() => "?").join(", ")})`,
    hashes,
    z.object({ hash: z.string() }),
  );
  return new Set(found.map(({ hash }) => hash));
}
