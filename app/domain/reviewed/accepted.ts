import {
  ACCEPTED_COLUMNS,
  type AcceptedFinding,
  acceptedFindingSchema,
} from "../checks/accepted-findings";
import type { ReviewedTable } from "./reviewed-table";

/** accepted-findings.csv of the data folder. */
export const ACCEPTED_TABLE: ReviewedTable<AcceptedFinding> = {
  columns: ACCEPTED_COLUMNS,
  row: acceptedFindingSchema,
  keyOf: ({ fingerprint }) => `发现 ${fingerprint}`,
};
