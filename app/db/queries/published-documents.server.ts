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

const publishedSchema = z.object({
  hash: z.string(),
  id: z.string(),
  body: z.string(),
  division: z.string(),
  year: z.int(),
});
export type PublishedDocument = z.infer<typeof publishedSchema>;

/** Those of some documents, by their hashes, that readers see, with whose reports they are. */
export async function fetchPublished(hashes: readonly string[]): Promise<PublishedDocument[]> {
  if (hashes.length === 0) return [];
  return queryRows(
    `SELECT document_hash AS hash, id, body, division_code AS division, year FROM reports
     WHERE list_contains(CAST(? AS VARCHAR[]), document_hash) ORDER BY year DESC, division_code, id`,
    [hashes],
    publishedSchema,
  );
}
