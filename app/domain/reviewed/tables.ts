import { ABSENCE_TABLE } from "./absences";
import { ACCEPTED_TABLE } from "./accepted";
import { CORRECTION_TABLE } from "./corrections";
import { DEADLINE_TABLE } from "./deadlines";
import { MANIFEST_TABLE } from "./manifest";

/** The tables that people write, by hand or at the desk, and that a load reads. */
export const REVIEWED_TABLES = {
  manifest: { file: "manifest.csv", name: "清单", table: MANIFEST_TABLE },
  corrections: { file: "corrections.csv", name: "更正", table: CORRECTION_TABLE },
  accepted: { file: "accepted-findings.csv", name: "已接受的核查发现", table: ACCEPTED_TABLE },
  deadlines: { file: "deadlines.csv", name: "公布期限", table: DEADLINE_TABLE },
  absences: { file: "absences.csv", name: "确认未公布", table: ABSENCE_TABLE },
} as const;
export type ReviewedTableCode = keyof typeof REVIEWED_TABLES;
