import { ACCEPTED_COLUMNS, acceptedSchema, type Accepted } from "#domain/checks/accepted";
import { readReviewedCsv } from "#etl/read/reviewed-csv";

/** The findings that people accepted; none where there is no file. Throws a sentence naming a faulty line. */
export async function readAccepted(file: string): Promise<Accepted[]> {
  const rows = await readReviewedCsv(file, {
    columns: ACCEPTED_COLUMNS,
    row: acceptedSchema,
    keyOf: ({ fingerprint }) => `发现 ${fingerprint}`,
  });
  return rows.map(({ row }) => row);
}
