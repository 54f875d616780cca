import { z } from "zod";
import type { TableCode } from "../form/cells";
import type { CheckedReport } from "./checked-report";
import type { Figures } from "./figures";
import { repairOf } from "./repair";
import { smallestRepairs } from "./smallest-repairs";

const REPAIRABLE = ["requests", "review_litigation"] as const satisfies readonly TableCode[];

/** What is proposed for a table that does not add up, as it is stored with its report. */
export const reportRepairSchema = z.object({
  table: z.enum(REPAIRABLE),
  kind: z.enum(["located", "candidates", "several"]),
  /** The cell changes that each settle the table alone; none where two or more cells are wrong. */
  changes: z.array(z.object({ cell: z.string(), printed: z.number(), proposed: z.number() })),
  /** Chinese sentences: what fails, and why the change settles it. */
  evidence: z.array(z.string()),
  /** Every smallest repair, as the figures that it moves; none where more than two cells are wrong. */
  ways: z.array(z.array(z.object({ cell: z.string(), by: z.number() }))),
});
export type ReportRepair = z.infer<typeof reportRepairSchema>;

/** The repairs proposed for the tables of a report that do not add up. */
export function repairsOf(
  report: Pick<CheckedReport, "cells" | "forms">,
  figures: Figures,
): ReportRepair[] {
  return REPAIRABLE.flatMap((table): ReportRepair[] => {
    const repair = repairOf(report, table, figures);
    if (repair.kind === "sound" || repair.kind === "cannot") return [];
    const changes =
      repair.kind === "located"
        ? [repair.change]
        : repair.kind === "candidates"
          ? repair.changes
          : [];
    const ways = smallestRepairs(report, table, figures).map((way) => [...way]);
    const { kind, evidence } = repair;
    return [{ table, kind, changes: [...changes], evidence: [...evidence], ways }];
  });
}
