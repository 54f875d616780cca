import type { AcceptedFinding } from "#domain/checks/accepted-findings";
import type { DeadlineSetting } from "#domain/checks/deadline";
import { ACCEPTED_TABLE } from "#domain/reviewed/accepted";
import { DEADLINE_TABLE } from "#domain/reviewed/deadlines";
import { readReviewedCsv } from "../intake/reviewed-csv";

/** The findings that people accepted; none where there is no file. Throws a sentence naming a faulty line. */
export async function readAccepted(file: string): Promise<AcceptedFinding[]> {
  const rows = await readReviewedCsv(file, ACCEPTED_TABLE);
  return rows.map(({ row }) => row);
}

/** The dates that local notices set; none where there is no file. Throws a sentence naming a faulty line. */
export async function readDeadlines(file: string): Promise<DeadlineSetting[]> {
  const rows = await readReviewedCsv(file, DEADLINE_TABLE);
  return rows.map(({ row }) => row);
}
